// How the sizes come about: each rule in symbols, with its numbers, and its value.
#include "document/explain.h"
#include "document/number_text.h"
#include "gui/kit/widgets.h"
#include "gui/panels/panels.h"

namespace convoscope {
namespace {

constexpr double margin = 20;
constexpr double line_pitch = 19;

/// A switch between the axes at the title's right, where they differ.
void draw_axis_switch(const PanelInputs& in, int shown, double right, double baseline) {
  const Kit& kit = in.kit;
  double x = right;
  for (const int axis : {width, height}) {
    const std::string& label = kit.say(axis == height ? "axis.height" : "axis.width");
    const double label_width = text_width(kit, Type::note, label);
    x -= label_width;
    const Touch touched = touch(kit, axis == height ? "height" : "width", {x - 4, baseline - 14, label_width + 8, 20});
    const bool is_on = shown == axis;
    draw_text(kit, {x, baseline}, Type::note,
              is_on             ? kit.theme.accent
              : touched.hovered ? kit.theme.text
                                : kit.theme.text_faint,
              label);
    if (touched.clicked) in.ui.size_axis = axis;
    x -= 14;
  }
}

}  // namespace

double draw_size(const PanelInputs& in, Point origin, double panel_width) {
  const Kit& kit = in.kit;
  const double left = origin.x + margin;
  const double inner_width = panel_width - 2 * margin;
  const Evaluation& evaluation = *in.session().evaluation();
  draw_rule(kit, {left, origin.y + 6}, inner_width, kit.theme.line);
  double y = origin.y + 29;
  section_title(kit, {left, y}, kit.say("size.title"));
  const auto& axes = in.session().scene().spec.axes;
  const bool differ = !(axes[height] == axes[width]);
  const int axis = differ ? in.ui.size_axis.value_or(telling_axis(in.session().scene().spec)) : height;
  if (differ) draw_axis_switch(in, axis, left + inner_width, y);
  const SizeExplanation explanation = explain_size(evaluation, axis);
  y += 21;
  for (const SizeLine& line : explanation.lines) {
    draw_text(kit, {left, y}, Type::body_strong, kit.theme.text, kit.say(line.title_key));
    y += line_pitch;
    y += draw_formula(kit, {left, y}, inner_width, line_pitch - 2, Type::body, kit.theme.text_muted, line.symbols) + 2;
    const std::string value = "= " + whole_text(line.value);
    const Color color = line.colour_of == Side::transposed    ? kit.theme.fine
                        : line.colour_of == Side::convolution ? kit.theme.coarse
                                                              : kit.theme.text;
    const double room = inner_width - text_width(kit, Type::body_bold, value) - 10;
    y += draw_formula(kit, {left, y}, room, line_pitch - 2, Type::body, kit.theme.text, line.numbers) - line_pitch + 2;
    draw_text(kit, {left + inner_width, y}, Type::body_bold, legible(kit.theme, color), value, Align::end);
    y += line_pitch + 3;
  }
  if (!explanation.note.key.empty()) {
    y += draw_wrapped(kit, {left, y - 4}, inner_width, 17, Type::note, kit.theme.text_faint,
                      kit.catalog.text(explanation.note)) -
         4;
  }
  return y;
}

}  // namespace convoscope
