#include "cli/look.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "cli/names.h"
#include "cli/numbers.h"
#include "document/cell_name.h"
#include "document/edits.h"
#include "document/model/model_cells.h"
#include "document/names.h"
#include "figure/views.h"

namespace convoscope {
namespace {

constexpr std::array operations_names{"both", "convolution", "transposed"};
constexpr double most_length_pt = 14400;  // what PDF can say

Outcome apply_operations(const std::string& text, const Evaluation& evaluation, SavedScene& saved) {
  const bool both = text == operations_names[0];
  const bool convolution = both || text == operations_names[1];
  const bool transposed = both || text == operations_names[2];
  if (!convolution && !transposed) return unknown_choice("--operations", text, operations_names);
  if ((convolution && !evaluation.convolution) || (transposed && !evaluation.transposed))
    return wrong_request("--operations", {"cli.no_counterpart", {}});
  apply_edit(SetShown{convolution, transposed}, saved.scene, saved.scene);
  Side& side = saved.playhead.side;
  if (both) {
    // Both come to their end: the timeline is the longer one's.
    const Side other = side == Side::transposed ? Side::convolution : Side::transposed;
    if (last_step(evaluation, {other}) > last_step(evaluation, {side})) side = other;
  } else {
    side = convolution ? Side::convolution : Side::transposed;
  }
  return done();
}

/// Refuses what none of the views shown has a place for.
Outcome judge_labels(CellText cells, const std::string& name, const std::vector<View>& shown) {
  const auto has = cells == CellText::weights ? &ViewRow::has_weights : &ViewRow::has_cell_text;
  const auto has_place = [&](std::string_view view) { return find_view(view)->*has; };
  if (cells == CellText::numbers || std::ranges::any_of(shown, has_place)) return done();
  std::vector<std::string_view> all = view_names();
  std::erase_if(all, [&](std::string_view view) { return !has_place(view); });
  const std::vector<std::string_view> told(shown.begin(), shown.end());
  return wrong_request("--labels " + name,
                       {"cli.no_place_in_view", {{"views", joined(told)}, {"choices", joined(all)}}});
}

}  // namespace

Attempt<std::vector<View>> read_views(const std::vector<std::string>& names) {
  std::vector<View> views;
  for (const std::string& name : names) {
    if (find_view(name) == nullptr) return unknown_choice("--view", name, view_names());
    if (std::find(views.begin(), views.end(), name) == views.end()) views.push_back(name);
  }
  return views;
}

Outcome apply_look(const PictureArguments& how, const Evaluation& evaluation, SavedScene& saved) {
  if (how.operations)
    if (const Outcome applied = apply_operations(*how.operations, evaluation, saved); !applied) return applied;
  const Attempt<std::vector<View>> views = read_views(how.views);
  if (!views) return views.failure();
  if (views->size() > 1) apply_edit(SetViews{*views}, saved.scene, saved.scene);
  Look look = saved.scene.look;
  if (how.labels) {
    const Attempt<CellText> cells = read_choice("--labels", *how.labels, cell_text_named, cell_text_names);
    if (!cells) return cells.failure();
    const Outcome judged = judge_labels(*cells, *how.labels, views->empty() ? saved.scene.views : *views);
    if (!judged) return judged;
    look.cells = *cells;
  }
  if (how.title) look.title = *how.title;
  if (how.is_plain) look.has_words = false;
  apply_edit(SetLook{look}, saved.scene, saved.scene);
  return done();
}

Outcome apply_marks(const PictureArguments& how, const Evaluation& evaluation, SavedScene& saved) {
  if (how.marks.empty()) return done();
  if (how.marks.size() > most_marks)
    return out_of_range("--mark", std::to_string(how.marks.size()), "1", std::to_string(most_marks));
  Look look = saved.scene.look;
  look.marks.clear();
  for (const std::string& text : how.marks) {
    const std::optional<Tag> mark = mark_named(evaluation, text);
    if (!mark) return wrong_request("--mark", {"cli.nothing_to_mark", {{"text", text}}});
    look.marks.push_back(*mark);
  }
  apply_edit(SetLook{look}, saved.scene, saved.scene);
  return done();
}

Outcome apply_select(const PictureArguments& how, const Evaluation& evaluation, SavedScene& saved) {
  if (!how.select) return done();
  Look look = saved.scene.look;
  look.is_lit = *how.select != "none";
  apply_edit(SetLook{look}, saved.scene, saved.scene);
  saved.pin = Tag();
  if (!look.is_lit) return done();
  const ModelPage& page = saved.scene.page;
  if (page.is_shown && page.model && how.views.empty()) {
    const std::optional<Tag> cell = model_cell_named(*page.model, follow(*page.model, page.model->input), *how.select);
    if (!cell) return wrong_request("--select", {"cli.no_cell_of_model", {{"text", *how.select}}});
    saved.pin = *cell;
    return done();
  }
  const std::optional<Tag> tag = cell_named(evaluation, *how.select);
  if (!tag || tag->part == Part::expanded)
    return wrong_request("--select", {"cli.nothing_to_light", {{"text", *how.select}}});
  saved.pin = *tag;
  return done();
}

Outcome apply_colors(const PictureArguments& how, Theme& theme) {
  for (const std::string& text : how.colors) {
    const std::size_t equals = text.find('=');
    const std::string token = text.substr(0, equals);
    if (equals == std::string::npos) return wrong_request("--color", {"cli.color_form", {{"text", text}}});
    const Result<Color> color = parse_color(text.substr(equals + 1));
    if (!color) return wrong_request("--color", color.message());
    if (!set_color(theme, token, *color)) return unknown_choice("--color", token, color_names());
  }
  return done();
}

Attempt<double> read_length(const std::string& flag, const std::string& text) {
  constexpr std::array<std::pair<std::string_view, double>, 4> units{
      {{"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72.0}, {"pt", 1.0}}};
  for (const auto& [unit, points] : units) {
    if (!text.ends_with(unit)) continue;
    const std::string number = text.substr(0, text.size() - unit.size());
    const Attempt<double> length = read_positive(flag, number, std::round(most_length_pt / points));
    if (!length) return length.failure();
    return *length * points;
  }
  return wrong_request(flag, {"cli.length", {{"text", text}}});
}

}  // namespace convoscope
