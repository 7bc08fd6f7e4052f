#include "figure/crop/crop_legend.h"

#include <algorithm>

#include "figure/crop/crop_sheet.h"
#include "figure/state/overlap_counts.h"

namespace convoscope {
namespace {

constexpr double swatch_pt = 14;
constexpr double to_words_pt = 7;
constexpr double between_pt = 20;
constexpr double radius_pt = 3;

}  // namespace

CellStyle cropped_style(const Theme& theme, const TextStyle& text, double radius_pt) {
  return {{theme.fine_pale, {}}, {mix(theme.fine, theme.card, 0.35), 1, Dash::dashed}, text, radius_pt};
}

CellStyle unreached_style(const Theme& theme, const TextStyle& text, double radius_pt) {
  return {{theme.zero, {}}, {theme.warning, 1.2, Dash::dashed}, text, radius_pt};
}

Color uncovered_color(const Theme& theme) { return overlap_color(theme, overlap_shades); }

CropLegend::CropLegend(const PictureInputs& inputs, const FullResult& full, double width_pt) : width_pt_(width_pt) {
  if (!inputs.scene.look.has_words) return;
  const Theme& theme = inputs.theme;
  const Evaluation& evaluation = inputs.evaluation;
  const auto has = [&](const auto& test) { return std::ranges::any_of(full.axes, test); };
  const bool cuts = has([](const CropFrame& f) { return f.begin > f.stamps_begin || f.end < f.stamps_end; });
  const bool holes =
      has([](const CropFrame& f) { return f.begin < f.stamps_begin || f.end > f.stamps_end; }) || has_holes(full);
  const bool folds = evaluation.relation.padding_mode != PaddingMode::zeros;
  const bool uncovers =
      has([](const CropFrame& f) { return std::min(f.end, f.stamps_end) > f.end_before_output_padding; });
  const bool has_bias = !evaluation.bias_of(Side::transposed).empty();
  const TextStyle none{theme.measures.label_pt, {}};
  Point at{};
  const auto add = [&](const CellStyle& style, const char* key) {
    const std::string& words = inputs.catalog.text(key);
    const double entry_pt = swatch_pt + to_words_pt + inputs.fonts.width(words, Pen(theme, inputs.fonts).label_style());
    if (at.x > 0 && at.x + entry_pt > width_pt) at = {0, at.y + legend_line_pt};
    entries_.push_back({style, words, at});
    at.x += entry_pt + between_pt;
  };
  add({{theme.fine, {}}, {}, none, radius_pt}, "figure.crop.legend_output");
  if (uncovers) add({{uncovered_color(theme), {}}, {}, none, radius_pt}, "figure.crop.legend_uncovered");
  if (cuts)
    add(cropped_style(theme, none, radius_pt), folds ? "figure.crop.legend_folded" : "figure.crop.legend_cropped");
  if (holes)
    add(unreached_style(theme, none, radius_pt), has_bias ? "figure.crop.legend_bias" : "figure.crop.legend_unreached");
}

double CropLegend::height() const { return legend_line_pt + (entries_.empty() ? 0 : entries_.back().at.y); }

void CropLegend::draw(Pen& pen, Point first) const {
  for (const Entry& entry : entries_) {
    const Point at{first.x + entry.at.x, first.y + entry.at.y};
    pen.add(Box{{at.x, at.y - swatch_pt + 3, swatch_pt, swatch_pt}, radius_pt, entry.style.fill, entry.style.stroke});
    pen.fitted_text({at.x + swatch_pt + to_words_pt, at.y}, entry.words, pen.label_style(),
                    width_pt_ - entry.at.x - swatch_pt - to_words_pt);
  }
}

}  // namespace convoscope
