// Sizes come from core's geometry, cells from the question's own tags: nothing here multiplies by a stride.
#include "gui/lesson/answer_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/crop.h"
#include "core/geometry.h"
#include "document/explain.h"
#include "figure/draw/pen.h"
#include "figure/writing/item_bounds.h"
#include "publish/cover.h"

namespace convoscope {
namespace {

using Extents = std::array<std::int64_t, axis_count>;

constexpr double largest_cell_pt = 22;
constexpr std::int64_t most_drawn_cells = 40;  // along an edge

std::string extents_text(const Extents& size) { return fmt::format("{} × {}", size[height], size[width]); }

/// All whole numbers in a text, in order: of "3 × 4" and "1, 7".
std::vector<std::int64_t> numbers_in(std::string_view text) {
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < text.size();) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), number);
    if (error != std::errc{}) {
      ++i;
      continue;
    }
    numbers.push_back(number);
    i = static_cast<std::size_t>(end - text.data());
  }
  return numbers;
}

/// The convolution that slides over what the layer has prepared: the padded input, of a transposed one the map with its zeros, over
/// which the kernel goes in steps of one.
Spec sliding(const Spec& spec) {
  Spec slid;
  slid.ceil_mode = spec.ceil_mode;
  for (std::size_t axis = 0; axis < axis_count; ++axis) {
    slid.axes[axis].kernel = spec.axes[axis].kernel;
    slid.axes[axis].dilation = spec.axes[axis].dilation;
    slid.axes[axis].stride = is_transposed(spec) ? 1 : spec.axes[axis].stride;
  }
  return slid;
}

class Drawer {
 public:
  Drawer(const OpenLesson& open, double room_pt, const DrawingKit& kit)
      : asked_(*open.asked), progress_(*open.progress()), room_pt_(room_pt), kit_(kit), names_(picked_names(open)) {}

  std::optional<AnswerPictures> draw() const {
    switch (asked_.kind) {
      case QuestionKind::size: return sizes();
      case QuestionKind::value: return values();
      case QuestionKind::connected: return cells();
      case QuestionKind::removed: return rows();
      case QuestionKind::parameters: return layers();
      case QuestionKind::multiplications: return counts();
      case QuestionKind::picture: return pictures();
      case QuestionKind::legal:
      case QuestionKind::choice:
      case QuestionKind::costs:
      case QuestionKind::receptive_field:
      case QuestionKind::code:
      case QuestionKind::misfit: break;
    }
    return std::nullopt;
  }

 private:
  const Theme& theme() const { return kit_.theme; }
  Color mark(bool is_right) const { return is_right ? right_color(theme()) : theme().warning; }
  const Spec& spec() const { return asked_.saved->scene.spec; }
  std::string chosen_text() const { return plain_text(asked_.choices[*progress_.choice].text); }
  std::string right_text() const { return plain_text(asked_.choices[right_choice(asked_)].text); }
  std::string say(const char* key, const Catalog::Arguments& arguments) const {
    return kit_.catalog.text(key, arguments);
  }

  CellStyle cell_style(Color fill) const {
    CellStyle style;
    style.fill.color = fill;
    style.stroke = {theme().line, 1, Dash::solid};
    style.radius_pt = theme().measures.cell_radius_pt * 0.7;
    style.text = {11, theme().text};
    return style;
  }

  /// Cells as wide as the room allows, each of the class that `class_of` says.
  template <class ClassOf>
  Grid grid(std::int64_t rows, std::int64_t columns, std::vector<CellStyle> styles, const ClassOf& class_of) const {
    const double cell_pt = std::min(largest_cell_pt, room_pt_ / static_cast<double>(std::max(rows, columns)));
    Grid grid;
    grid.rows = rows;
    grid.columns = columns;
    grid.gap_pt = cell_pt > 8 ? 2 : 1;
    grid.styles = std::move(styles);
    auto classes = std::make_shared<std::vector<std::uint8_t>>();
    for (std::int64_t row = 0; row < rows; ++row)
      for (std::int64_t column = 0; column < columns; ++column)
        classes->push_back(static_cast<std::uint8_t>(class_of(Cell{row, column})));
    grid.classes = classes;
    grid.rect = {1.5, 1.5, cell_pt * static_cast<double>(columns), cell_pt * static_cast<double>(rows)};
    return grid;
  }

  /// The map that the kernel slides over, its first window framed.
  std::optional<AnswerPicture> size_picture(const Extents& output, bool is_right) const {
    const Spec slid = sliding(spec());
    const Geometry sizes = geometry(spec());
    Extents map{};
    for (std::size_t axis = 0; axis < axis_count; ++axis) {
      map[axis] =
          is_right ? sizes.axes[axis].padded : inputs_with_output(slid, static_cast<int>(axis), output[axis]).first;
      if (map[axis] < 1 || map[axis] > most_drawn_cells) return std::nullopt;
    }
    const auto is_value = [&](const Cell& cell) {
      const auto on_axis = [&](std::size_t axis, std::int64_t at) {
        const AxisGeometry& each = sizes.axes[axis];
        const std::int64_t inner = at - each.border_begin;
        const std::int64_t apart = each.zeros_between + 1;
        return inner >= 0 && inner % apart == 0 && inner / apart < spec().axes[axis].input;
      };
      return on_axis(height, cell.row) && on_axis(width, cell.column);
    };
    const Color value = is_transposed(spec()) ? theme().coarse : theme().fine;
    Grid cells = grid(map[height], map[width], {cell_style(theme().card), cell_style(mix(theme().card, value, 0.35))},
                      [&](const Cell& cell) { return is_value(cell) ? 1 : 0; });
    AnswerPicture picture;
    picture.size = {cells.rect.right() + 1.5, cells.rect.bottom() + 1.5};
    const Rect first = cells.cell_rect(0, 0);
    const std::int64_t reach_rows = std::min(sizes.axes[height].effective_kernel, map[height]);
    const std::int64_t reach_columns = std::min(sizes.axes[width].effective_kernel, map[width]);
    const Rect last = cells.cell_rect(reach_rows - 1, reach_columns - 1);
    Pen pen(theme(), kit_.fonts);
    pen.add(cells);
    const Color color = mark(is_right);
    pen.add(Box{{first.x - 0.5, first.y - 0.5, last.right() - first.x + 1, last.bottom() - first.y + 1},
                3,
                {with_alpha(color, 0.12), {}},
                {color, 2, Dash::solid}});
    picture.items = pen.take();
    picture.words = say(is_right ? "answer.size_right" : "answer.size_wrong",
                        {{"map", extents_text(map)}, {"output", extents_text(output)}});
    return picture;
  }

  std::optional<AnswerPictures> sizes() const {
    const auto size_of = [](const std::string& text) -> std::optional<Extents> {
      const std::vector<std::int64_t> numbers = numbers_in(text);
      return numbers.size() == 2 ? std::optional(Extents{numbers[0], numbers[1]}) : std::nullopt;
    };
    const auto wrong = size_of(chosen_text());
    const auto right = size_of(right_text());
    if (!wrong || !right || spec().padding_mode != PaddingMode::zeros) return std::nullopt;
    auto drawn_wrong = size_picture(*wrong, false);
    auto drawn_right = size_picture(*right, true);
    if (!drawn_wrong || !drawn_right) return std::nullopt;
    return AnswerPictures{std::move(*drawn_wrong), std::move(*drawn_right)};
  }

  /// One large cell with a number in it.
  AnswerPicture value_picture(const std::string& number, bool is_right) const {
    constexpr double cell_pt = 44;
    TextStyle style{17, theme().text, FontWeight::bold};
    const double cell_width = std::max(cell_pt, kit_.fonts.width(number, style) + 18);
    Pen pen(theme(), kit_.fonts);
    pen.add(Box{{1.5, 1.5, cell_width, cell_pt}, 4, {theme().field, {}}, {mark(is_right), 2, Dash::solid}});
    pen.centred_text({1.5 + cell_width / 2, 1.5 + cell_pt / 2}, number, style);
    return {{cell_width + 3, cell_pt + 3},
            pen.take(),
            say(is_right ? "answer.value_right" : "answer.value_wrong", {{"value", number}}),
            {}};
  }

  std::optional<AnswerPictures> values() const {
    AnswerPictures both{value_picture(progress_.typed, false), value_picture(asked_.answer, true)};
    const auto evaluation = evaluate(asked_.saved->scene);
    const CellExplanation explanation = explain_cell(*evaluation, asked_.cell.side, asked_.cell);
    constexpr std::size_t most_terms = 12;
    if (explanation.terms.empty() || explanation.terms.size() > most_terms || is_pooling(spec())) return both;
    std::string sum;
    for (const Term& term : explanation.terms)
      sum += fmt::format("{}{}·{}", sum.empty() ? "" : " + ", number_text(term.input_value, 4),
                         number_text(term.weight_value, 4));
    both.right.numbers = sum + " = " + number_text(explanation.sum, 4);
    return both;
  }

  /// Each cell of the other map, those of the answer filled.
  AnswerPicture cells_picture(const std::vector<Tag>& chosen, const std::string& names, bool is_right) const {
    const Relation between = relation(spec());
    const bool is_fine = asked_.cells.front().part == Part::fine;
    const auto extent = [&](int axis) {
      const AxisRelation& each = between.axes[static_cast<std::size_t>(axis)];
      return is_fine ? each.fine : each.coarse;
    };
    CellStyle plain = cell_style(theme().field);
    CellStyle filled = cell_style(mark(is_right));
    filled.text.color = theme().card;
    filled.text.weight = FontWeight::bold;
    const auto is_chosen = [&](const Cell& cell) {
      return std::ranges::any_of(chosen, [&](const Tag& tag) { return tag.cell == cell; });
    };
    Grid cells =
        grid(extent(height), extent(width), {plain, filled}, [&](const Cell& cell) { return is_chosen(cell) ? 1 : 0; });
    auto labels = std::make_shared<std::vector<std::string>>();
    for (Cell cell{0, 0}; cell.row < cells.rows; ++cell.row)
      for (cell.column = 0; cell.column < cells.columns; ++cell.column)
        labels->push_back(cells.rect.width / static_cast<double>(cells.columns) < 16 ? ""
                          : is_fine                                                  ? fine_name(between, cell)
                                                                                     : coarse_name(between, cell));
    cells.labels = labels;
    AnswerPicture picture;
    picture.size = {cells.rect.right() + 1.5, cells.rect.bottom() + 1.5};
    picture.items.push_back({{}, cells});
    picture.words = say(is_right ? "answer.cells_right" : "answer.cells_wrong", {{"cells", names}});
    return picture;
  }

  std::optional<AnswerPictures> cells() const {
    const std::int64_t extent = std::max({spec().axes[height].input, spec().axes[width].input,
                                          geometry(spec()).output_height(), geometry(spec()).output_width()});
    if (extent > most_drawn_cells) return std::nullopt;
    return AnswerPictures{cells_picture(progress_.picked, names_, false),
                          cells_picture(asked_.cells, asked_.answer, true)};
  }

  /// The full result, with the rows of the answer struck out.
  AnswerPicture rows_picture(const std::string& text, bool is_right) const {
    const FullResult full = full_result(spec());
    const auto extent = [&](int axis) {
      const CropFrame& frame = full.axes[static_cast<std::size_t>(axis)];
      return frame.stamps_end - frame.stamps_begin;
    };
    const std::vector<std::int64_t> removed = numbers_in(text);
    CellStyle gone = cell_style(theme().card);
    gone.fill.hatch = with_alpha(mark(is_right), 0.6);
    gone.stroke.color = mark(is_right);
    Grid cells = grid(extent(height), extent(width), {cell_style(mix(theme().card, theme().fine, 0.35)), gone},
                      [&](const Cell& cell) { return std::ranges::count(removed, cell.row + 1) > 0 ? 1 : 0; });
    AnswerPicture picture;
    picture.size = {cells.rect.right() + 1.5, cells.rect.bottom() + 1.5};
    picture.items.push_back({{}, cells});
    picture.words = say(is_right ? "answer.rows_right" : "answer.rows_wrong", {{"rows", text}});
    return picture;
  }

  std::optional<AnswerPictures> rows() const {
    return AnswerPictures{rows_picture(chosen_text(), false), rows_picture(right_text(), true)};
  }

  AnswerPicture output_picture(const Spec& layer, bool is_right) const {
    const Geometry sizes = geometry(layer);
    const Color color = is_transposed(layer) ? theme().fine : theme().coarse;
    CellStyle cell = cell_style(mix(theme().card, color, 0.45));
    cell.stroke.color = mark(is_right);
    Grid cells = grid(sizes.output_height(), sizes.output_width(), {cell}, [](const Cell&) { return 0; });
    AnswerPicture picture;
    picture.size = {cells.rect.right() + 1.5, cells.rect.bottom() + 1.5};
    picture.items.push_back({{}, cells});
    picture.words = say("answer.gives", {{"output", extents_text({sizes.output_height(), sizes.output_width()})}});
    return picture;
  }

  std::optional<AnswerPictures> layers() const {
    const auto& wrong = asked_.choices[*progress_.choice].layer;
    const auto& right = asked_.choices[right_choice(asked_)].layer;
    if (!wrong || !right) return std::nullopt;
    AnswerPictures both{output_picture(*wrong, false), output_picture(*right, true)};
    both.right.numbers = right_text();
    both.wrong.numbers = chosen_text();
    return both;
  }

  std::optional<AnswerPictures> counts() const {
    const auto number_of = [](const std::string& text) {
      const std::vector<std::int64_t> numbers = numbers_in(text);
      return numbers.size() == 1 ? static_cast<double>(numbers.front()) : 0;
    };
    const double wrong = number_of(progress_.typed);
    const double right = number_of(asked_.answer);
    if (wrong < 0 || std::max(wrong, right) <= 0) return std::nullopt;
    const auto bar = [&](double count, const std::string& text, bool is_right) {
      constexpr double bar_pt = 20;
      Pen pen(theme(), kit_.fonts);
      const double length = std::max(2.0, (room_pt_ - 4) * count / std::max(wrong, right));
      pen.add(Box{{1.5, 1.5, length, bar_pt}, 3, {mark(is_right), {}}, {}});
      return AnswerPicture{{room_pt_, bar_pt + 3},
                           pen.take(),
                           say(is_right ? "answer.value_right" : "answer.value_wrong", {{"value", text}}),
                           {}};
    };
    return AnswerPictures{bar(wrong, progress_.typed, false), bar(right, asked_.answer, true)};
  }

  AnswerPicture scene_picture(const AskedChoice& choice, bool is_right) const {
    Figure figure = scene_figure(*choice.picture, false, kit_);
    const double scale = std::min(1.0, room_pt_ / std::max(figure.size.width, 1.0));
    AnswerPicture picture;
    picture.size = {figure.size.width * scale, figure.size.height * scale};
    picture.items.push_back({{}, Group{Affine{scale, 0, 0, scale, 0, 0}, 1, {}, std::move(figure.items)}});
    picture.words =
        say(is_right ? "answer.picture_right" : "answer.picture_wrong", {{"name", plain_text(choice.text)}});
    return picture;
  }

  std::optional<AnswerPictures> pictures() const {
    return AnswerPictures{scene_picture(asked_.choices[*progress_.choice], false),
                          scene_picture(asked_.choices[right_choice(asked_)], true)};
  }

  const AskedQuestion& asked_;
  const QuestionProgress& progress_;
  double room_pt_;
  const DrawingKit& kit_;
  std::string names_;
};

}  // namespace

Color right_color(const Theme& theme) {
  return theme.is_dark ? mix(theme.coarse, Color{90, 220, 140, 255}, 0.6) : Color{22, 128, 60, 255};
}

bool has_answer_pictures(const OpenLesson& open) {
  const QuestionProgress* const progress = open.progress();
  if (!open.is_asking() || !progress || !progress->grade || progress->grade->is_right || !open.asked) return false;
  const QuestionKind kind = open.asked->kind;
  return kind != QuestionKind::legal && kind < QuestionKind::choice;
}

std::optional<AnswerPictures> answer_pictures(const OpenLesson& open, double room_pt, const DrawingKit& kit) {
  if (!has_answer_pictures(open)) return std::nullopt;
  return Drawer(open, room_pt, kit).draw();
}

}  // namespace convoscope
