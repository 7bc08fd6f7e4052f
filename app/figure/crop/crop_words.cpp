// Numbers come from the frame; they are only written down here.
#include "figure/crop/crop_words.h"

#include <algorithm>

#include "core/geometry.h"
#include "document/number_text.h"
#include "figure/draw/words.h"
#include "figure/state/overlap_counts.h"

namespace convoscope {
namespace {

// " − 1", " + 1": a number taken away or added.
std::string minus(std::int64_t value) { return (value < 0 ? " + " : " − ") + whole_text(std::abs(value)); }

const AxisSpec& axis_spec(const Evaluation& evaluation, int axis) {
  return evaluation.spec(Side::transposed).axes[axis];
}

bool is_still(const Evaluation& evaluation, int axis) {
  const AxisSpec& a = axis_spec(evaluation, axis);
  return is_flat(evaluation.relation.axes[axis]) && a.pad_begin == 0 && a.pad_end == 0 && a.output_padding == 0;
}

// Cells at the frame's end that output padding lets in: stamped ones, and those beyond the stamps.
struct Uncovered {
  std::int64_t stamped = 0;
  std::int64_t beyond = 0;
};
Uncovered uncovered(const CropFrame& frame) {
  const std::int64_t stamped =
      std::max<std::int64_t>(std::min(frame.end, frame.stamps_end) - frame.end_before_output_padding, 0);
  return {stamped, frame.end - frame.end_before_output_padding - stamped};
}

std::string counted(const Catalog& catalog, std::string_view one, std::string_view many, std::int64_t count) {
  return count == 1 ? catalog.text(one) : catalog.text(many, {{"count", whole_text(count)}});
}

}  // namespace

int axis_of(Edge edge) { return edge == Edge::top || edge == Edge::bottom ? height : width; }
bool is_end(Edge edge) { return edge == Edge::bottom || edge == Edge::right; }

EdgeWords edge_words(const Catalog& catalog, const Evaluation& evaluation, const FullResult& full, Edge edge) {
  const int axis = axis_of(edge);
  if (is_still(evaluation, axis)) return {};
  const bool rows = axis == height;
  const AxisSpec& a = axis_spec(evaluation, axis);
  const std::int64_t padding = is_end(edge) ? a.pad_end : a.pad_begin;
  EdgeWords words;
  if (padding > 0) {
    const bool folds = evaluation.relation.padding_mode != PaddingMode::zeros;
    words.crop = folds  ? rows ? counted(catalog, "figure.crop.folds_row", "figure.crop.folds_rows", padding)
                               : counted(catalog, "figure.crop.folds_column", "figure.crop.folds_columns", padding)
                  : rows ? counted(catalog, "figure.crop.cuts_row", "figure.crop.cuts_rows", padding)
                        : counted(catalog, "figure.crop.cuts_column", "figure.crop.cuts_columns", padding);
  } else if (padding == 0) {
    words.crop = catalog.text("figure.crop.cuts_nothing");
  } else {
    words.crop = catalog.text("figure.crop.extends", {{"count", whole_text(-padding)}});
  }
  if (!is_end(edge)) return words;
  const Uncovered more = uncovered(full.axes[axis]);
  if (more.stamped > 0) {
    words.output_padding.push_back(
        rows ? counted(catalog, "figure.crop.uncovers_row", "figure.crop.uncovers_rows", more.stamped)
             : counted(catalog, "figure.crop.uncovers_column", "figure.crop.uncovers_columns", more.stamped));
  }
  if (more.beyond > 0 && a.output_padding > 0) {
    words.output_padding.push_back(
        rows ? counted(catalog, "figure.crop.adds_row", "figure.crop.adds_rows", more.beyond)
             : counted(catalog, "figure.crop.adds_column", "figure.crop.adds_columns", more.beyond));
  }
  return words;
}

std::string crop_sentence(const Catalog& catalog, const Evaluation& evaluation, const FullResult& full) {
  if (evaluation.relation.padding_mode != PaddingMode::zeros) return catalog.text("figure.crop.sentence_folds");
  bool uncovers = false;
  bool adds = false;
  bool cuts = false;
  for (int axis = 0; axis < axis_count; ++axis) {
    const AxisSpec& a = axis_spec(evaluation, axis);
    const Uncovered more = uncovered(full.axes[axis]);
    uncovers = uncovers || more.stamped > 0;
    adds = adds || more.beyond > 0 || a.pad_begin < 0 || a.pad_end < 0;
    cuts = cuts || a.pad_begin > 0 || a.pad_end > 0;
  }
  if (adds) return catalog.text("figure.crop.sentence_adds");
  if (uncovers) return catalog.text("figure.crop.sentence_uncovers");
  return catalog.text(cuts ? "figure.crop.sentence_cuts" : "figure.crop.sentence_whole");
}

std::vector<std::string> crop_arithmetic(const Catalog& catalog, const Evaluation& evaluation, const FullResult& full) {
  std::vector<std::string> lines;
  const Geometry sizes = geometry(evaluation.spec(Side::transposed));
  for (int axis = 0; axis < axis_count; ++axis) {
    if (is_still(evaluation, axis)) continue;
    const AxisSpec& a = axis_spec(evaluation, axis);
    const CropFrame& frame = full.axes[axis];
    const std::int64_t stamped = frame.stamps_end - frame.stamps_begin;
    const std::string stamps = "(" + whole_text(a.input) + " − 1) · " + whole_text(a.stride) + " + " +
                               whole_text(sizes.axes[axis].effective_kernel) + " = " + whole_text(stamped);
    const std::string left = whole_text(stamped) + minus(a.pad_begin) + minus(a.pad_end) + " + " +
                             whole_text(a.output_padding) + " = " + whole_text(frame.end - frame.begin);
    lines.push_back(catalog.text(axis == height ? "figure.crop.arithmetic_rows" : "figure.crop.arithmetic_columns",
                                 {{"stamps", stamps}, {"left", left}}));
  }
  return lines;
}

std::string shown_of_output(const Catalog& catalog, const FullResult& full, const MapPart& part) {
  const CropFrame& down = full.axes[height];
  const CropFrame& across = full.axes[width];
  const Cell all{down.end - down.begin, across.end - across.begin};
  const auto within = [&](Cell sheet) {
    return Cell{std::clamp<std::int64_t>(sheet.row - down.begin, 0, all.row - 1),
                std::clamp<std::int64_t>(sheet.column - across.begin, 0, all.column - 1)};
  };
  return shown_words(catalog,
                     part_words(catalog, "figure.output", part, within(part.first()), within(part.last()), all));
}

}  // namespace convoscope
