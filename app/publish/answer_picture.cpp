// Sizes come from core's geometry, cells from the question's own tags: nothing here multiplies by a stride.
#include "publish/answer_picture.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/crop.h"
#include "core/geometry.h"
#include "document/explain.h"
#include "figure/draw/pen.h"
#include "figure/writing/item_bounds.h"
#include "publish/answer_kit.h"
#include "typeset/prose_layout.h"

namespace convoscope {
namespace {

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

class AnswerDrawer : public AnswerKit {
 public:
  explicit AnswerDrawer(const AnswerKit& kit_of_answer) : AnswerKit(kit_of_answer) {}

  std::optional<AnswerPictures> draw() const {
    switch (asked.kind) {
      case QuestionKind::size: return sizes();
      case QuestionKind::value: return values();
      case QuestionKind::connected: return cells();
      case QuestionKind::removed: return rows();
      case QuestionKind::parameters: return layers();
      case QuestionKind::multiplications:
      case QuestionKind::costs: return counts();
      case QuestionKind::picture: return pictures();
      case QuestionKind::legal: return drawn_rules(*this);
      case QuestionKind::receptive_field: return drawn_fields(*this);
      case QuestionKind::code: return drawn_lines(*this);
      case QuestionKind::misfit: return drawn_ways(*this);
      case QuestionKind::choice: break;
    }
    return std::nullopt;
  }

 private:
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
    Pen pen(theme(), kit.fonts);
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
    const double cell_width = std::max(cell_pt, kit.fonts.width(number, style) + 18);
    Pen pen(theme(), kit.fonts);
    pen.add(Box{{1.5, 1.5, cell_width, cell_pt}, 4, {theme().field, {}}, {mark(is_right), 2, Dash::solid}});
    pen.centred_text({1.5 + cell_width / 2, 1.5 + cell_pt / 2}, number, style);
    return {{cell_width + 3, cell_pt + 3},
            pen.take(),
            say(is_right ? "answer.value_right" : "answer.value_wrong", {{"value", number}}),
            {}};
  }

  std::optional<AnswerPictures> values() const {
    AnswerPictures both{value_picture(answer.typed, false), value_picture(asked.answer, true)};
    const auto evaluation = evaluate(asked.saved->scene);
    const CellExplanation explanation = explain_cell(*evaluation, asked.cell.side, asked.cell);
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
    const bool is_fine = asked.cells.front().part == Part::fine;
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
    return AnswerPictures{cells_picture(answer.picked, names_of(answer.picked), false),
                          cells_picture(asked.cells, asked.answer, true)};
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
    const auto& wrong = asked.choices[*answer.choice].layer;
    const auto& right = asked.choices[right_choice(asked)].layer;
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
    const double wrong = number_of(answer.typed);
    const double right = number_of(asked.answer);
    if (wrong < 0 || std::max(wrong, right) <= 0) return std::nullopt;
    const auto bar = [&](double count, const std::string& text, bool is_right) {
      constexpr double bar_pt = 20;
      Pen pen(theme(), kit.fonts);
      const double length = std::max(2.0, (room_pt - 4) * count / std::max(wrong, right));
      pen.add(Box{{1.5, 1.5, length, bar_pt}, 3, {mark(is_right), {}}, {}});
      return AnswerPicture{{room_pt, bar_pt + 3},
                           pen.take(),
                           say(is_right ? "answer.value_right" : "answer.value_wrong", {{"value", text}}),
                           {}};
    };
    return AnswerPictures{bar(wrong, answer.typed, false), bar(right, asked.answer, true)};
  }

  std::optional<AnswerPictures> pictures() const {
    const auto drawn = [&](const AskedChoice& choice, const char* key) {
      return scene_picture(*choice.picture, say(key, {{"name", plain_text(choice.text)}}));
    };
    return AnswerPictures{drawn(asked.choices[*answer.choice], "answer.picture_wrong"),
                          drawn(asked.choices[right_choice(asked)], "answer.picture_right")};
  }

  std::string names_of(const std::vector<Tag>& cells) const {
    const Relation between = relation(spec());
    std::string names;
    for (const Tag& cell : cells)
      names += (names.empty() ? "" : " ") +
               (cell.part == Part::fine ? fine_name(between, cell.cell) : coarse_name(between, cell.cell));
    return names;
  }
};

}  // namespace

Color right_color(const Theme& theme) {
  return theme.is_dark ? mix(theme.coarse, Color{90, 220, 140, 255}, 0.6) : Color{22, 101, 52, 255};
}

bool can_draw_answers(QuestionKind kind) { return kind != QuestionKind::choice; }

std::optional<AnswerPictures> answer_pictures(const AskedQuestion& asked, const Answer& answer, double room_pt,
                                              const DrawingKit& kit) {
  return AnswerDrawer({asked, answer, room_pt, kit}).draw();
}

Figure answer_figure(AnswerPictures pictures, const DrawingKit& kit) {
  constexpr double margin_pt = 6, between_pt = 36, caption_pt = 12, least_width_pt = 150;
  const Theme& theme = kit.theme;
  Pen pen(theme, kit.fonts);
  Figure figure;
  const double top = std::max(pictures.wrong.size.height, pictures.right.size.height) + margin_pt + 6;
  double x = margin_pt;
  for (const bool is_right : {false, true}) {
    AnswerPicture& picture = is_right ? pictures.right : pictures.wrong;
    const double room = std::max(picture.size.width, least_width_pt);
    pen.add(Group{Affine{1, 0, 0, 1, x, margin_pt}, 1, {}, std::move(picture.items)});
    double y = top;
    const auto write = [&](const std::string& words, Color color, FontWeight weight) {
      if (words.empty()) return;
      const SetBlock block =
          set_text(text_of_words(words), {{caption_pt, color, weight}, color, {}, 1.35}, room, kit.fonts);
      pen.add(Group{Affine{1, 0, 0, 1, x, y}, 1, {}, block.items});
      y += block.size.height;
      figure.description += (figure.description.empty() ? "" : " ") + words + ".";
    };
    write(picture.words, is_right ? right_color(theme) : theme.warning, FontWeight::semibold);
    write(picture.numbers, theme.text_muted, FontWeight::regular);
    figure.size.height = std::max(figure.size.height, y + margin_pt);
    x += room + between_pt;
  }
  figure.size.width = x - between_pt + margin_pt;
  figure.background = theme.card;
  figure.items = pen.take();
  return figure;
}

}  // namespace convoscope
