#include "publish/question_figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/convolve.h"
#include "core/crop.h"
#include "core/geometry.h"
#include "document/number_text.h"
#include "figure/draw/pen.h"
#include "publish/cover.h"

namespace convoscope {
namespace {

/// A map or a kernel as a table of texts.
struct Table {
  enum class Role : std::uint8_t { fine, coarse, kernel, result };
  Role role{};
  std::string title;
  std::int64_t columns = 0;
  std::vector<std::string> cells;  ///< row by row
  std::int64_t rows() const { return static_cast<std::int64_t>(cells.size()) / columns; }
};

std::string numbered(const std::string& title, std::int64_t index, std::int64_t count) {
  return count == 1 ? title : fmt::format("{} {}", title, index + 1);
}

Table plane_of(Table::Role role, std::string title, const Tensor& tensor, std::int64_t first, std::int64_t second) {
  Table table{role, std::move(title), tensor.columns(), {}};
  for (std::int64_t row = 0; row < tensor.rows(); ++row)
    for (std::int64_t column = 0; column < tensor.columns(); ++column)
      table.cells.push_back(number_text(tensor(first, second, row, column), 4));
  return table;
}

/// The input channels that the cell's output channel reads, and the planes of the weight that they meet.
std::vector<Table> tables_of_value(const AskedQuestion& question, const Catalog& catalog) {
  const Scene& scene = question.saved->scene;
  const Spec& spec = scene.spec;
  const SharedTensor input = input_of(scene);
  const auto role = is_transposed(spec) ? Table::Role::coarse : Table::Role::fine;
  const std::string& input_title = catalog.text("figure.input");
  if (is_pooling(spec)) return {plane_of(role, input_title, *input, 0, question.cell.channel)};
  const SharedTensor weight = weight_of(scene);
  const std::int64_t inputs = spec.in_channels / spec.groups;
  const std::int64_t outputs = spec.out_channels / spec.groups;
  const std::int64_t output = question.cell.channel;
  std::vector<Table> tables;
  std::vector<Table> kernels;
  for (std::int64_t i = 0; i < inputs; ++i) {
    const std::int64_t channel = output / outputs * inputs + i;
    tables.push_back(plane_of(role, numbered(input_title, channel, spec.in_channels), *input, 0, channel));
    const std::string title = numbered(catalog.text("figure.kernel"), i, inputs);
    kernels.push_back(is_transposed(spec) ? plane_of(Table::Role::kernel, title, *weight, channel, output % outputs)
                                          : plane_of(Table::Role::kernel, title, *weight, output, i));
  }
  tables.insert(tables.end(), kernels.begin(), kernels.end());
  return tables;
}

Table names_of(const Relation& relation, bool is_fine, std::string title) {
  const auto extent = [&](int axis) {
    const AxisRelation& each = relation.axes[static_cast<std::size_t>(axis)];
    return is_fine ? each.fine : each.coarse;
  };
  Table table{is_fine ? Table::Role::fine : Table::Role::coarse, std::move(title), extent(width), {}};
  for (Cell cell{0, 0}; cell.row < extent(height); ++cell.row)
    for (cell.column = 0; cell.column < extent(width); ++cell.column)
      table.cells.push_back(is_fine ? fine_name(relation, cell) : coarse_name(relation, cell));
  return table;
}

Table full_result_of(const AskedQuestion& question, const Catalog& catalog) {
  const FullResult full = full_result(question.saved->scene.spec);
  const auto extent = [&](int axis) {
    const CropFrame& frame = full.axes[static_cast<std::size_t>(axis)];
    return frame.stamps_end - frame.stamps_begin;
  };
  Table table{Table::Role::result, catalog.text("quiz.full_result"), extent(width), {}};
  for (std::int64_t row = 0; row < extent(height); ++row)
    for (std::int64_t column = 0; column < extent(width); ++column)
      table.cells.push_back(column == 0 ? fmt::format("{}", row + 1) : "");
  return table;
}

std::vector<Table> tables_of(const AskedQuestion& question, const Catalog& catalog) {
  if (question.kind == QuestionKind::value) return tables_of_value(question, catalog);
  if (question.kind == QuestionKind::removed) return {full_result_of(question, catalog)};
  if (question.kind != QuestionKind::connected) return {};
  const Relation between = relation(question.saved->scene.spec);
  const bool reads_fine = question.cell.side == Side::convolution;
  return {names_of(between, reads_fine, catalog.text("figure.input")),
          names_of(between, !reads_fine, catalog.text("figure.output"))};
}

CellStyle style_of(Table::Role role, const Theme& theme) {
  CellStyle style;
  style.radius_pt = theme.measures.cell_radius_pt;
  style.text.size_pt = theme.measures.number_pt;
  switch (role) {
    case Table::Role::fine:
      style.fill.color = theme.fine;
      style.text.color = theme.on_fine;
      break;
    case Table::Role::coarse:
      style.fill.color = theme.coarse;
      style.text.color = theme.on_coarse;
      break;
    case Table::Role::kernel:
      style.fill.color = theme.kernel;
      style.text.color = theme.on_kernel;
      break;
    case Table::Role::result:
      style.fill.color = theme.field;
      style.stroke = {theme.line, 1, Dash::solid};
      style.text.color = theme.text;
      break;
  }
  return style;
}

/// As wide as the longest text needs.
Grid grid_of(const Table& table, Point origin, const DrawingKit& kit) {
  constexpr double cell_pt = 30;
  constexpr double around_pt = 12;
  Grid grid;
  grid.rows = table.rows();
  grid.columns = table.columns;
  grid.styles = {style_of(table.role, kit.theme)};
  grid.labels = std::make_shared<const std::vector<std::string>>(table.cells);
  double column_pt = cell_pt;
  for (const std::string& text : table.cells)
    column_pt = std::max(column_pt, kit.fonts.width(text, grid.styles[0].text) + around_pt);
  grid.rect = {origin.x, origin.y, static_cast<double>(grid.columns) * column_pt,
               static_cast<double>(grid.rows) * cell_pt};
  return grid;
}

/// Beside each other on a plain ground, each under its title.
Figure figure_of(const std::vector<Table>& tables, const DrawingKit& kit) {
  constexpr double between_pt = 28;
  constexpr double margin_pt = 4;
  constexpr double top_pt = 24;
  constexpr double baseline_pt = 15;
  Pen pen(kit.theme, kit.fonts);
  Figure figure;
  double x = margin_pt;
  for (const Table& table : tables) {
    const double title_pt = pen.text({x, baseline_pt}, table.title, pen.label_style());
    Grid grid = grid_of(table, {x, top_pt}, kit);
    figure.size.height = std::max(figure.size.height, grid.rect.bottom() + margin_pt);
    x += std::max(grid.rect.width, title_pt) + between_pt;
    pen.add(std::move(grid));
  }
  figure.size.width = x - between_pt + margin_pt;
  figure.background = kit.theme.card;
  figure.items = pen.take();
  return figure;
}

/// Both pictures beside each other, low and wide ones below each other, each under its letter.
Figure two_pictures(const AskedQuestion& question, const DrawingKit& kit) {
  constexpr double widest = 3;  // for its height
  std::vector<Figure> figures;
  Size beside, below;
  for (const AskedChoice& choice : question.choices) {
    figures.push_back(scene_figure(*choice.picture, false, kit));
    const Size& size = figures.back().size;
    beside = {beside.width + size.width, std::max(beside.height, size.height)};
    below = {std::max(below.width, size.width), below.height + size.height};
  }
  const bool is_row = beside.width <= widest * beside.height;
  Pen pen(kit.theme, kit.fonts);
  // Large pictures are shown smaller: their letters are to be read all the same.
  TextStyle style = pen.title_style();
  style.size_pt = std::max(style.size_pt, (is_row ? beside : below).width * 0.022);
  const double letter_pt = style.size_pt * 1.8;
  Figure both;
  Point at;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Size size = figures[i].size;
    pen.text({at.x + kit.theme.measures.margin_pt, at.y + letter_pt - style.size_pt * 0.4},
             plain_text(question.choices[i].text), style);
    pen.add(Group{Affine{1, 0, 0, 1, at.x, at.y + letter_pt}, 1, {}, std::move(figures[i].items)});
    both.size = {std::max(both.size.width, at.x + size.width),
                 std::max(both.size.height, at.y + letter_pt + size.height)};
    (is_row ? at.x : at.y) += is_row ? size.width : letter_pt + size.height;
  }
  both.background = kit.theme.canvas;
  both.items = pen.take();
  return both;
}

std::string size_text(std::int64_t rows, std::int64_t columns) { return fmt::format("{} × {}", rows, columns); }

/// What tells the two pictures apart, counted.
std::string picture_words(const AskedQuestion& question, const Catalog& catalog) {
  std::string text;
  for (const AskedChoice& choice : question.choices) {
    const Spec& spec = choice.picture->scene.spec;
    const Geometry sizes = geometry(spec);
    text += text.empty() ? "" : " ";
    text += catalog.text("quiz.words.picture", {{"name", plain_text(choice.text)},
                                                {"input", size_text(spec.axes[height].input, spec.axes[width].input)},
                                                {"output", size_text(sizes.output_height(), sizes.output_width())},
                                                {"count", std::to_string(count_taps(relation(spec)))}});
  }
  return text;
}

/// "1 2; 3 4": rows with semicolons between.
std::string rows_text(const Table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const bool begins_row = i % static_cast<std::size_t>(table.columns) == 0;
    text += (i == 0 ? "" : begins_row ? "; " : " ") + table.cells[i];
  }
  return text;
}

}  // namespace

std::optional<Figure> question_figure(const AskedQuestion& question, const DrawingKit& kit) {
  const std::vector<Table> tables = tables_of(question, kit.catalog);
  if (tables.empty() && question.kind != QuestionKind::picture) return std::nullopt;
  Figure figure = tables.empty() ? two_pictures(question, kit) : figure_of(tables, kit);
  figure.title = plain_text(question.ask);
  figure.description = figure_words(question, kit.catalog);
  return figure;
}

std::string figure_words(const AskedQuestion& question, const Catalog& catalog) {
  if (question.kind == QuestionKind::picture) return picture_words(question, catalog);
  if (question.kind == QuestionKind::removed) return {};
  std::string text;
  for (const Table& table : tables_of(question, catalog)) {
    text += text.empty() ? "" : " ";
    text += catalog.text("quiz.words.table", {{"title", table.title}, {"rows", rows_text(table)}});
  }
  return text;
}

}  // namespace convoscope
