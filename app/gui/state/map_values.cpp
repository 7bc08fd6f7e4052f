// Which map is meant, whether the numbers fit it, and the one edit that gives it them.
#include "gui/state/map_values.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/kernels.h"
#include "document/dice.h"
#include "document/line.h"
#include "gui/state/files.h"
#include "interop/npz.h"

namespace convoscope {
namespace {

constexpr int largest_random = 9;

bool is_own_input(const Evaluation& evaluation, const MapAtHand& map) {
  return map.part != Part::kernel && map.side == evaluation.asked && map.is_editable;
}

std::string name_key(const MapAtHand& map) {
  return map.part == Part::kernel ? "figure.kernel" : map.is_editable ? "figure.input" : "figure.output";
}

const Tensor& values_of(const Evaluation& evaluation, const MapAtHand& map) {
  if (map.part == Part::kernel) return *evaluation.weight;
  if (map.part == input_part(map.side)) return evaluation.input(map.side);
  return evaluation.output(map.side);
}

std::string size_text(const Shape& shape) {
  const std::string plane = fmt::format("{} × {}", shape[2], shape[3]);
  if (shape[0] == 1 && shape[1] == 1) return plane;
  const std::string channels = fmt::format("{} × {}", shape[1], plane);
  return shape[0] == 1 ? channels : fmt::format("{} × {}", shape[0], channels);
}

/// The plane of a tensor that the cell at hand lies in.
std::int64_t plane_of(const Tensor& tensor, const MapAtHand& map) {
  const std::int64_t channel = map.cell.channel;
  return channel >= 0 && channel < tensor.batch() * tensor.channels() ? channel : 0;
}

SetValues kernel_edit(Tensor weight) {
  return SetValues{Part::kernel, std::make_shared<const Tensor>(std::move(weight))};
}

bool has_planes(const Tensor& tensor) { return tensor.batch() * tensor.channels() > 1; }

/// A table is for one plane.
Shape expected_shape(const Tensor& present, bool is_plane) {
  return is_plane ? Shape{1, 1, present.rows(), present.columns()} : present.shape();
}

bool fits(const Evaluation& evaluation, const MapAtHand& map, const Shape& shape, bool is_plane) {
  const Tensor& present = values_of(evaluation, map);
  const bool has_free_size = map.part == Part::kernel || is_own_input(evaluation, map);
  return (has_free_size && !(is_plane && has_planes(present))) || shape == expected_shape(present, is_plane);
}

/// Arrays of a one-dimensional layer, (L,), (C, L), (N, C, L) and a kernel's (out, in, K), with their one row.
std::vector<std::int64_t> planar(const Evaluation& evaluation, const MapAtHand& map, std::vector<std::int64_t> shape) {
  const std::size_t rank = shape.size();
  const bool has_row = rank == 2 && (map.part == Part::kernel || shape.front() == 1);
  if (is_line(evaluation.spec(evaluation.asked)) && rank >= 1 && rank <= 3 && !has_row)
    shape.insert(shape.end() - 1, 1);
  return shape;
}

/// The name of the archive's array that the map can take: of several the one that leaves its size as it is.
Result<std::string> array_for(const AppState& app, const MapAtHand& map, const std::vector<NpzArray>& arrays,
                              const std::string& file) {
  constexpr std::size_t most_listed = 8;
  const Evaluation& evaluation = *app.session.evaluation();
  std::vector<const NpzArray*> fitting;
  std::vector<const NpzArray*> same;
  for (const NpzArray& array : arrays) {
    const std::vector<std::int64_t> extents = planar(evaluation, map, array.shape);
    const std::size_t rank = extents.size();
    if (rank < 2 || rank > 4 || (map.part == Part::kernel && rank == 3)) continue;
    Shape shape{1, 1, 1, 1};
    std::ranges::copy(extents, shape.end() - static_cast<std::ptrdiff_t>(rank));
    if (fits(evaluation, map, shape, rank == 2)) fitting.push_back(&array);
    if (shape == expected_shape(values_of(evaluation, map), rank == 2)) same.push_back(&array);
  }
  if (!same.empty()) fitting = same;
  if (fitting.size() == 1) return fitting.front()->name;
  std::string names;
  for (std::size_t i = 0; i < std::min(arrays.size(), most_listed); ++i)
    names += (i > 0 ? ", " : "") + arrays[i].name + " " + shape_text(arrays[i].shape);
  if (arrays.size() > most_listed) names += ", …";
  return Message{fitting.empty() ? "map.no_array_fits" : "map.arrays_fit",
                 {{"file", file},
                  {"map", app.catalog().text(name_key(map))},
                  {"size", size_text(values_of(evaluation, map).shape())},
                  {"names", names}}};
}

/// Also while a value is being typed, which is given up.
void apply(AppState& app, const Edit& edit) {
  if (app.ui.cell_edit) {
    app.session.abandon_hold();
    app.ui.cell_edit.reset();
  }
  perform(app, edit);
}

void refuse_map(AppState& app) {
  const bool is_photograph = app.session.evaluation()->photograph.has_value();
  tell_error(app, {is_photograph ? "map.of_photograph" : "map.computed", {}});
}

}  // namespace

MapAtHand map_of_cell(const AppState& app, const Tag& cell) {
  const Evaluation& evaluation = *app.session.evaluation();
  const auto has = [&](Side side) {
    return side == Side::transposed ? evaluation.transposed.has_value() : evaluation.convolution.has_value();
  };
  MapAtHand map{cell, cell.side, cell.part, false};
  if (cell.part == Part::kernel && evaluation.weight->size() > 0) {
    map.is_editable = true;
    return map;
  }
  if (cell.part == Part::expanded) map = {{}, cell.side, input_part(cell.side), false};
  if (map.part != Part::fine && map.part != Part::coarse)
    map = {{}, evaluation.asked, input_part(evaluation.asked), false};
  // A node of the graph is a cell of both operations.
  if (map.side == Side::none) map.side = map.part == Part::fine ? Side::convolution : Side::transposed;
  if (!has(map.side)) map = {{}, evaluation.asked, input_part(evaluation.asked), false};
  map.is_editable = map.part == input_part(map.side) && !evaluation.photograph;
  return map;
}

MapAtHand map_at_hand(const AppState& app) {
  const UiState& ui = app.ui;
  if (ui.cell_edit) return map_of_cell(app, ui.cell_edit->cell);
  if (ui.cell_cursor && ui.focus.is_shown) return map_of_cell(app, ui.cell_cursor->cell);
  return map_of_cell(app, app.session.pin ? app.session.pin : app.session.hover);
}

bool can_change_map(const AppState& app) { return app.session.problems().empty() && !app.session.wanted(); }

void set_map(AppState& app, const MapAtHand& map, NpyArray array, const std::string& name) {
  const Evaluation& evaluation = *app.session.evaluation();
  if (!map.is_editable) return refuse_map(app);
  const Tensor& present = values_of(evaluation, map);
  array.shape = planar(evaluation, map, std::move(array.shape));
  const bool is_plane = array.shape.size() == 2;
  Result<Tensor> read = map.part == Part::kernel ? weight_of(std::move(array), name) : map_of(std::move(array), name);
  if (!read) return tell_error(app, read.message());
  Tensor values = std::move(*read);
  if (!fits(evaluation, map, values.shape(), is_plane))
    return tell_error(app, {"map.wrong_size",
                            {{"map", app.catalog().text(name_key(map))},
                             {"expected", size_text(expected_shape(present, is_plane))},
                             {"given", size_text(values.shape())}}});
  if (is_plane && has_planes(present)) {
    Tensor all = present;
    const std::int64_t cells = present.rows() * present.columns();
    std::ranges::copy(values.data(), all.data().begin() + plane_of(present, map) * cells);
    values = std::move(all);
  }
  const std::string size = size_text(values.shape());
  apply(app, SetValues{map.part, std::make_shared<const Tensor>(std::move(values))});
  tell(app, {"map.set", {{"map", app.catalog().text(name_key(map))}, {"size", size}}});
}

void paste_values(AppState& app) {
  const Result<NpyArray> table = read_table(app.read_clipboard());
  if (!table) return tell_error(app, table.message());
  set_map(app, map_at_hand(app), *table, app.catalog().text("map.pasted"));
}

bool has_table_to_paste(const AppState& app) {
  const Result<NpyArray> table = read_table(app.read_clipboard());
  return table && table->data.size() > 1;
}

bool may_hold_array(std::string_view path) { return path.ends_with(".npy") || path.ends_with(".npz"); }

void open_array(AppState& app, const std::string& path, const Tag& cell) {
  const MapAtHand map = map_of_cell(app, cell);
  if (!map.is_editable && is_learning(app)) return learn_from_file(app, path);
  if (!map.is_editable) return refuse_map(app);
  std::string name = name_of_path(path);
  Result<std::string> bytes = app.platform.read_file(path);
  if (bytes && npz_path(path)) {
    const Result<std::vector<NpzArray>> arrays = list_npz(*bytes, name);
    if (!arrays) return tell_error(app, arrays.message());
    const bool needs_choice = arrays->size() > 1;
    const Result<std::string> chosen = needs_choice ? array_for(app, map, *arrays, name) : std::string();
    if (!chosen) return tell_error(app, chosen.message());
    bytes = read_npz(*bytes, *chosen, name);
    if (needs_choice) name += ":" + *chosen;
  }
  if (!bytes) return tell_error(app, bytes.message());
  Result<NpyArray> array = read_npy(*bytes, name);
  if (!array) return tell_error(app, array.message());
  set_map(app, map, std::move(*array), name);
}

void fill_map(AppState& app, Filling filling) {
  const MapAtHand map = map_at_hand(app);
  if (!map.is_editable) return refuse_map(app);
  const Tensor& present = values_of(*app.session.evaluation(), map);
  Tensor values = filling == Filling::ramp ? Tensor::counting(present.shape())
                                           : Tensor(present.shape(), filling == Filling::ones ? 1.0f : 0.0f);
  if (filling == Filling::random) {
    Dice dice(++app.ui.random_seed);
    for (float& value : values.data()) value = static_cast<float>(dice.between(-largest_random, largest_random));
  }
  if (filling == Filling::one_hot) {
    const std::int64_t plane = plane_of(values, map);
    Cell at = map.cell.cell;
    if (!lies_on(at, values.rows(), values.columns())) at = {values.rows() / 2, values.columns() / 2};
    values(plane / values.channels(), plane % values.channels(), at.row, at.column) = 1;
  }
  apply(app, SetValues{map.part, std::make_shared<const Tensor>(std::move(values))});
  if (filling == Filling::random) tell(app, {"map.random", {{"seed", fmt::format("{}", app.ui.random_seed)}}});
}

bool has_kernel(const AppState& app) { return can_change_map(app) && app.session.evaluation()->weight->size() > 0; }

void fill_kernel(AppState& app, std::string_view name) {
  if (!has_kernel(app)) return;
  const NamedKernel& kernel = *kernel_named(name);
  const Tensor& present = *app.session.evaluation()->weight;
  const std::int64_t rows = kernel.has_any_size ? present.rows() : kernel.side;
  const std::int64_t columns = kernel.has_any_size ? present.columns() : kernel.side;
  apply(app, kernel_edit(repeated(values_of(kernel, rows, columns), present.shape())));
}

void flip_kernel(AppState& app) { apply(app, kernel_edit(flipped(*app.session.evaluation()->weight))); }
void normalize_kernel(AppState& app) { apply(app, kernel_edit(normalized(*app.session.evaluation()->weight))); }

void copy_map(AppState& app, TableStyle style) {
  const MapAtHand map = map_at_hand(app);
  const Tensor& values = values_of(*app.session.evaluation(), map);
  if (values.size() == 0) return;
  if (style == TableStyle::spreadsheet) {
    const std::int64_t cells = values.rows() * values.columns();
    const auto begin = values.data().begin() + plane_of(values, map) * cells;
    app.ui.clipboard = table_text(Tensor({1, 1, values.rows(), values.columns()}, {begin, begin + cells}), style);
  } else {
    app.ui.clipboard = table_text(values, style);
  }
  tell(app, {"map.copied", {{"map", app.catalog().text(name_key(map))}}});
}

}  // namespace convoscope
