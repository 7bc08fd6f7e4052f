// How the sizes come about: each rule in symbols, with its numbers, and its value.
#include "document/explain.h"
#include "document/line.h"
#include "document/number_text.h"
#include "gui/panels/panels.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double line_pitch_pt = 19;

/// A switch between the axes at the title's right, where they differ.
void draw_axis_switch(const PanelInputs& in, int shown, double right, double baseline) {
  const DrawContext& context = in.context;
  double x = right;
  for (const int axis : {width, height}) {
    const std::string& label = context.say(axis == height ? "axis.height" : "axis.width");
    const double label_width = text_width(context, Type::note, label);
    x -= label_width;
    const Touch touched =
        touch(context, axis == height ? "height" : "width", {x - 4, baseline - 14, label_width + 8, 20});
    const bool is_on = shown == axis;
    draw_text(context, {x, baseline}, Type::note,
              is_on             ? context.theme.accent
              : touched.hovered ? context.theme.text
                                : context.theme.text_faint,
              label);
    if (touched.clicked) in.ui.size_axis = axis;
    x -= 14;
  }
}

}  // namespace

double draw_size(const PanelInputs& in, Point origin, double panel_width) {
  const DrawContext& context = in.context;
  const double left = origin.x + panel_margin_pt;
  const double inner_width = panel_width - 2 * panel_margin_pt;
  const Evaluation& evaluation = *in.session().evaluation();
  draw_rule(context, {left, origin.y + 6}, inner_width, context.theme.line);
  double y = origin.y + 29;
  section_title(context, {left, y}, context.say("size.title"));
  const Spec& spec = in.session().scene().spec;
  const bool is_flat = is_line(spec);
  const bool differ = !is_flat && spec.axes[height] != spec.axes[width];
  const int axis = is_flat ? width : differ ? in.ui.size_axis.value_or(telling_axis(spec)) : height;
  if (differ) draw_axis_switch(in, axis, left + inner_width, y);
  const SizeExplanation explanation = explain_size(evaluation, axis);
  y += 21;
  for (const SizeLine& line : explanation.lines) {
    draw_text(context, {left, y}, Type::body_strong, context.theme.text, context.say(line.title_key));
    y += line_pitch_pt;
    y += draw_formula(context, {left, y}, inner_width, line_pitch_pt - 2, Type::body, context.theme.text_muted,
                      line.symbols) +
         2;
    const std::string value = "= " + whole_text(line.value);
    const Color color = line.colour_of == Side::transposed    ? context.theme.fine
                        : line.colour_of == Side::convolution ? context.theme.coarse
                                                              : context.theme.text;
    const double room = inner_width - text_width(context, Type::body_bold, value) - 10;
    y += draw_formula(context, {left, y}, room, line_pitch_pt - 2, Type::body, context.theme.text, line.numbers) -
         line_pitch_pt + 2;
    draw_text(context, {left + inner_width, y}, Type::body_bold, legible(context.theme, color), value, Align::end);
    y += line_pitch_pt + 3;
  }
  if (!explanation.note.key.empty()) {
    y += draw_wrapped(context, {left, y - 4}, inner_width, 17, Type::note, context.theme.text_faint,
                      context.catalog.text(explanation.note)) -
         4;
  }
  return draw_wanted_output(in, {origin.x, y}, panel_width);
}

}  // namespace convoscope
