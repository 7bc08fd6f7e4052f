// Cells are asked for one by one where they are shown: a step costs the shown parts, however large the maps are.
#include "figure/lockstep/lockstep_maps.h"

#include <algorithm>

#include "document/number_text.h"
#include "document/symbols.h"
#include "figure/draw/contrast.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/words.h"

namespace convoscope {
namespace {

// Looks of the output's cells.
constexpr std::uint8_t look_done = 0;
constexpr std::uint8_t look_pending = 1;
constexpr std::uint8_t look_running = 2;
constexpr std::uint8_t look_outside = 3;
constexpr std::uint8_t look_nothing = 4;

std::uint8_t look_of(ExpandedClass cell) { return static_cast<std::uint8_t>(cell); }

Size cells_of(const MapPart& part) {
  return {static_cast<double>(part.columns.count), static_cast<double>(part.rows.count)};
}

Rect rect_of(const Grid& grid, const MapPart& part, Cell cell) {
  return grid.cell_rect(cell.row - part.rows.first, cell.column - part.columns.first);
}

}  // namespace

LockstepMaps::LockstepMaps(Pen& pen, const PictureInputs& inputs, const LockstepState& state,
                           const LockstepParts& parts, const Tensor& result, Method method, const Rect& body)
    : pen_(pen),
      in_(inputs),
      theme_(inputs.theme),
      relation_(inputs.evaluation.relation),
      state_(state),
      parts_(parts),
      result_(result),
      method_(method),
      longest_fine_(find_longest_fine()) {
  const Size kernel = cells_of(parts.kernel);
  const Measures& m = theme_.measures;
  switch (method) {
    case Method::zero_insertion:
      trio_ = lay_out_trio({cells_of(parts.expanded), cells_of(parts.fine), kernel, true}, body, m);
      break;
    case Method::scatter:
      trio_ = lay_out_trio({cells_of(parts.sheet), cells_of(parts.coarse), kernel, false}, body, m);
      break;
    case Method::gather:
      trio_ = lay_out_trio({cells_of(parts.padded), cells_of(parts.coarse), kernel, true}, body, m);
      break;
    case Method::matrix: {
      const TextStyle style{m.number_pt * 0.75, {}, FontWeight::semibold};
      matrix_ = lay_out_matrix_trio(parts.rows, static_cast<std::int64_t>(parts.columns.size()),
                                    inputs.fonts.width(longest_fine_, style), body, m);
      break;
    }
  }
}

void LockstepMaps::draw() {
  if (method_ == Method::matrix) {
    draw_matrix();
  } else {
    draw_trio();
  }
}

std::string LockstepMaps::find_longest_fine() const {
  std::string longest;
  for (std::int64_t row = 0; row < parts_.fine.rows.count; ++row) {
    for (std::int64_t column = 0; column < parts_.fine.columns.count; ++column) {
      const Cell cell{parts_.fine.rows.first + row, parts_.fine.columns.first + column};
      keep_longer(longest, number_text(fine_face(cell).value));
    }
  }
  return longest;
}

Cell LockstepMaps::expanded_of(Cell coarse) const {
  const InputPlace place = input_place(in_.evaluation, Side::transposed);
  return {place.first.row + coarse.row * place.step.row, place.first.column + coarse.column * place.step.column};
}

Cell LockstepMaps::padded_of(Cell placed) const {
  const Cell first = input_place(in_.evaluation, Side::convolution).first;
  return {first.row + placed.row, first.column + placed.column};
}

LockstepMaps::Face LockstepMaps::fine_face(Cell cell) const {
  const MapsState& maps = state_.maps;
  const std::int64_t index = cell.row * result_.columns() + cell.column;
  const float value = result_(0, maps.output_channel, cell.row, cell.column);
  const bool is_focus = maps.shows_window && cell == maps.step.focus;
  if (index < maps.done() || (is_focus && maps.is_pinned)) return {value, look_done};
  if (is_focus) return {static_cast<float>(maps.step.sum), look_running};
  return {value, look_pending};
}

template <class FaceOf>
Grid LockstepMaps::grid_of(const PlacedMap& place, const MapPart& part, const FaceOf& face_of) const {
  Grid g;
  g.rect = place.rect;
  g.rows = part.rows.count;
  g.columns = part.columns.count;
  g.gap_pt = place.gap_pt;
  g.first = {part.rows.first, part.columns.first};
  std::vector<float> values;
  std::vector<std::uint8_t> classes;
  for (std::int64_t row = 0; row < g.rows; ++row) {
    for (std::int64_t column = 0; column < g.columns; ++column) {
      const Face face = face_of(Cell{g.first.row + row, g.first.column + column});
      values.push_back(face.value);
      classes.push_back(face.style);
    }
  }
  g.values = std::make_shared<const std::vector<float>>(std::move(values));
  g.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  return g;
}

TextStyle LockstepMaps::number(const PlacedMap& place, double width_pt, const std::string& longest, Color color) const {
  const double size = std::min(number_size(in_.fonts, longest, width_pt, theme_.measures.number_pt),
                               (place.pitch_pt - place.gap_pt) * 0.62);
  const bool legible = size >= smallest_legible_pt;
  return {legible ? size : theme_.measures.number_pt, legible ? color : Color{}, FontWeight::semibold};
}

std::vector<CellStyle> LockstepMaps::fine_styles(const PlacedMap& place) const {
  const double cell = place.pitch_pt - place.gap_pt;
  const double radius = pen_.cell_radius(cell);
  const TextStyle text = number(place, std::min(cell, place.rect.width), longest_fine_, theme_.on_fine);
  TextStyle running = text;
  if (running.color.a != 0) running.color = theme_.text;
  return {{{theme_.fine, {}}, {}, text, radius},
          {{theme_.fine_pale, {}}, {}, {text.size_pt, {}}, radius},
          {{theme_.fine_pale, {}}, {}, running, radius},
          {{theme_.zero, {}}, {theme_.zero_line, cell > 8 ? 1.0 : 0.0, Dash::dashed}, {text.size_pt, {}}, radius},
          {{}, {}, {text.size_pt, {}}, 0}};
}

Grid LockstepMaps::fine_grid(const PlacedMap& place) const {
  Grid g = grid_of(place, parts_.fine, [&](Cell cell) { return fine_face(cell); });
  g.styles = fine_styles(place);
  return g;
}

template <class ValueOf>
Grid LockstepMaps::grid_of_numbers(const PlacedMap& place, const MapPart& part, Color fill, Color on,
                                   const ValueOf& value_of) const {
  std::string longest;
  Grid g = grid_of(place, part, [&](Cell cell) {
    const float value = value_of(cell);
    keep_longer(longest, number_text(value));
    return Face{value, 0};
  });
  const double cell = place.pitch_pt - place.gap_pt;
  g.styles = {{{fill, {}}, {}, number(place, cell, longest, on), pen_.cell_radius(cell)}};
  return g;
}

Grid LockstepMaps::coarse_grid(const PlacedMap& place) const {
  return grid_of_numbers(place, parts_.coarse, theme_.coarse, theme_.on_coarse, [&](Cell cell) {
    return (*in_.evaluation.coarse)(0, state_.maps.input_channel, cell.row, cell.column);
  });
}

Grid LockstepMaps::kernel_grid(const PlacedMap& place, bool flipped) const {
  const Tensor& weight = *in_.evaluation.weight;
  const AxisRelation& down = relation_.axes[height];
  const AxisRelation& across = relation_.axes[width];
  const std::int64_t fine_channel = state_.maps.output_channel % weight.channels();
  Grid g = grid_of_numbers(place, parts_.kernel, theme_.kernel, theme_.on_kernel, [&](Cell cell) {
    const Cell stored = flipped ? Cell{down.kernel - 1 - cell.row, across.kernel - 1 - cell.column} : cell;
    return weight(state_.maps.input_channel, fine_channel, stored.row, stored.column);
  });
  if (flipped) {
    const Cell last{down.kernel - 1 - parts_.kernel.rows.first, across.kernel - 1 - parts_.kernel.columns.first};
    g.names = CellNames{kernel_of(Side::transposed), last, {-1, -1}, down.kernel, across.kernel};
  }
  return g;
}

Tag LockstepMaps::kernel_of(Side side) const {
  const std::int64_t coarse = state_.maps.input_channel;
  const std::int64_t fine = state_.maps.output_channel;
  const bool is_transposed = side == Side::transposed;
  return kernel_tag(in_.evaluation, side, is_transposed ? coarse : fine, is_transposed ? fine : coarse, no_cell);
}

Grid LockstepMaps::expanded_grid() const {
  const Tensor& coarse = *in_.evaluation.coarse;
  const InputPlace place = input_place(in_.evaluation, Side::transposed);
  const Cell last = expanded_of({coarse.rows() - 1, coarse.columns() - 1});
  const CellNames names{{Side::transposed, Part::coarse, state_.maps.input_channel},
                        place.first,
                        place.step,
                        coarse.rows(),
                        coarse.columns()};
  std::string longest = "0";
  Grid g = grid_of(trio_.large, parts_.expanded, [&](Cell cell) {
    if (const auto input = names.named_at(cell)) {
      const float value = coarse(0, state_.maps.input_channel, input->row, input->column);
      keep_longer(longest, number_text(value));
      return Face{value, look_of(ExpandedClass::input)};
    }
    const bool between = cell.row >= place.first.row && cell.row <= last.row && cell.column >= place.first.column &&
                         cell.column <= last.column;
    return Face{0, look_of(between ? ExpandedClass::inserted : ExpandedClass::padding)};
  });
  const double cell = trio_.large.pitch_pt - trio_.large.gap_pt;
  const double radius = pen_.cell_radius(cell);
  const double line = cell > 8 ? 1 : 0;
  const TextStyle text = number(trio_.large, cell, longest, theme_.on_coarse);
  TextStyle zero = text;
  zero.size_pt *= 0.85;
  zero.weight = FontWeight::regular;
  zero.color = zero.color.a != 0 && zero.size_pt >= smallest_legible_pt ? theme_.zero_text : Color{};
  g.styles = {
      {{theme_.zero, {}}, {theme_.zero_line, line, Dash::dashed}, zero, radius},
      {{theme_.zero, paled(theme_.zero_line, theme_.zero, hatch_contrast)}, {theme_.zero_line, line}, zero, radius},
      {{theme_.coarse, {}}, {}, text, radius}};
  g.names = names;
  g.names->first = {place.first.row - g.first.row, place.first.column - g.first.column};
  return g;
}

Grid LockstepMaps::padded_grid() const {
  const Cell border = input_place(in_.evaluation, Side::convolution).first;
  Grid g = grid_of(trio_.large, parts_.padded, [&](Cell cell) {
    const Cell fine{cell.row - border.row, cell.column - border.column};
    const bool on_map =
        fine.row >= 0 && fine.row < result_.rows() && fine.column >= 0 && fine.column < result_.columns();
    return on_map ? fine_face(fine) : Face{0, look_outside};
  });
  g.styles = fine_styles(trio_.large);
  g.names = CellNames{{Side::convolution, Part::fine, state_.maps.output_channel},
                      {border.row - g.first.row, border.column - g.first.column},
                      {1, 1},
                      result_.rows(),
                      result_.columns()};
  return g;
}

void LockstepMaps::add(Grid grid, const PlacedMap& place, const Tag& tag, const std::string& label) {
  pen_.add(std::move(grid), tag);
  labels_.emplace_back(place, label);
}

void LockstepMaps::write_labels() {
  TextStyle style = pen_.faint_style();
  style.size_pt = std::max(style.size_pt - 2, 9.0);
  style.color = theme_.text_muted;
  for (const auto& [place, words] : labels_) {
    const double width_pt = std::min(pen_.width(words, style), place.label_room_pt);
    const Rect behind{place.label.x - 2, place.label.y - 0.85 * style.size_pt, width_pt + 4, 1.1 * style.size_pt};
    pen_.add(Box{behind, 2, {theme_.card, {}}, {}});
    pen_.fitted_text(place.label, words, style, place.label_room_pt);
  }
}

void LockstepMaps::draw_trio() {
  const Catalog& catalog = in_.catalog;
  const auto named = [&](const std::string& words, const MapPart& part) {
    const bool whole = part.rows.is_whole() && part.columns.is_whole();
    return whole ? words : catalog.text("figure.lockstep.part", {{"name", words}});
  };
  const std::int64_t input = state_.maps.input_channel;
  const std::int64_t output = state_.maps.output_channel;
  const std::string kernel = catalog.text("figure.kernel");
  switch (method_) {
    case Method::zero_insertion:
      add(expanded_grid(), trio_.large, {Side::transposed, Part::expanded, input},
          named(input_words(catalog, in_.evaluation, Side::transposed), parts_.expanded));
      add(fine_grid(trio_.first), trio_.first, {Side::transposed, Part::fine, output},
          named(catalog.text("figure.output"), parts_.fine));
      add(kernel_grid(trio_.second, true), trio_.second, kernel_of(Side::transposed),
          named(catalog.text("figure.kernel_flipped"), parts_.kernel));
      return;
    case Method::scatter: {
      add(coarse_grid(trio_.first), trio_.first, {Side::transposed, Part::coarse, input},
          named(catalog.text("figure.input"), parts_.coarse));
      add(kernel_grid(trio_.second, false), trio_.second, kernel_of(Side::transposed), named(kernel, parts_.kernel));
      // Around the output, what stamps leave beside it; the output itself has names.
      const CropFrame& down = parts_.full.axes[height];
      const CropFrame& across = parts_.full.axes[width];
      Grid around = grid_of(trio_.large, parts_.sheet, [&](Cell cell) {
        const bool inside =
            cell.row >= down.begin && cell.row < down.end && cell.column >= across.begin && cell.column < across.end;
        return Face{0, inside ? look_nothing : look_outside};
      });
      around.styles = fine_styles(trio_.large);
      MapPart inside{{std::max(parts_.sheet.rows.first, down.begin), 0, down.sheet},
                     {std::max(parts_.sheet.columns.first, across.begin), 0, across.sheet}};
      inside.rows.count = std::min(parts_.sheet.rows.first + parts_.sheet.rows.count, down.end) - inside.rows.first;
      inside.columns.count =
          std::min(parts_.sheet.columns.first + parts_.sheet.columns.count, across.end) - inside.columns.first;
      PlacedMap place = trio_.large;
      const Rect first = rect_of(around, parts_.sheet, {inside.rows.first, inside.columns.first});
      place.rect = {first.x, first.y, static_cast<double>(inside.columns.count) * place.pitch_pt - place.gap_pt,
                    static_cast<double>(inside.rows.count) * place.pitch_pt - place.gap_pt};
      Grid output_grid = grid_of(place, inside, [&](Cell cell) {
        return fine_face({cell.row - down.begin, cell.column - across.begin});
      });
      output_grid.first = {inside.rows.first - down.begin, inside.columns.first - across.begin};
      output_grid.styles = around.styles;
      pen_.add(std::move(around));
      add(std::move(output_grid), trio_.large, {Side::transposed, Part::fine, output},
          named(catalog.text("figure.output"), parts_.sheet));
      return;
    }
    case Method::gather:
      add(padded_grid(), trio_.large, {Side::convolution, Part::expanded, output},
          named(catalog.text("figure.lockstep.gradient_for"), parts_.padded));
      add(coarse_grid(trio_.first), trio_.first, {Side::convolution, Part::coarse, input},
          named(catalog.text("figure.lockstep.gradient_from"), parts_.coarse));
      add(kernel_grid(trio_.second, false), trio_.second, kernel_of(Side::convolution), named(kernel, parts_.kernel));
      return;
    case Method::matrix: return;
  }
}

}  // namespace convoscope
