// The layer's parameters, one row each, from the parameter table.
#include <algorithm>

#include <fmt/format.h>

#include "document/explain.h"
#include "document/line.h"
#include "document/names.h"
#include "document/number_text.h"
#include "document/parameters.h"
#include "gui/panels/group_choice.h"
#include "gui/panels/layer_fields.h"
#include "gui/panels/panels.h"
#include "gui/widgets/number_field.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double row_pitch_pt = 42;
constexpr double close_pitch_pt = 38;
constexpr double roomy_window_pt = 860;  // below it the rows stand closer, so that a common layer needs no scrolling
constexpr double field_height_pt = 22;
constexpr const char* operation_popup = "operations";
constexpr double least_field_width_pt = 62;
constexpr double narrowest_field_pt = 40;  // beside words that would be cut
constexpr const char* mode_popup = "padding modes";

bool is_channel_row(const ParameterRow& row) { return !row.per_axis() && !row.is_boolean(); }

/// The row below which a problem is told; nothing: below the operation.
std::optional<Parameter> place_of(const Problem& problem) {
  if (problem.parameter == Parameter::padding_mode) return Parameter::padding;
  for (const ParameterRow& row : parameters()) {
    if (row.id == problem.parameter && row.most_shown > 0) return row.id;
  }
  return std::nullopt;
}

class LayerPanel {
 public:
  LayerPanel(const PanelInputs& in, Point origin, double panel_width)
      : in_(in),
        context_(in.context),
        scene_(in.session().draft()),
        left_(origin.x + panel_margin_pt),
        inner_width_(panel_width - 2 * panel_margin_pt),
        field_width_(inner_width_ < 200 ? least_field_width_pt : 82),
        pitch_(in.ui.window.height / in.context.scale < roomy_window_pt ? close_pitch_pt : row_pitch_pt),
        y_(origin.y) {}

  double draw() {
    section_title(context_, {left_, y_ + 31}, context_.say("layer.title"));
    if (!scene_.photograph.picture) draw_dimensions(in_, left_ + inner_width_, y_ + 31);
    y_ += 42;
    draw_operation();
    for (const ParameterRow& row : parameters()) {
      if (is_channel_row(row) || !is_shown(row)) continue;
      row.is_boolean() ? draw_check(row) : draw_row(row);
    }
    draw_channels();
    return y_;
  }

 private:
  bool is_shown(const ParameterRow& row) const {
    // A photograph says its size and channels itself.
    const bool is_of_photograph = row.id == Parameter::input || row.id == Parameter::in_channels;
    if (scene_.photograph.picture && is_of_photograph) return false;
    return row.applies(scene_) && row.most_shown > 0 && (!is_channel_row(row) || in_.ui.shows_channels);
  }

  void draw_operation() {
    const auto name = [&](Operation operation) { return context_.say("operation." + std::string(name_of(operation))); };
    if (drop_down(context_, "operation", {left_, y_, inner_width_, 26}, name(scene_.spec.operation))) {
      ImGui::OpenPopup(operation_popup);
    }
    if (begin_list(context_, operation_popup, {left_, y_ + 30})) {
      for (int i = 0; i < 4; ++i) {
        const auto operation = static_cast<Operation>(i);
        if (choice(name(operation), operation == scene_.spec.operation)) choose_operation(operation);
      }
      ImGui::EndPopup();
    }
    y_ += 36;
    draw_counterpart();
    draw_problems(std::nullopt);
  }

  /// Whether the other operation over the same connections is shown too, or why there is none.
  void draw_counterpart() {
    const Evaluation& evaluation = *in_.session().evaluation();
    const Operation operation = scene_.spec.operation;
    if (operation != Operation::convolution && operation != Operation::transposed_convolution) return;
    const bool is_transposed = evaluation.asked == Side::transposed;
    const bool has_both = evaluation.convolution && evaluation.transposed;
    const bool shows_both = has_both && scene_.shows_convolution && scene_.shows_transposed;
    const char* help = !has_both       ? "layer.counterpart.none"
                       : is_transposed ? "layer.counterpart.of_transposed"
                                       : "layer.counterpart.of_convolution";
    if (check_box(context_, "counterpart", {left_, y_}, context_.say("layer.counterpart"), shows_both,
                  context_.say(help), has_both)) {
      in_.act(SetShown{!shows_both || !is_transposed, !shows_both || is_transposed});
      if (shows_both) in_.act(StepThrough{evaluation.asked});
    }
    y_ += 27;
  }

  void choose_operation(Operation operation) {
    in_.act(choose(Parameter::operation, operation));
    in_.act(StepThrough{operation == Operation::transposed_convolution ? Side::transposed : Side::convolution});
  }

  bool choice(const std::string& label, bool is_chosen) {
    context_.types.require(Type::body, label);
    const bool is_picked = ImGui::MenuItem(label.c_str(), nullptr, is_chosen);
    if (is_chosen) ImGui::SetItemDefaultFocus();  // where the arrow keys begin
    return is_picked;
  }

  void draw_row(const ParameterRow& row) {
    ImGui::PushID(static_cast<int>(row.id));
    const std::string name(row.name);
    context_.focus.group = name;
    const Rect line{left_, y_, inner_width_, field_height_pt};
    const std::string& label = context_.say("parameter." + name);
    const Point baseline = centred_baseline(line, Type::body, Align::start);
    double field_width = width_of_field(row);
    const double label_width = draw_text(context_, baseline, Type::body, context_.theme.text,
                                         shortened(context_, Type::body, label, inner_width_ - field_width - 6));
    const Touch over_label = touch(context_, "label", {line.x, line.y, label_width, line.height}, StopKind::none);
    hint(context_, over_label, context_.say("parameter." + name + ".help"));
    // A mode that pooling was left with can be left again.
    const bool has_modes = scene_.spec.operation == Operation::convolution ||
                           scene_.spec.operation == Operation::transposed_convolution ||
                           scene_.spec.padding_mode != PaddingMode::zeros;
    if (row.id == Parameter::padding && has_modes) {
      // A long mode narrows the field, as far as its numbers allow.
      const double room = inner_width_ - label_width - 14;
      const double needed =
          std::max(narrowest_field_pt, text_width(context_, Type::body_strong, parameter_field_text(row, scene_)) + 10);
      field_width = std::max(std::min(field_width, room - mode_width()), std::min(field_width, needed));
      draw_mode({left_ + label_width + 6, y_, std::min(mode_width(), room - field_width), field_height_pt});
    }
    draw_field(row, {line.right() - field_width, y_, field_width, field_height_pt});
    const Rect track{left_, y_ + field_height_pt + 2, inner_width_, 14};
    if (row.id == Parameter::groups) {
      draw_group_slider(track);
    } else {
      draw_slider(row, track);
    }
    y_ += pitch_;
    draw_problems(row.id);
    if (row.id == Parameter::groups) draw_savings();
    context_.focus.group.clear();
    ImGui::PopID();
  }

  void draw_check(const ParameterRow& row) {
    const std::string name(row.name);
    const bool is_on = row.get(scene_, height) != 0;
    if (check_box(context_, name.c_str(), {left_, y_}, context_.say("parameter." + name), is_on,
                  context_.say("parameter." + name + ".help"))) {
      in_.act(SetParameter{row.id, -1, is_on ? 0 : 1});
    }
    y_ += 27;
  }

  /// As all of them, or as long as its value: "4096 × 4096".
  double width_of_field(const ParameterRow& row) const {
    const double needed = text_width(context_, Type::body_strong, parameter_field_text(row, scene_)) + 16;
    return std::max(field_width_, std::min(needed, inner_width_ * 0.6));
  }

  /// Stops at the legal numbers alone, so that it is legal as it moves.
  void draw_group_slider(const Rect& rect) {
    const GroupChoice choice = group_choice(scene_.spec);
    if (choice.legal.size() < 2)
      return draw_line(context_, {rect.x, rect.center().y}, {rect.right(), rect.center().y}, context_.theme.line, 3);
    const auto last = static_cast<std::int64_t>(choice.legal.size()) - 1;
    const SliderTouch touched = slider(context_, "slider", rect, 0, last, static_cast<std::int64_t>(choice.chosen));
    if (touched.grabbed) in_.act(BeginHold{});
    if (touched.changed) {
      in_.act(SetParameter{Parameter::groups, -1, choice.legal[static_cast<std::size_t>(touched.value)]});
    }
    if (touched.released) in_.act(EndHold{});
  }

  /// The ends of the groups' slider, and what the groups save.
  void draw_savings() {
    const GroupChoice choice = group_choice(scene_.spec);
    if (choice.legal.size() < 2) {
      y_ += 6 + draw_wrapped(context_, {left_, y_ + 6}, inner_width_, 16, Type::note, context_.theme.text_faint,
                             context_.say("layer.groups.none"));
      return;
    }
    const Color color = context_.theme.text_faint;
    draw_text(context_, {left_, y_ + 6}, Type::note, color, context_.say("layer.groups.ordinary"));
    draw_text(context_, {left_ + inner_width_, y_ + 6}, Type::note, color,
              choice.ends_depthwise
                  ? context_.say("layer.groups.depthwise")
                  : context_.say("layer.groups.most", {{"groups", fmt::format("{}", choice.legal.back())}}),
              Align::end);
    y_ += 24;
    const std::string words =
        choice.chosen == 0
            ? context_.say("layer.groups.all", {{"weights", number_text(choice.ordinary_weights)}})
            : context_.say("layer.groups.saved", {{"weights", number_text(choice.weights)},
                                                  {"all", number_text(choice.ordinary_weights)},
                                                  {"groups", fmt::format("{}", choice.legal[choice.chosen])}});
    y_ += 4 + draw_wrapped(context_, {left_, y_ + 4}, inner_width_, 16, Type::note, context_.theme.text_muted, words);
  }

  const std::string& mode_name(PaddingMode mode) const {
    return context_.say("padding_mode." + std::string(name_of(mode)));
  }
  double mode_width() const { return text_width(context_, Type::note, mode_name(scene_.spec.padding_mode)) + 22; }

  /// The padding mode, in small words beside the padding.
  void draw_mode(const Rect& rect) {
    const Touch touched = touch(context_, "mode", rect);
    const Color color = touched.hovered ? context_.theme.accent : context_.theme.text_muted;
    draw_text(context_, centred_baseline({rect.x + 4, rect.y, 0, rect.height}, Type::body, Align::start), Type::note,
              color, shortened(context_, Type::note, mode_name(scene_.spec.padding_mode), rect.width - 18));
    draw_icon(context_, Icon::chevron_down, {rect.right() - 7, rect.center().y}, color, 0.7);
    hint(context_, touched, context_.say("parameter.padding_mode.help"));
    if (touched.clicked) ImGui::OpenPopup(mode_popup);
    if (!begin_list(context_, mode_popup, {rect.x, rect.bottom() + 4})) return;
    for (int i = 0; i < 4; ++i) {
      const auto mode = static_cast<PaddingMode>(i);
      if (choice(mode_name(mode), mode == scene_.spec.padding_mode)) in_.act(choose(Parameter::padding_mode, mode));
    }
    ImGui::EndPopup();
  }

  bool is_edited(const ParameterRow& row) const {
    return in_.ui.parameter_edit && in_.ui.parameter_edit->parameter == row.id;
  }

  bool has_problem(Parameter id) const {
    return std::ranges::any_of(in_.session().problems(),
                               [&](const Problem& problem) { return place_of(problem) == id; });
  }

  void draw_field(const ParameterRow& row, const Rect& rect) {
    if (is_edited(row)) return draw_typing(row, rect);
    const Touch touched = touch(context_, "value", rect);
    const Theme& theme = context_.theme;
    fill_box(context_, rect, theme.field, 5);
    outline_box(context_, rect, has_problem(row.id) ? theme.warning : touched.hovered ? theme.accent : theme.line, 5);
    draw_text(context_, centred_baseline(rect, Type::body_strong, Align::middle), Type::body_strong, theme.text,
              shortened(context_, Type::body_strong, parameter_field_text(row, scene_), rect.width - 6), Align::middle);
    if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    if (touched.clicked) type_into(row);
  }

  void draw_typing(const ParameterRow& row, const Rect& rect) {
    Draft<64>& draft = in_.ui.parameter_edit->draft;
    if (draft.age_frames == 0) in_.act(BeginHold{});
    const FieldTouch touched = text_field(context_, "##typed", rect, draft, true);
    if (touched.changed) draft.is_refused = !emit_typed(row, draft.view());
    if (!touched.ended && touched.tabbed == 0) return;
    in_.act(draft.is_refused ? Action(AbandonHold{}) : Action(EndHold{}));
    if (draft.is_refused) in_.ui.refused = RefusedEntry{row.id, std::string(draft.view())};
    in_.ui.parameter_edit.reset();
    if (touched.tabbed != 0) type_into(neighbour_of(row, touched.tabbed));
  }

  /// The row whose field comes next, or before; round from the last to the first.
  const ParameterRow& neighbour_of(const ParameterRow& row, int way) const {
    std::vector<const ParameterRow*> shown;
    for (const ParameterRow& each : parameters()) {
      if (is_shown(each) && !each.is_boolean()) shown.push_back(&each);
    }
    const auto count = static_cast<std::ptrdiff_t>(shown.size());
    const std::ptrdiff_t at = std::ranges::find(shown, &row) - shown.begin();
    return *shown[static_cast<std::size_t>((at + way + count) % count)];
  }

  void type_into(const ParameterRow& row) {
    if (in_.ui.refused && in_.ui.refused->parameter == row.id) in_.ui.refused.reset();
    in_.ui.parameter_edit = ParameterEdit{row.id, {}};
    in_.ui.parameter_edit->draft.set(parameter_field_text(row, scene_));
  }

  /// One number sets both axes (the only one of a line), two set height and width, four are the padding's sides. False if it is none of these.
  bool emit_typed(const ParameterRow& row, std::string_view typed) {
    const auto numbers = parse_sizes(typed);
    if (!numbers) return false;
    if (is_line(scene_.spec) && numbers->size() != 1) {
      if (row.id != Parameter::padding || numbers->size() != 2) return false;
      in_.act(SetPadding{{0, numbers->front(), 0, numbers->back()}});
    } else if (numbers->size() == 1) {
      const auto [leading, other] = axes_of_edit();
      in_.act(SetParameter{row.id, other ? -1 : leading, numbers->front()});
    } else if (numbers->size() == 2 && row.per_axis()) {
      in_.act(Edits{SetParameter{row.id, height, numbers->front()}, SetParameter{row.id, width, numbers->back()}});
    } else if (numbers->size() == 4 && row.id == Parameter::padding) {
      in_.act(SetPadding{{(*numbers)[0], (*numbers)[1], (*numbers)[2], (*numbers)[3]}});
    } else {
      return false;
    }
    return true;
  }

  /// The axis that sliders and single numbers set, and the one that goes with it: none of a layer along a line.
  std::pair<int, std::optional<int>> axes_of_edit() const {
    if (is_line(scene_.spec)) return {width, std::nullopt};
    const auto& axes = scene_.spec.axes;
    const int leading = telling_axis(scene_.spec);
    const int other = leading == height ? width : height;
    const auto flat = [&](int axis) { return is_single(axes[static_cast<std::size_t>(axis)]); };
    if (flat(other) && !flat(leading)) return {leading, std::nullopt};
    return {leading, other};
  }

  void draw_slider(const ParameterRow& row, const Rect& rect) {
    // Axes that differ keep their difference.
    const auto [leading, other] = axes_of_edit();
    const std::int64_t value = row.get(scene_, leading);
    const SliderTouch touched = slider(context_, "slider", rect, row.least, row.most_shown, value);
    if (touched.grabbed) in_.act(BeginHold{});
    if (touched.changed) {
      Edits edits{SetParameter{row.id, row.per_axis() ? leading : -1, touched.value}};
      if (row.per_axis() && other) {
        const std::int64_t difference = row.get(scene_, *other) - value;
        edits.push_back(SetParameter{row.id, *other, std::max(row.least, touched.value + difference)});
      }
      in_.act(std::move(edits));
    }
    if (touched.released) in_.act(EndHold{});
  }

  void draw_problems(std::optional<Parameter> place) {
    const std::optional<ParameterEdit>& edit = in_.ui.parameter_edit;
    const std::optional<RefusedEntry>& refused = in_.ui.refused;
    if (place && edit && edit->parameter == *place && edit->draft.is_refused) {
      const bool is_flat = is_line(scene_.spec);
      const bool is_pair = parameter_row(*place).per_axis() && !is_flat;
      const char* sides = is_flat ? "layer.refused_padding_along" : "layer.refused_padding";
      return draw_warning(context_.say(*place == Parameter::padding ? sides
                                       : is_pair                    ? "layer.refused"
                                                                    : "layer.refused_one"));
    }
    if (place && refused && refused->parameter == *place) {
      draw_warning(context_.say("layer.not_taken", {{"text", refused->text},
                                                    {"value", parameter_field_text(parameter_row(*place), scene_)}}));
    }
    for (const Problem& problem : told_once(in_.session().problems())) {
      if (place_of(problem) == place) draw_warning(told_sentence(context_.catalog, problem));
    }
  }

  void draw_warning(std::string_view text) {
    y_ += 8 + draw_wrapped(context_, {left_, y_ + 8}, inner_width_, 16, Type::note, context_.theme.warning, text);
  }

  void draw_channels() {
    const Rect rect{left_, y_ - 2, inner_width_, 20};
    const Touch touched = touch(context_, "channels", rect);
    const Color color = touched.hovered ? context_.theme.text : context_.theme.text_muted;
    bool& shown = in_.ui.shows_channels;
    // A problem there must be seen.
    for (const ParameterRow& row : parameters()) shown = shown || (is_channel_row(row) && has_problem(row.id));
    draw_icon(context_, shown ? Icon::chevron_down : Icon::chevron_right, {left_ + 4, rect.center().y}, color, 0.8);
    draw_text(context_, centred_baseline({left_ + 15, rect.y, 0, rect.height}, Type::note, Align::start), Type::note,
              color, context_.say("layer.channels"));
    if (touched.clicked) shown = !shown;
    y_ += 23;
    if (!shown) return;
    for (const ParameterRow& row : parameters()) {
      if (is_channel_row(row) && is_shown(row)) draw_row(row);
    }
    if (touched.clicked) bring_into_sight(context_, y_);
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const Scene& scene_;
  double left_;
  double inner_width_;
  double field_width_;
  double pitch_;
  double y_;
};

}  // namespace

double draw_layer(const PanelInputs& in, Point origin, double panel_width) {
  return LayerPanel(in, origin, panel_width).draw();
}

}  // namespace convoscope
