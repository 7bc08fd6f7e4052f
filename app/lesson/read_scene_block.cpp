#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "document/cell_name.h"
#include "document/names.h"
#include "lesson/blocks.h"

namespace convoscope {
namespace {

constexpr std::string_view scene_keys =
    "preset, operation, input, kernel, stride, padding, dilation, output_padding, groups, out_channels, padding_mode, "
    "auto_pad, ceil_mode, count_include_pad, values, weights, twin_values, show, view, step, step_of, by, select, "
    "mark, "
    "labels, cover, say";

constexpr std::array show_names{"convolution", "transposed", "both"};
constexpr std::array cover_names{"output", "none"};

/// Where there is but one operation there is no other to show.
bool has_side(const Evaluation& evaluation, Side side) {
  return (side == Side::transposed ? evaluation.transposed : evaluation.convolution).has_value();
}

void read_show(Fields& fields, const Evaluation& evaluation, SavedScene& saved) {
  const int show = fields.find_name("show", show_names);
  if (show < 0) return;
  Scene& scene = saved.scene;
  scene.shows_convolution = show != 1;
  scene.shows_transposed = show != 0;
  const bool lacks = (scene.shows_convolution && !has_side(evaluation, Side::convolution)) ||
                     (scene.shows_transposed && !has_side(evaluation, Side::transposed));
  if (lacks) fields.mistakes().add(fields.find("show")->offset, "lesson.no_such_operation");
  // The time line is that of what is seen.
  if (show < 2) saved.playhead.side = show == 0 ? Side::convolution : Side::transposed;
}

std::optional<std::int64_t> step_number(std::string_view text, std::int64_t steps) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_step = error == std::errc{} && end == text.data() + text.size() && number >= 1 && number <= steps;
  return is_step ? std::optional(number - 1) : std::nullopt;
}

/// The time line's place and the last step that is a stop.
void read_step(Fields& fields, const Evaluation& evaluation, LessonScene& scene) {
  Playhead& playhead = scene.saved.playhead;
  const int side = fields.find_name("step_of", side_names);
  if (side >= 0) playhead.side = side == 0 ? Side::convolution : Side::transposed;
  const int granularity = fields.find_name("by", granularity_names);
  if (granularity >= 0) playhead.granularity = static_cast<Granularity>(granularity);
  if (!has_side(evaluation, playhead.side)) {
    if (side >= 0) fields.mistakes().add(fields.find("step_of")->offset, "lesson.no_such_operation");
    playhead.side = evaluation.asked;
  }
  const std::int64_t last = last_step(evaluation, playhead);
  playhead.step = std::clamp<std::int64_t>(playhead.step, 0, last);
  scene.last_step = playhead.step;
  const Field* field = fields.find("step");
  if (field == nullptr) return;
  const std::string_view text = field->value;
  const std::size_t dash = text.find('-');
  std::optional<std::int64_t> first = text == "all"    ? 0
                                      : text == "last" ? last
                                                       : step_number(text.substr(0, dash), last + 1);
  std::optional<std::int64_t> end = text == "all" ? last : first;
  if (dash != std::string_view::npos) end = step_number(text.substr(dash + 1), last + 1);
  if (!first || !end || *end < *first) {
    fields.mistakes().add(field->offset, "lesson.step", {{"text", field->value}, {"last", std::to_string(last + 1)}});
    return;
  }
  playhead.step = *first;
  scene.last_step = *end;
}

void read_select(Fields& fields, const Evaluation& evaluation, SavedScene& saved) {
  const Field* field = fields.find("select");
  if (field == nullptr) return;
  saved.scene.look.is_lit = field->value != "none";
  saved.pin = Tag();
  if (field->value == "none" || field->value == "step") return;
  if (const auto tag = cell_named(evaluation, field->value))
    saved.pin = *tag;
  else
    fields.mistakes().add(field->offset, "lesson.tag", {{"text", field->value}});
}

/// Where a word of a list begins and ends: the comma of "output[1,2]" is part of it.
std::pair<std::size_t, std::size_t> next_cell(std::string_view text, std::size_t from) {
  const std::size_t begin = std::min(text.find_first_not_of(" ,\n", from), text.size());
  std::size_t end = begin;
  for (bool is_inside = false; end < text.size(); ++end) {
    const char c = text[end];
    is_inside = c == '[' || (is_inside && c != ']');
    if (c == ' ' || c == '\n' || (c == ',' && !is_inside)) break;
  }
  return {begin, end};
}

void read_marks(Fields& fields, const Evaluation& evaluation, Look& look) {
  const Field* field = fields.find("mark");
  if (field == nullptr) return;
  look.marks.clear();
  const std::string_view text = field->value;
  if (text == "none") return;
  for (auto [begin, end] = next_cell(text, 0); begin < text.size(); std::tie(begin, end) = next_cell(text, end)) {
    const std::string word(text.substr(begin, end - begin));
    const auto mark = mark_named(evaluation, word);
    if (!mark)
      fields.mistakes().add(field->offset + begin, "lesson.mark", {{"text", word}});
    else if (std::ranges::find(look.marks, *mark) == look.marks.end())
      look.marks.push_back(*mark);
    if (look.marks.size() > most_marks) {
      fields.mistakes().add(field->offset + begin, "lesson.marks", {{"most", std::to_string(most_marks)}});
      return;
    }
  }
}

}  // namespace

std::vector<View> read_views(Fields& fields, std::span<const std::string_view> views) {
  const Field* field = fields.find("view");
  std::vector<View> chosen;
  if (field == nullptr) return chosen;
  const std::string_view text = field->value;
  for (std::size_t at = text.find_first_not_of(" ,\n"); at < text.size(); at = text.find_first_not_of(" ,\n", at)) {
    const std::size_t end = std::min(text.find_first_of(" ,\n", at), text.size());
    View view(text.substr(at, end - at));
    if (std::ranges::find(views, view) == views.end())
      fields.mistakes().add(field->offset + at, "lesson.one_of",
                            {{"choices", fmt::format("{}", fmt::join(views, ", "))}, {"text", view}});
    else if (std::ranges::find(chosen, view) == chosen.end())
      chosen.push_back(std::move(view));
    at = end;
  }
  return chosen;
}

std::optional<LessonScene> read_scene_block(const MarkdownBlock& block, std::size_t line, const SavedScene* before,
                                            std::span<const std::string_view> views, Mistakes& mistakes) {
  const std::size_t mistakes_before = mistakes.count();
  Fields fields(block, mistakes);
  const LayerRecipe recipe = read_layer_recipe(fields, false, true);
  // Where the operation's name is wrong, that is what there is to say.
  if (!recipe.begin && before == nullptr && mistakes.count() == mistakes_before)
    mistakes.add(block.offset, "lesson.scene_without_layer");
  if (!fields.choices().empty()) mistakes.add(fields.choices().front().offset, "lesson.choice_in_scene");
  Dice none(0);
  LessonScene scene;
  scene.line = line;
  scene.saved = draw_layer(recipe, before == nullptr ? SavedScene() : *before, none);
  scene.say = fields.find_text("say");
  scene.covers_output = fields.find_name("cover", cover_names) == 0;
  Scene& shown = scene.saved.scene;
  if (std::vector<View> chosen = read_views(fields, views); !chosen.empty()) shown.views = std::move(chosen);
  if (const int labels = fields.find_name("labels", cell_text_names); labels >= 0)
    shown.look.cells = static_cast<CellText>(labels);
  // What depends on the layer is read even where that is wrong, so that its keys are known.
  for (const char* key : {"show", "step_of", "by", "step", "select", "mark"}) fields.find(key);
  fields.expect_no_others(scene_keys);
  if (const auto problem = layer_problem(shown.spec)) {
    if (mistakes.count() == mistakes_before) mistakes.add(recipe.offset_of(problem->parameter), problem->what);
    return std::nullopt;
  }
  if (!draw_values(recipe, scene.saved, none, &mistakes)) return std::nullopt;
  const auto evaluation = evaluate(shown);
  read_show(fields, *evaluation, scene.saved);
  read_step(fields, *evaluation, scene);
  read_select(fields, *evaluation, scene.saved);
  read_marks(fields, *evaluation, shown.look);
  if (mistakes.count() != mistakes_before) return std::nullopt;
  return scene;
}

}  // namespace convoscope
