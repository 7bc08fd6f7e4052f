// Rows of layers, and a row for each map that joins them.
#include <fmt/format.h>

#include <algorithm>

#include "document/model/skips.h"
#include "figure/strip/strip_figure.h"
#include "gui/code/pasting.h"
#include "gui/model/model_edits.h"
#include "gui/model/model_panels.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double list_row_pt = 44;
constexpr double joint_row_pt = 30;
constexpr const char* skip_popup = "skips";

/// "2.24 M", "4.1 G": three figures and the thousands as a letter.
std::string short_count(std::int64_t count) {
  constexpr std::array units{"", " k", " M", " G", " T", " P"};
  auto value = static_cast<double>(count);
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < units.size()) {
    value /= 1000;
    ++unit;
  }
  if (unit == 0) return fmt::format("{}", count);
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return fmt::format("{:.{}f}{}", value, decimals, units[unit]);
}

std::string map_words(const MapSize& size) { return fmt::format("{} × {}", size.channels, extent_words(size)); }

std::string name_of_map(const PanelInputs& in, int layer) {
  if (layer < 0) return in.context.say("figure.input");
  return in.ui.model.of->layers[static_cast<std::size_t>(layer)].name;
}

class ModelList {
 public:
  ModelList(const PanelInputs& in, const Rect& rect)
      : in_(in), context_(in.context), state_(in.ui.model), model_(*state_.of), rect_(rect) {}

  void draw() {
    const Point origin = begin_panel(context_, "left", rect_, PanelLook::scrolling);
    left_ = origin.x + panel_margin_pt;
    width_ = rect_.width - 2 * panel_margin_pt;
    section_title(context_, {left_, origin.y + 28}, context_.say("model_page.layers"));
    draw_input({left_, origin.y + 38, width_, 28});
    double y = origin.y + 78;
    state_.row = {};
    for (std::size_t i = 0; i < model_.layers.size(); ++i) {
      for (const Joint& joint : state_.steps[i].joints) {
        if (is_seen(y, joint_row_pt))
          draw_joint({left_ - 8, y, width_ + 16, joint_row_pt - 4}, static_cast<int>(i), joint);
        y += joint_row_pt;
      }
      if (!is_listed(i)) continue;
      if (is_seen(y, list_row_pt)) draw_layer_row({left_ - 8, y, width_ + 16, list_row_pt - 2}, static_cast<int>(i));
      y += list_row_pt;
    }
    y += 20 + draw_totals(y + 20);
    if (button(context_, "open code", {left_, y, width_, 30}, context_.say("model_page.another"), ButtonLook::field))
      in_.run("open_code");
    draw_skips();
    end_panel(context_, y + 46);
  }

 private:
  bool is_seen(double y, double height) const { return y + height > rect_.y && y < rect_.bottom(); }

  /// Activations and the like change nothing that is shown here.
  bool is_listed(std::size_t index) const {
    return model_.layers[index].effect != Effect::keeps || state_.steps[index].problem;
  }

  void draw_input(const Rect& field) {
    const MapSize& input = model_.input;
    const bool is_known = input.rows > 0 && input.columns > 0;
    const std::string words = fmt::format("{} × {} × {}", input.channels, input.rows, input.columns);
    if (!state_.input_edit) {
      const std::string label = context_.say("model_page.input", {{"size", is_known ? words : "–"}});
      if (text_box(context_, "model input", field, label, false)) {
        state_.input_edit.emplace();
        state_.input_edit->set(is_known ? words : "");
      }
      return;
    }
    Draft<48>& draft = *state_.input_edit;
    const FieldTouch typed = text_field(context_, "##model input", field, draft, true);
    const std::optional<MapSize> size = parse_input(draft.view(), input);
    if (!size) outline_box(context_, field, context_.theme.warning, 5);
    if (typed.entered && size) {
      Model changed = model_;
      changed.input = *size;
      in_.act(edits_of_page(in_.session().present().page, std::move(changed)));
    }
    if (typed.ended) state_.input_edit.reset();
  }

  void draw_layer_row(const Rect& row, int index) {
    const ModelLayer& layer = model_.layers[static_cast<std::size_t>(index)];
    const ModelStep& step = state_.steps[static_cast<std::size_t>(index)];
    const bool opens = layer.layer && step.spec;
    const Touch touched =
        touch(context_, fmt::format("layer {}", index).c_str(), row, opens ? StopKind::entry : StopKind::none);
    const bool is_chosen = index == in_.session().scene().page.layer;
    const bool has_problem = step.problem && step.problem->key != "model.skip";
    if (is_chosen || (touched.hovered && opens))
      fill_box(context_, row, is_chosen ? context_.theme.accent_soft : context_.theme.field, 6);
    if (has_problem) outline_box(context_, row, context_.theme.warning, 6);
    const double right = row.right() - 8;
    const std::string size = step.output ? map_words(*step.output) : "–";
    const double size_width =
        draw_text(context_, {right, row.y + 17}, Type::body_strong, context_.theme.text, size, Align::end);
    const double room = right - size_width - 10 - (row.x + 8);
    draw_text(context_, {row.x + 8, row.y + 17}, Type::body_strong, context_.theme.text,
              shortened(context_, Type::body_strong, layer.name, room));
    const std::string what = layer.layer && step.spec ? layer_words(context_.catalog, *step.spec) : layer.op;
    draw_text(context_, {row.x + 8, row.y + 34}, Type::note,
              has_problem ? context_.theme.warning : context_.theme.text_muted,
              shortened(context_, Type::note, what, right - row.x - 8));
    hint(context_, touched, hint_of(layer, step));
    if (touched.clicked && opens) in_.act(OpenModelLayer{index});
    const std::vector<Joint>& joints = step.joints;
    note_row(touched, index, joints.empty() ? no_skip : joints.front().from, row);
  }

  std::string hint_of(const ModelLayer& layer, const ModelStep& step) const {
    std::string words = layer.name;
    if (step.problem) words += "\n" + context_.catalog.text(*step.problem);
    if (step.receptive_field)
      words += "\n" + context_.say("model_page.sees", {{"size", fmt::format("{} × {}", (*step.receptive_field)[height],
                                                                            (*step.receptive_field)[width])}});
    if (step.parameters > 0 || step.multiplications)
      words +=
          "\n" + context_.say("model_page.costs", {{"parameters", short_count(step.parameters)},
                                                   {"multiplications", short_count(step.multiplications.value_or(0))}});
    return words;
  }

  /// "+ enc1   225 ≠ 224": a map that joins the one that the next layer reads.
  void draw_joint(const Rect& row, int index, const Joint& joint) {
    const Touch touched = touch(context_, fmt::format("joint {} {}", index, joint.from).c_str(), row, StopKind::entry);
    const Theme& theme = context_.theme;
    if (!joint.fits) {
      fill_box(context_, row, mix(theme.card, theme.warning, 0.1), 6);
      outline_box(context_, row, theme.warning, 6);
    } else if (touched.hovered) {
      fill_box(context_, row, theme.field, 6);
    }
    const bool by_rows = joint.size.rows != joint.line.rows;
    const std::string sizes = joint.fits ? extent_words(joint.size)
                              : by_rows  ? fmt::format("{} ≠ {}", joint.size.rows, joint.line.rows)
                                         : fmt::format("{} ≠ {}", joint.size.columns, joint.line.columns);
    const Color color = joint.fits ? theme.text_muted : legible(theme, theme.warning);
    const Rect words{row.x + 8, row.y, row.width - 16, row.height};
    const double size_width = draw_text(context_, centred_baseline(words, Type::body_strong, Align::end),
                                        Type::body_strong, color, sizes, Align::end);
    draw_text(context_, centred_baseline(words, Type::note, Align::start), Type::note, color,
              shortened(context_, Type::note,
                        context_.say(joint.is_added ? "model_page.added" : "model_page.joined",
                                     {{"name", name_of_map(in_, joint.from)}}),
                        words.width - size_width - 10));
    hint(context_, touched, context_.say("model_page.joint_hint"));
    if (touched.clicked) {
      for (std::size_t i = 0; i < state_.misfits.size(); ++i)
        if (state_.misfits[i].layer == index) state_.misfit = static_cast<int>(i);
    }
    note_row(touched, index, joint.from, row);
    if (touched.clicked && joint.fits) open_skips(index, joint.from, {row.x + 24, row.bottom()});
  }

  /// The list of maps that can join here, beside the row; `present` is the one that does.
  void open_skips(int index, int present, Point corner) {
    if (!takes_skips(model_, index)) return;
    state_.skip = {index, present, corner};
    ImGui::OpenPopup(skip_popup);
  }

  /// The earlier maps that a layer's map can be joined with, so that its channels come out.
  void draw_skips() {
    const SkipChoice& skip = state_.skip;
    if (skip.layer < 0 || skip.layer >= static_cast<int>(model_.layers.size())) return;
    if (!begin_list(context_, skip_popup, skip.corner)) return;
    for (const int from : skip_choices(model_, state_.steps, skip.layer, skip.present)) {
      const std::optional<MapSize> size = from == no_skip ? std::nullopt
                                          : from < 0      ? std::optional(model_.input)
                                                          : state_.steps[static_cast<std::size_t>(from)].output;
      const std::string words =
          size ? name_of_map(in_, from) + "   " + map_words(*size) : context_.say("model_page.no_skip");
      context_.types.require(Type::body, words);
      if (ImGui::MenuItem(words.c_str(), nullptr, from == skip.present))
        in_.act(edits_of_page(in_.session().present().page, with_skip(model_, skip.layer, skip.present, from)));
    }
    ImGui::EndPopup();
  }

  /// The command for it: of the row that the mouse or the keyboard is at.
  void note_row(const Touch& touched, int index, int present, const Rect& row) {
    const bool is_here = in_.ui.focus.is_pointing ? touched.hovered : touched.focused;
    const Point corner{row.x + 24, row.bottom()};
    if (is_here && takes_skips(model_, index)) state_.row = {index, present, corner};
    const bool is_asked = state_.asks_skip && state_.row.layer == index && state_.row.present == present;
    if (is_asked) state_.asks_skip = false;
    if (touched.clicked_right || is_asked) open_skips(index, present, corner);
  }

  /// Answers the height taken.
  double draw_totals(double y) {
    std::int64_t parameters = 0;
    std::int64_t multiplications = 0;
    for (const ModelStep& step : state_.steps) {
      parameters += step.parameters;
      multiplications += step.multiplications.value_or(0);
    }
    return draw_wrapped(context_, {left_, y}, width_, 17, Type::note, context_.theme.text_muted,
                        context_.say("model_page.costs", {{"parameters", short_count(parameters)},
                                                          {"multiplications", short_count(multiplications)}}));
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  ModelState& state_;
  const Model& model_;
  Rect rect_;
  double left_ = 0;
  double width_ = 0;
};

}  // namespace

void draw_model_list(const PanelInputs& in, const Rect& rect) {
  // What the list draws stays what it is, whatever is asked for meanwhile.
  const std::shared_ptr<const Model> kept = in.ui.model.of;
  ModelList(in, rect).draw();
}

}  // namespace convoscope
