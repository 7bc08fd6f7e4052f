// Answers about layers, lines of code and networks. Sizes come from core's geometry.
#include <fmt/format.h>

#include <charconv>

#include "core/geometry.h"
#include "core/problem_keys.h"
#include "document/evaluation.h"
#include "publish/answer_kit.h"
#include "publish/cover.h"

namespace convoscope {
namespace {

class LayerDrawer : public AnswerKit {
 public:
  explicit LayerDrawer(const AnswerKit& kit_of_answer) : AnswerKit(kit_of_answer) {}

  /// The layers that the chosen and the right line make.
  std::optional<AnswerPictures> lines() const {
    const auto drawn = [&](const AskedChoice& choice) {
      SavedScene saved{{}, {}, {}};
      saved.scene.spec = *choice.layer;
      saved.scene.shows_convolution = !is_transposed(*choice.layer);
      saved.scene.shows_transposed = is_transposed(*choice.layer);
      saved.scene.views = {"maps"};
      saved.scene.look.has_words = false;
      saved.scene.look.is_lit = false;
      saved.playhead.side = is_transposed(*choice.layer) ? Side::transposed : Side::convolution;
      saved.playhead.step = last_step(*evaluate(saved.scene), saved.playhead);
      const Geometry sizes = geometry(*choice.layer);
      return scene_picture(
          saved, say("answer.gives", {{"output", extents_text({sizes.output_height(), sizes.output_width()})}}));
    };
    const AskedChoice& wrong = asked.choices[*answer.choice];
    const AskedChoice& right = asked.choices[right_choice(asked)];
    if (!wrong.layer || !right.layer) return std::nullopt;
    AnswerPictures both{drawn(wrong), drawn(right)};
    both.wrong.numbers = plain_text(wrong.text);
    both.right.numbers = plain_text(right.text);
    return both;
  }

  /// How many input cells along an axis one output cell sees.
  std::optional<AnswerPictures> fields() const {
    const std::vector<std::int64_t> wrong = numbers_in(answer.typed);
    const std::vector<std::int64_t> right = numbers_in(asked.answer);
    if (wrong.size() != 1 || right.size() != 1) return std::nullopt;
    const std::int64_t all = std::max(wrong.front(), right.front());
    if (std::min(wrong.front(), right.front()) < 1 || all > most_drawn_cells) return std::nullopt;
    const auto drawn = [&](std::int64_t extent, bool is_right) {
      const std::int64_t begin = (all - extent) / 2;
      const auto is_seen = [&](std::int64_t at) { return at >= begin && at < begin + extent; };
      Grid cells = grid(all, all, {cell_style(theme().card), cell_style(mark(is_right))},
                        [&](const Cell& cell) { return is_seen(cell.row) && is_seen(cell.column) ? 1 : 0; });
      return grid_picture(std::move(cells), say(is_right ? "answer.value_right" : "answer.value_wrong",
                                                {{"value", extents_text({extent, extent})}}));
    };
    return AnswerPictures{drawn(wrong.front(), false), drawn(right.front(), true)};
  }

  /// The sizes down and up again, a column a level, with the level of the answer framed.
  AnswerPicture way_picture(std::int64_t level, const std::string& words, bool is_right) const {
    const SizesWay& way = *asked.way;
    const auto levels = static_cast<std::int64_t>(way.down.size());
    constexpr double height_pt = 46, gap_pt = 5;
    const double column_pt = std::min(64.0, (room_pt - 4) / static_cast<double>(levels));
    const auto most = static_cast<double>(*std::ranges::max_element(way.down));
    Pen pen(theme(), kit.fonts);
    const auto square = [&](std::int64_t column, bool goes_up, std::int64_t size) {
      const double edge =
          std::clamp(height_pt * static_cast<double>(size) / most, 18.0, std::min(height_pt, column_pt - 8));
      const Point middle{2 + (static_cast<double>(column) + 0.5) * column_pt,
                         2 + height_pt / 2 + (goes_up ? height_pt + gap_pt : 0)};
      const Color color = goes_up ? theme().coarse : theme().fine;
      pen.add(Box{{middle.x - edge / 2, middle.y - edge / 2, edge, edge}, 3, {mix(theme().card, color, 0.35), {}}, {}});
      pen.centred_text(middle, std::to_string(size), {11, theme().text, FontWeight::semibold});
    };
    for (std::int64_t i = 0; i < levels; ++i) square(i, false, way.down[static_cast<std::size_t>(i)]);
    for (std::size_t i = 0; i < way.up.size(); ++i) square(levels - 1 - static_cast<std::int64_t>(i), true, way.up[i]);
    // Of level 1 the sizes stand at the left: what it leads to is the input's size.
    if (level > 0)
      pen.add(Box{{2 + static_cast<double>(level - 1) * column_pt + 1, 1, column_pt - 2, 2 * height_pt + gap_pt + 2},
                  4,
                  {},
                  {mark(is_right), 2, Dash::solid}});
    return {{static_cast<double>(levels) * column_pt + 4, 2 * height_pt + gap_pt + 4}, pen.take(), words, {}};
  }

  std::optional<AnswerPictures> ways() const {
    if (!asked.way || asked.way->down.empty()) return std::nullopt;
    const auto level_of = [](const std::string& text) {
      const std::vector<std::int64_t> numbers = numbers_in(text);
      return numbers.empty() ? 0 : numbers.front();
    };
    return AnswerPictures{
        way_picture(level_of(chosen_text()), say("answer.value_wrong", {{"value", chosen_text()}}), false),
        way_picture(level_of(right_text()), say("answer.value_right", {{"value", right_text()}}), true)};
  }

  /// Two numbers that a rule compares, as rows of cells; `sign` says how they break it.
  AnswerPicture compared(std::int64_t of_rule, std::string_view sign, std::int64_t limit) const {
    const std::int64_t columns = std::max({of_rule, limit, std::int64_t{1}});
    const double cell_pt = std::min(largest_cell_pt, (room_pt - 3) / static_cast<double>(columns));
    Pen pen(theme(), kit.fonts);
    const auto row = [&](double y, std::int64_t count, Color fill) {
      for (std::int64_t i = 0; i < count; ++i)
        pen.add(Box{{1.5 + static_cast<double>(i) * cell_pt, y, cell_pt - 2, cell_pt - 2}, 2, {fill, {}}, {}});
    };
    row(1.5, of_rule, theme().warning);
    row(1.5 + cell_pt + 4, limit, mix(theme().card, theme().text, 0.3));
    return {{static_cast<double>(columns) * cell_pt + 3, 2 * cell_pt + 7},
            pen.take(),
            {},
            fmt::format("{} {} {}", of_rule, sign, limit)};
  }

  /// The kernel laid on the padded input that it does not fit into.
  AnswerPicture too_large_kernel() const {
    const auto padded = [&](std::size_t axis) {
      const AxisSpec& each = spec().axes[axis];
      return each.input + each.pad_begin + each.pad_end;
    };
    const auto reach = [&](std::size_t axis) {
      return spec().axes[axis].dilation * (spec().axes[axis].kernel - 1) + 1;
    };
    Grid cells = grid(std::max(padded(height), reach(height)), std::max(padded(width), reach(width)),
                      {cell_style({}), cell_style(mix(theme().card, theme().fine, 0.35))}, [&](const Cell& cell) {
                        return cell.row < padded(height) && cell.column < padded(width) ? 1 : 0;
                      });
    cells.styles[0].stroke.color = {};
    const Rect first = cells.cell_rect(0, 0);
    const Rect last = cells.cell_rect(reach(height) - 1, reach(width) - 1);
    Pen pen(theme(), kit.fonts);
    pen.add(cells);
    pen.add(Box{{first.x - 0.5, first.y - 0.5, last.right() - first.x + 1, last.bottom() - first.y + 1},
                3,
                {with_alpha(theme().warning, 0.14), {}},
                {theme().warning, 2, Dash::solid}});
    return {{cells.rect.right() + 2, cells.rect.bottom() + 2}, pen.take(), {}, {}};
  }

  /// What the layer breaks; of a legal one its picture, which shows that it works.
  std::optional<AnswerPictures> rules() const {
    AnswerPictures both;
    both.wrong.words = say("answer.value_wrong", {{"value", chosen_text()}});
    const std::string words = say("answer.value_right", {{"value", right_text()}});
    const std::vector<Problem> problems = validate(spec());
    if (problems.empty()) {
      SavedScene saved = *asked.saved;
      saved.scene.look.has_words = false;
      saved.scene.look.is_lit = false;
      saved.scene.views = {"maps"};
      saved.pin = {};
      saved.playhead.step = last_step(*evaluate(saved.scene), saved.playhead);
      both.right = scene_picture(saved, words);
      return both;
    }
    const AxisSpec& axis = spec().axes[problems.front().axis == width ? width : height];
    const std::int64_t padding = axis.pad_begin + axis.pad_end;
    const std::int64_t reach = axis.dilation * (axis.kernel - 1) + 1;
    const std::string_view key = problems.front().key;
    if (std::max({axis.input + padding, reach, axis.output_padding, spec().in_channels, spec().out_channels}) >
        most_drawn_cells)
      return std::nullopt;
    if (key == keys::kernel_exceeds_input)
      both.right = too_large_kernel();
    else if (key == keys::output_padding_too_large)
      both.right = compared(axis.output_padding, "≥", std::max(axis.stride, axis.dilation));
    else if (key == keys::output_empty)
      both.right = compared(padding, "≥", (axis.input - 1) * axis.stride + reach + axis.output_padding);
    else if (key == keys::pooling_padding)
      both.right = compared(std::max(axis.pad_begin, axis.pad_end), "≥", axis.kernel);
    else if (key == keys::reflect_exceeds_input)
      both.right = compared(std::max(axis.pad_begin, axis.pad_end), "≥", axis.input);
    else if (key == keys::circular_exceeds_input)
      both.right = compared(std::max(axis.pad_begin, axis.pad_end), ">", axis.input);
    else if (key == keys::groups_in_channels)
      both.right = compared(spec().groups, "∤", spec().in_channels);
    else if (key == keys::groups_out_channels)
      both.right = compared(spec().groups, "∤", spec().out_channels);
    else
      return std::nullopt;
    both.right.words = words;
    return both;
  }
};

}  // namespace

std::string extents_text(const Extents& size) { return fmt::format("{} × {}", size[height], size[width]); }

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

AnswerPicture AnswerKit::scene_picture(const SavedScene& saved, std::string words) const {
  Figure figure = scene_figure(saved, false, kit);
  const double scale = std::min(1.0, room_pt / std::max(figure.size.width, 1.0));
  AnswerPicture picture;
  picture.size = {figure.size.width * scale, figure.size.height * scale};
  picture.items.push_back({{}, Group{Affine{scale, 0, 0, scale, 0, 0}, 1, {}, std::move(figure.items)}});
  picture.words = std::move(words);
  return picture;
}

std::optional<AnswerPictures> drawn_lines(const AnswerKit& kit) { return LayerDrawer(kit).lines(); }
std::optional<AnswerPictures> drawn_fields(const AnswerKit& kit) { return LayerDrawer(kit).fields(); }
std::optional<AnswerPictures> drawn_ways(const AnswerKit& kit) { return LayerDrawer(kit).ways(); }
std::optional<AnswerPictures> drawn_rules(const AnswerKit& kit) { return LayerDrawer(kit).rules(); }

}  // namespace convoscope
