// The panel of the transposed matrix: some of its rows, the columns that they meet, and the vectors beside it.
#include <algorithm>
#include <set>

#include "document/number_text.h"
#include "figure/lockstep/lockstep_maps.h"

namespace convoscope {
namespace {

constexpr std::uint8_t look_zero = 0;
constexpr std::uint8_t look_entry = 1;
// Columns that are no neighbours stand this far apart.
constexpr double run_gap_pt = 3;

// Neighbouring columns: one grid each.
struct Run {
  std::size_t first = 0;  ///< in the list of shown columns
  std::size_t count = 0;
};

std::vector<Run> runs_of(const std::vector<std::int64_t>& columns) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == 0 || columns[i] != columns[i - 1] + 1) runs.push_back({i, 0});
    ++runs.back().count;
  }
  return runs;
}

}  // namespace

// The entry of C's transpose: the weights that join the two cells, added up where a layer folds.
LockstepMaps::Face LockstepMaps::entry_face(std::int64_t row, std::int64_t column) const {
  const Tensor& weight = *in_.evaluation.weight;
  const std::int64_t fine_columns = relation_.axes[width].fine;
  const std::int64_t coarse_columns = relation_.axes[width].coarse;
  const Cell coarse{column / coarse_columns, column % coarse_columns};
  Face face{0, look_zero};
  visit_taps_of_fine(relation_, {row / fine_columns, row % fine_columns}, [&](const Tap& tap) {
    if (tap.coarse != coarse) return;
    face.value += weight(state_.maps.input_channel, state_.maps.output_channel % weight.channels(), tap.kernel.row,
                         tap.kernel.column);
    face.style = look_entry;
  });
  return face;
}

double LockstepMaps::column_x(std::size_t index) const {
  double shift = 0;
  for (std::size_t i = 1; i <= index && i < parts_.columns.size(); ++i) {
    if (parts_.columns[i] != parts_.columns[i - 1] + 1) shift += run_gap();
  }
  return matrix_.entries.rect.x + static_cast<double>(index) * column_pitch() + shift;
}

// Gaps between runs come out of the columns' width.
double LockstepMaps::run_gap() const { return std::min(run_gap_pt, matrix_.entries.pitch_pt * 0.3); }

double LockstepMaps::column_pitch() const {
  const double gaps = run_gap() * static_cast<double>(runs_of(parts_.columns).size() - 1);
  return (matrix_.entries.rect.width + matrix_.entries.gap_pt - gaps) / static_cast<double>(parts_.columns.size());
}

Rect LockstepMaps::entry_rect(std::int64_t row, std::size_t column) const {
  const PlacedMap& place = matrix_.entries;
  return {column_x(column), place.rect.y + static_cast<double>(row - parts_.first_row) * place.pitch_pt,
          column_pitch() - place.gap_pt, place.pitch_pt - place.gap_pt};
}

void LockstepMaps::draw_matrix() {
  const PlacedMap& place = matrix_.entries;
  const std::int64_t fine_cells = relation_.axes[height].fine * relation_.axes[width].fine;
  const std::int64_t coarse_cells = relation_.axes[height].coarse * relation_.axes[width].coarse;
  const double cell = column_pitch() - place.gap_pt;
  const double radius = pen_.cell_radius(cell);
  std::string longest = "0";
  for (const float value : in_.evaluation.weight->data()) {
    keep_longer(longest, number_text(value));
    if (longest.size() > 5) break;  // no cell here is wide enough for more
  }
  const TextStyle text = number(place, cell, longest, theme_.on_kernel);
  TextStyle zero = text;
  zero.weight = FontWeight::regular;
  zero.size_pt *= 0.85;
  zero.color = zero.color.a != 0 && zero.size_pt >= smallest_legible_pt ? theme_.zero_text : Color{};
  for (const Run& run : runs_of(parts_.columns)) {
    Grid g;
    const Rect first = entry_rect(parts_.first_row, run.first);
    g.rows = parts_.rows;
    g.columns = static_cast<std::int64_t>(run.count);
    g.gap_pt = place.gap_pt;
    g.rect = {first.x, first.y, static_cast<double>(run.count) * column_pitch() - place.gap_pt, place.rect.height};
    std::vector<float> values;
    std::vector<std::uint8_t> classes;
    for (std::int64_t row = 0; row < g.rows; ++row) {
      for (std::size_t i = run.first; i < run.first + run.count; ++i) {
        const Face face = entry_face(parts_.first_row + row, parts_.columns[i]);
        values.push_back(face.value);
        classes.push_back(face.style);
      }
    }
    g.values = std::make_shared<const std::vector<float>>(std::move(values));
    g.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
    g.styles = {{{theme_.field, {}}, {}, zero, radius}, {{theme_.kernel, {}}, {}, text, radius}};
    const Tag tag{Side::transposed, Part::matrix};
    const std::int64_t rows_before = state_.maps.output_channel * fine_cells + parts_.first_row;
    const std::int64_t columns_before = state_.maps.input_channel * coarse_cells + parts_.columns[run.first];
    g.names = CellNames{tag,
                        {-rows_before, -columns_before},
                        {1, 1},
                        coarse_cells * relation_.coarse_channels,
                        fine_cells * relation_.fine_channels,
                        CellNames::Order::transposed};
    pen_.add(std::move(g), tag);
  }
  const Catalog& catalog = in_.catalog;
  const bool is_part = parts_.rows < fine_cells || static_cast<std::int64_t>(parts_.columns.size()) < coarse_cells;
  labels_.emplace_back(place, is_part ? catalog.text("figure.lockstep.part", {{"name", "Cᵀ"}}) : "Cᵀ");
  labels_.emplace_back(matrix_.input, catalog.text("figure.input"));
  labels_.emplace_back(matrix_.output, catalog.text("figure.output"));
  const TextStyle sign{16, theme_.text_muted};
  pen_.centred_text(matrix_.times, "·", sign);
  // The output adds up what the other channels give.
  const bool is_sum = relation_.coarse_channels > relation_.groups;
  pen_.centred_text(matrix_.equals, is_sum ? "+…=" : "=", is_sum ? TextStyle{11, theme_.text_muted} : sign);
  draw_input_vector();
  draw_output_vector();
}

void LockstepMaps::draw_input_vector() {
  const PlacedMap& place = matrix_.input;
  const Tensor& coarse = *in_.evaluation.coarse;
  const std::int64_t across = relation_.axes[width].coarse;
  std::string longest;
  std::vector<float> all;
  for (const std::int64_t column : parts_.columns) {
    all.push_back(coarse(0, state_.maps.input_channel, column / across, column % across));
    keep_longer(longest, number_text(all.back()));
  }
  const double radius = pen_.cell_radius(place.pitch_pt);
  const TextStyle text = number(place, place.rect.width, longest, theme_.on_coarse);
  for (const Run& run : runs_of(parts_.columns)) {
    Grid g;
    g.rows = static_cast<std::int64_t>(run.count);
    g.columns = 1;
    g.gap_pt = place.gap_pt;
    g.rect = {place.rect.x, place.rect.y + static_cast<double>(run.first) * place.pitch_pt, place.rect.width,
              static_cast<double>(run.count) * place.pitch_pt - place.gap_pt};
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(run.first);
    g.values = std::make_shared<const std::vector<float>>(first, first + static_cast<std::ptrdiff_t>(run.count));
    g.styles = {{{theme_.coarse, {}}, {}, text, radius}};
    const Tag tag{Side::transposed, Part::coarse, state_.maps.input_channel};
    g.names = CellNames{tag,    {-parts_.columns[run.first], 0}, {1, 1}, relation_.axes[height].coarse,
                        across, CellNames::Order::in_line};
    pen_.add(std::move(g), tag);
  }
}

void LockstepMaps::draw_output_vector() {
  const PlacedMap& place = matrix_.output;
  const std::int64_t across = relation_.axes[width].fine;
  Grid g;
  g.rect = place.rect;
  g.rows = parts_.rows;
  g.columns = 1;
  g.gap_pt = place.gap_pt;
  std::vector<float> values;
  std::vector<std::uint8_t> classes;
  std::string longest;
  for (std::int64_t row = parts_.first_row; row < parts_.first_row + parts_.rows; ++row) {
    const Face face = fine_face({row / across, row % across});
    values.push_back(face.value);
    classes.push_back(face.style);
    keep_longer(longest, number_text(face.value));
  }
  g.values = std::make_shared<const std::vector<float>>(std::move(values));
  g.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  g.styles = fine_styles(place);
  const TextStyle text = number(place, place.rect.width, longest, theme_.on_fine);
  g.styles[0].text = text;
  g.styles[2].text = text;
  if (text.color.a != 0) g.styles[2].text.color = theme_.text;
  const Tag tag{Side::transposed, Part::fine, state_.maps.output_channel};
  g.names =
      CellNames{tag, {-parts_.first_row, 0}, {1, 1}, relation_.axes[height].fine, across, CellNames::Order::in_line};
  pen_.add(std::move(g), tag);
}

void LockstepMaps::light_matrix(const std::vector<Tap>& taps, double width_pt, double alpha) {
  const std::int64_t fine_across = relation_.axes[width].fine;
  const std::int64_t coarse_across = relation_.axes[width].coarse;
  std::set<std::int64_t> rows;
  std::set<std::size_t> columns;
  std::set<std::pair<std::int64_t, std::size_t>> entries;
  for (const Tap& tap : taps) {
    const std::int64_t row = tap.fine.row * fine_across + tap.fine.column;
    const std::int64_t column = tap.coarse.row * coarse_across + tap.coarse.column;
    const auto found = std::ranges::lower_bound(parts_.columns, column);
    const bool has_column = found != parts_.columns.end() && *found == column;
    const bool has_row = row >= parts_.first_row && row < parts_.first_row + parts_.rows;
    const auto index = static_cast<std::size_t>(found - parts_.columns.begin());
    if (has_row) rows.insert(row);
    if (has_column) columns.insert(index);
    if (has_row && has_column) entries.insert({row, index});
  }
  for (const auto& [row, column] : entries) ring(entry_rect(row, column), width_pt, alpha);
  const PlacedMap& input = matrix_.input;
  for (const std::size_t column : columns) {
    const Rect cell{input.rect.x, input.rect.y + static_cast<double>(column) * input.pitch_pt, input.rect.width,
                    input.pitch_pt - input.gap_pt};
    ring(cell, width_pt, alpha);
  }
  const PlacedMap& output = matrix_.output;
  for (const std::int64_t row : rows) {
    const Rect cell{output.rect.x, output.rect.y + static_cast<double>(row - parts_.first_row) * output.pitch_pt,
                    output.rect.width, output.pitch_pt - output.gap_pt};
    ring(cell, width_pt, alpha);
  }
}

}  // namespace convoscope
