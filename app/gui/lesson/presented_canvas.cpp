#include "gui/lesson/presented_canvas.h"

#include <algorithm>

#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double pen_pt = 6;
constexpr double pointer_pt = 8;
constexpr double pen_opacity = 0.7;  // what lies below is still to be read

bool is_presenting(const PanelInputs& in) { return in.ui.lesson && in.ui.lesson->is_presenting; }

}  // namespace

bool use_ink(const PanelInputs& in, const Touch& touched) {
  if (!is_presenting(in) || in.ui.dialog != Dialog::none) return false;
  Ink& ink = in.ui.ink;
  const Point mouse = in.context.mouse();
  if (touched.hovered || touched.held) {
    move_pointer(ink, mouse, in.context.now_s);
    ImGui::SetMouseCursor(ImGuiMouseCursor_None);
  }
  if (!ink.has_pen) {
    lift_pen(ink, in.context.now_s);
    return false;
  }
  if (touched.pressed) put_pen_down(ink, mouse);
  if (touched.held) draw_on(ink, mouse);
  if (!touched.held) lift_pen(ink, in.context.now_s);
  return true;
}

void draw_ink(const PanelInputs& in) {
  if (!is_presenting(in)) return;
  const DrawContext& context = in.context;
  const Ink& ink = in.ui.ink;
  const bool fades = !in.ui.reduces_motion;
  for (const InkStroke& stroke : ink.strokes) {
    const double opacity = pen_opacity * strength_of(stroke, context.now_s, fades);
    const Color color = with_alpha(context.theme.focus, opacity);
    if (opacity > 0 && stroke.points.size() > 1) draw_stroke(context, stroke.points, color, pen_pt);
    if (opacity > 0 && stroke.points.size() == 1) fill_disc(context, stroke.points.front(), pen_pt / 2, color);
  }
  const double strength = pointer_strength(ink, context.now_s, fades);
  if (strength <= 0 || is_pen_down(ink)) return;
  if (ink.has_pen) {
    draw_ring(context, ink.pointer, pen_pt, with_alpha(context.theme.focus, strength), 2);
  } else {
    fill_disc(context, ink.pointer, pointer_pt + 2, with_alpha(context.theme.card, strength * 0.8));
    fill_disc(context, ink.pointer, pointer_pt, with_alpha(context.theme.focus, strength * 0.9));
  }
}

void draw_hands(const PanelInputs& in, const Rect& canvas) {
  std::optional<Draft<32>>& draft = in.ui.hands;
  if (!draft || !is_presenting(in)) return;
  const DrawContext& context = in.context;
  constexpr double inner_pt = 16, line_pt = 22, field_pt = 34;
  const std::string& words = context.say("present.hands");
  const double room = std::max(text_width(context, Type::body_strong, words), 180.0);
  const double height = line_pt + field_pt + 2 * inner_pt;
  const Rect card{canvas.x + 24, canvas.bottom() - height - 24, room + 2 * inner_pt, height};
  begin_part(context, "hands", card, PanelLook::still);
  fill_box(context, card, context.theme.card, 8);
  outline_box(context, card, context.theme.line, 8);
  draw_text(context, {card.x + inner_pt, card.y + inner_pt + 12}, Type::body_strong, context.theme.text, words);
  const Rect field{card.x + inner_pt, card.y + inner_pt + line_pt, room, field_pt};
  const FieldTouch touched = text_field(context, "##hands", field, *draft, true);
  if (touched.entered && !draft->view().empty()) in.act(CountHands{std::string(draft->view())});
  if (touched.entered || touched.ended) draft.reset();
  end_part(context);
}

}  // namespace convoscope
