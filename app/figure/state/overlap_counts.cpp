// Shades by the logarithm of the count, so that a product's shade is the sum of its factors' shades.
#include "figure/state/overlap_counts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "document/number_text.h"
#include "figure/draw/contrast.h"

namespace convoscope {
namespace {

// A longer pattern is no pattern to read.
constexpr std::size_t most_in_pattern = 9;

// "2 1": empty where it is too long to be seen at a glance.
std::string pattern_text(const std::vector<std::int64_t>& period) {
  if (period.size() > most_in_pattern) return {};
  std::string text;
  for (const std::int64_t count : period) text += (text.empty() ? "" : " ") + whole_text(count);
  return text;
}

std::string longest_of(const std::vector<std::int64_t>& counts) {
  return whole_text(counts.empty() ? 0 : *std::ranges::max_element(counts));
}

}  // namespace

std::uint8_t overlap_class(std::int64_t count, std::int64_t most) {
  if (count <= 0) return 0;
  if (most <= 1) return 1;
  const double t = std::log(static_cast<double>(count)) / std::log(static_cast<double>(most));
  return static_cast<std::uint8_t>(1 + std::lround(std::clamp(t, 0.0, 1.0) * (overlap_shades - 1)));
}

Color overlap_color(const Theme& theme, std::uint8_t shade) {
  const double t = static_cast<double>(shade - 1) / (overlap_shades - 1);
  constexpr double full = 0.6;  // where the fine map's own colour stands on the scale
  if (t <= full) return mix(theme.fine_pale, theme.fine, t / full);
  return mix(theme.fine, theme.text, 0.55 * (t - full) / (1 - full));
}

Color number_color_on(const Theme& theme, Color shade) {
  return readable_on(shade, theme.on_fine, theme.text, theme.card);
}

std::vector<CellStyle> overlap_styles(const Theme& theme, double number_pt, double radius_pt) {
  const double size = number_pt > 0 ? number_pt : theme.measures.number_pt;
  std::vector<CellStyle> styles;
  styles.push_back({{theme.zero, {}},
                    {theme.warning, 1.2, Dash::dashed},
                    {size, number_pt > 0 ? theme.warning : Color{}, FontWeight::semibold},
                    radius_pt});
  for (int shade = 1; shade <= overlap_shades; ++shade) {
    const Color color = overlap_color(theme, static_cast<std::uint8_t>(shade));
    const Color number = number_color_on(theme, color);
    styles.push_back({{color, {}}, {}, {size, number_pt > 0 ? number : Color{}, FontWeight::semibold}, radius_pt});
  }
  return styles;
}

MapArray overlap_map(const Relation& relation, std::int64_t most) {
  const std::vector<std::int64_t> rows = overlap(relation.axes[height], relation.padding_mode);
  const std::vector<std::int64_t> columns = overlap(relation.axes[width], relation.padding_mode);
  MapArray map;
  map.rows = static_cast<std::int64_t>(rows.size());
  map.columns = static_cast<std::int64_t>(columns.size());
  const auto count_of_row = [&](std::int64_t row) { return rows[static_cast<std::size_t>(row)]; };
  map.values = rows_by_kind<float>(map.rows, count_of_row, [&](std::int64_t row) {
    std::vector<float> counts;
    for (const std::int64_t column : columns) counts.push_back(static_cast<float>(count_of_row(row) * column));
    return counts;
  });
  map.classes = rows_by_kind<std::uint8_t>(map.rows, count_of_row, [&](std::int64_t row) {
    std::vector<std::uint8_t> shades;
    for (const std::int64_t column : columns) shades.push_back(overlap_class(count_of_row(row) * column, most));
    return shades;
  });
  map.longest = whole_text(most_overlap(relation));
  return map;
}

MapArray overlap_row(const std::vector<std::int64_t>& counts, std::int64_t most, bool upright) {
  MapArray row;
  const auto length = static_cast<std::int64_t>(counts.size());
  row.rows = upright ? length : 1;
  row.columns = upright ? 1 : length;
  std::vector<std::uint8_t> classes;
  for (const std::int64_t count : counts) classes.push_back(overlap_class(count, most));
  row.values = std::make_shared<const std::vector<float>>(counts.begin(), counts.end());
  row.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  row.longest = longest_of(counts);
  return row;
}

std::int64_t most_overlap(const Relation& relation) {
  std::int64_t most = 1;
  for (const AxisRelation& axis : relation.axes) {
    const std::vector<std::int64_t> counts = overlap(axis, relation.padding_mode);
    most *= *std::ranges::max_element(counts);
  }
  return most;
}

Evenness evenness(const std::vector<std::int64_t>& period) {
  const auto [least, most] = std::ranges::minmax(period);
  if (least == 0) return Evenness::holes;
  return least == most ? Evenness::even : Evenness::uneven;
}

std::string folding_sentence(const Catalog& catalog, const Relation& relation) {
  const char* folds = relation.padding_mode == PaddingMode::circular  ? "figure.overlap.circular"
                      : relation.padding_mode == PaddingMode::reflect ? "figure.overlap.reflect"
                                                                      : "figure.overlap.replicate";
  std::int64_t least = 1, most = 1;
  for (const AxisRelation& axis : relation.axes) {
    const auto counts = std::ranges::minmax(overlap(axis, relation.padding_mode));
    least *= counts.min;
    most *= counts.max;
  }
  const Catalog::Arguments arguments{
      {"folds", catalog.text(folds)}, {"least", whole_text(least)}, {"most", whole_text(most)}};
  return catalog.text(least < most ? "figure.overlap.folded_uneven"
                      : most == 1  ? "figure.overlap.folded_once"
                                   : "figure.overlap.folded_even",
                      arguments);
}

std::string evenness_sentence(const Catalog& catalog, const AxisRelation& axis) {
  const Catalog::Arguments arguments{{"kernel", whole_text(axis.kernel)},
                                     {"stride", whole_text(axis.stride)},
                                     {"dilation", whole_text(axis.dilation)}};
  if (axis.stride == 1) return catalog.text("figure.overlap.stride_one", arguments);
  // What k taps, d apart, leave between stamps that begin s apart: even only if s and d share no factor and k is a multiple of s.
  if (std::gcd(axis.stride, axis.dilation) > 1) return catalog.text("figure.overlap.holes_dilated", arguments);
  if (axis.kernel < axis.stride) return catalog.text("figure.overlap.holes", arguments);
  return axis.kernel % axis.stride == 0 ? catalog.text("figure.overlap.even", arguments)
                                        : catalog.text("figure.overlap.uneven", arguments);
}

std::string evenness_words(const Catalog& catalog, const std::vector<std::int64_t>& period) {
  const std::string pattern = pattern_text(period);
  switch (evenness(period)) {
    case Evenness::even: return catalog.text("figure.overlap.row_even", {{"count", whole_text(period.front())}});
    case Evenness::uneven:
      return pattern.empty() ? catalog.text("figure.overlap.row_uneven")
                             : catalog.text("figure.overlap.row_uneven_pattern", {{"pattern", pattern}});
    case Evenness::holes:
      return pattern.empty() ? catalog.text("figure.overlap.row_holes")
                             : catalog.text("figure.overlap.row_holes_pattern", {{"pattern", pattern}});
  }
  return {};
}

bool is_flat(const AxisRelation& axis) { return axis.fine == 1 && axis.coarse == 1 && axis.kernel == 1; }

}  // namespace convoscope
