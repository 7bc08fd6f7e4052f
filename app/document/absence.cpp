// One axis at a time: each has a verdict of its own, and the weightier one is told.
#include "document/absence.h"

#include <fmt/format.h>

#include "core/geometry.h"
#include "document/number_text.h"

namespace convoscope {

namespace {

constexpr int fraction_decimals = 3;

/// Negative numbers stand in brackets behind an operator.
std::string divided(std::int64_t numerator, std::int64_t denominator) {
  return number_text(static_cast<double>(numerator) / static_cast<double>(denominator), fraction_decimals);
}

std::int64_t along(Cell cell, int axis) { return axis == height ? cell.row : cell.column; }

class Axes {
 public:
  Axes(const Evaluation& evaluation, Side side)
      : evaluation_(evaluation), side_(side), spec_(evaluation.spec(side)), mode_(evaluation.relation.padding_mode) {}

  const AxisRelation& relation(int axis) const { return evaluation_.relation.axes[static_cast<std::size_t>(axis)]; }
  bool is_transposed() const { return side_ == Side::transposed; }

  /// What becomes of `tap` for index `at` of one axis of the map that `part` names.
  Absence absence(int axis, Part part, std::int64_t at, std::int64_t tap) const {
    const AxisRelation& r = relation(axis);
    if (part == Part::coarse) return fine_at(r, mode_, r.place(at, tap)) ? Absence::none : Absence::border;
    for (const std::int64_t place : places_of_fine(r, mode_, at)) {
      if (r.coarse_of(place, tap)) return Absence::none;
    }
    return absence_on_axis(r, at, tap);
  }

  Reason reason(int axis, Part part, std::int64_t at, std::int64_t tap) const {
    const bool is_border = absence(axis, part, at, tap) == Absence::border;
    if (part == Part::coarse) return {axis, landing(axis, at, tap), landed_outside(axis, at, tap)};
    if (is_transposed()) {
      return {axis, division(axis, at, tap),
              is_border ? Message{"why.border", last(relation(axis).coarse)} : Message{"why.inserted_zero", {}}};
    }
    return {axis, division(axis, at, tap),
            is_border ? Message{"why.no_window", last(relation(axis).coarse)} : Message{"why.skipped", {}}};
  }

  /// "p", or "p₀" where the two paddings differ.
  std::string_view padding_symbol(int axis) const {
    const AxisSpec& asked = spec_.axes[static_cast<std::size_t>(axis)];
    return asked.pad_begin == asked.pad_end ? "p" : "p₀";
  }
  bool is_dilated(int axis) const { return relation(axis).dilation != 1; }
  /// Where only a window of ceil mode reaches.
  bool is_beyond(int axis, std::int64_t placed) const { return placed >= relation(axis).padded_end; }

  static std::vector<std::pair<std::string, std::string>> last(std::int64_t extent) {
    return {{"last", whole_text(extent - 1)}};
  }

 private:
  /// o = (i + p − u·d) / s
  std::string division(int axis, std::int64_t fine, std::int64_t tap) const {
    const AxisRelation& r = relation(axis);
    return fmt::format("o = (i + {} − {}) / s = ({} + {} − {}{}) / {} = {}", padding_symbol(axis),
                       is_dilated(axis) ? "u·d" : "u", fine, operand_text(r.pad_begin), tap,
                       is_dilated(axis) ? fmt::format("·{}", r.dilation) : "", r.stride,
                       divided(fine - r.place(0, tap), r.stride));
  }

  /// i = o·s + u·d − p
  std::string landing(int axis, std::int64_t coarse, std::int64_t tap) const {
    const AxisRelation& r = relation(axis);
    return fmt::format("i = o·s + {} − {} = {}·{} + {}{} − {} = {}", is_dilated(axis) ? "u·d" : "u",
                       padding_symbol(axis), coarse, r.stride, tap,
                       is_dilated(axis) ? fmt::format("·{}", r.dilation) : "", operand_text(r.pad_begin),
                       whole_text(r.place(coarse, tap)));
  }

  Message landed_outside(int axis, std::int64_t coarse, std::int64_t tap) const {
    const char* key = is_transposed()                                      ? "why.cropped"
                      : is_beyond(axis, relation(axis).place(coarse, tap)) ? "why.beyond_padding"
                      : spec_.operation == Operation::max_pooling          ? "why.padding_of_max"
                      : spec_.operation == Operation::average_pooling && !spec_.count_include_pad
                          ? "why.padding_not_counted"
                          : "why.padding";
    return {key, last(relation(axis).fine)};
  }

  const Evaluation& evaluation_;
  Side side_;
  const Spec& spec_;
  PaddingMode mode_;
};

/// The axis to tell of, where either is absent: the border outweighs an inserted zero.
int telling_axis(Absence of_row, Absence of_column) {
  return of_row == Absence::border || (of_column != Absence::border && of_row != Absence::none) ? height : width;
}

}  // namespace

bool takes_part(const Evaluation& evaluation, Side side, const Tag& cell, Cell element) {
  const Axes axes(evaluation, side);
  return axes.absence(height, cell.part, cell.cell.row, element.row) == Absence::none &&
         axes.absence(width, cell.part, cell.cell.column, element.column) == Absence::none;
}

std::optional<Reason> why_absent(const Evaluation& evaluation, Side side, const Tag& cell, Cell element) {
  const Axes axes(evaluation, side);
  const Absence of_row = axes.absence(height, cell.part, cell.cell.row, element.row);
  const Absence of_column = axes.absence(width, cell.part, cell.cell.column, element.column);
  if (of_row == Absence::none && of_column == Absence::none) return std::nullopt;
  int axis = telling_axis(of_row, of_column);
  if (cell.part == Part::coarse &&
      axes.is_beyond(width, axes.relation(width).place(cell.cell.column, element.column))) {
    axis = width;
  }
  return axes.reason(axis, cell.part, along(cell.cell, axis), along(element, axis));
}

std::optional<Cell> input_at(const Evaluation& evaluation, Side side, Cell place) {
  const Geometry sizes = geometry(evaluation.spec(side));
  std::array<std::optional<std::int64_t>, axis_count> found;
  for (const int axis : {height, width}) {
    const auto index = static_cast<std::size_t>(axis);
    const AxisRelation& r = evaluation.relation.axes[index];
    const AxisGeometry& g = sizes.axes[index];
    // The turned kernel's first element meets the place that it computes.
    found[index] = side == Side::transposed
                       ? r.coarse_of(along(place, axis) - g.fold_begin, r.kernel - 1)
                       : fine_at(r, evaluation.relation.padding_mode, along(place, axis) - g.border_begin);
  }
  if (!found[height] || !found[width]) return std::nullopt;
  return Cell{*found[height], *found[width]};
}

bool is_beyond_padding(const Evaluation& evaluation, Side side, Cell place) {
  const Geometry sizes = geometry(evaluation.spec(side));
  const Axes axes(evaluation, side);
  return axes.is_beyond(height, place.row - sizes.axes[height].border_begin) ||
         axes.is_beyond(width, place.column - sizes.axes[width].border_begin);
}

std::optional<Reason> why_zero(const Evaluation& evaluation, Side side, Cell place) {
  if (input_at(evaluation, side, place)) return std::nullopt;
  const Geometry sizes = geometry(evaluation.spec(side));
  const Axes axes(evaluation, side);
  std::array<Absence, axis_count> absences{};
  for (const int axis : {height, width}) {
    const auto index = static_cast<std::size_t>(axis);
    const AxisRelation& r = axes.relation(axis);
    const AxisGeometry& g = sizes.axes[index];
    if (side == Side::transposed) {
      absences[index] = absence_on_axis(r, along(place, axis) - g.fold_begin, r.kernel - 1);
    } else if (!fine_at(r, evaluation.relation.padding_mode, along(place, axis) - g.border_begin)) {
      absences[index] = Absence::border;
    }
  }
  const bool is_beyond = is_beyond_padding(evaluation, side, place);
  int axis = telling_axis(absences[height], absences[width]);
  if (is_beyond) axis = axes.is_beyond(height, place.row - sizes.axes[height].border_begin) ? height : width;
  const auto index = static_cast<std::size_t>(axis);
  const AxisRelation& r = axes.relation(axis);
  const std::int64_t at = along(place, axis);
  const std::int64_t border = sizes.axes[index].border_begin;
  if (side != Side::transposed) {
    return Reason{
        axis,
        fmt::format("i = e − {} = {} − {} = {}", axes.padding_symbol(axis), at, border, whole_text(at - border)),
        {is_beyond ? "why.place_beyond_padding" : "why.place_in_padding", Axes::last(r.fine)}};
  }
  const bool is_border = absences[index] == Absence::border;
  return Reason{axis,
                fmt::format("o = (e − b) / s = ({} − {}) / {} = {}", at, operand_text(border), r.stride,
                            divided(at - border, r.stride)),
                is_border ? Message{"why.place_in_border", Axes::last(r.coarse)} : Message{"why.place_between", {}},
                !is_border};
}

std::optional<Reason> why_no_entry(const Evaluation& evaluation, const Tag& coarse, const Tag& fine) {
  const Relation& relation = evaluation.relation;
  const std::int64_t coarse_group = coarse.channel / (relation.coarse_channels / relation.groups);
  const std::int64_t fine_group = fine.channel / (relation.fine_channels / relation.groups);
  if (coarse_group != fine_group) {
    return Reason{
        height, {}, {"why.groups", {{"coarse", whole_text(coarse.channel)}, {"fine", whole_text(fine.channel)}}}};
  }
  const Axes axes(evaluation, evaluation.asked);
  std::optional<int> telling;
  bool is_outside = false;
  for (const int axis : {height, width}) {
    const AxisRelation& r = axes.relation(axis);
    const std::int64_t i = along(fine.cell, axis);
    const std::int64_t o = along(coarse.cell, axis);
    bool meets = false;
    for (const AxisTap& tap : axis_taps_of_coarse(r, relation.padding_mode, o)) meets = meets || tap.fine == i;
    if (meets) continue;
    const std::int64_t reach = i - r.place(o, 0);
    const bool misses = reach < 0 || reach > (r.kernel - 1) * r.dilation;
    if (!telling || (misses && !is_outside)) {
      telling = axis;
      is_outside = misses;
    }
  }
  if (!telling) return std::nullopt;
  const int axis = *telling;
  const AxisRelation& r = axes.relation(axis);
  const std::int64_t i = along(fine.cell, axis);
  const std::int64_t o = along(coarse.cell, axis);
  const std::string symbols = fmt::format("i + {} − o·s", axes.padding_symbol(axis));
  const std::string numbers = fmt::format("{} + {} − {}·{}", i, operand_text(r.pad_begin), o, r.stride);
  const std::int64_t reach = i - r.place(o, 0);
  std::string equation = axes.is_dilated(axis) ? fmt::format("u = ({}) / d = ({}) / {} = {}", symbols, numbers,
                                                             r.dilation, divided(reach, r.dilation))
                                               : fmt::format("u = {} = {} = {}", symbols, numbers, whole_text(reach));
  return Reason{axis, std::move(equation),
                is_outside ? Message{"why.no_element", Axes::last(r.kernel)} : Message{"why.between_elements", {}}};
}

}  // namespace convoscope
