// The picture to the clipboard, instead of to a file.
#include "gui/export/export_choices.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double copy_gap_pt = 8;

double copy_button_width(const DrawContext& context, const std::string& words) {
  return text_width(context, Type::body, words) + 26;
}

}  // namespace

void draw_copy_buttons(const PanelInputs& in, Point corner) {
  const DrawContext& context = in.context;
  const auto copy_button = [&](const char* id, const std::string& words, bool is_enabled, const std::string& help) {
    const Rect rect{corner.x, corner.y, copy_button_width(context, words), 30};
    const bool is_clicked = button(context, id, rect, words, ButtonLook::field, is_enabled);
    hint(context, {.hovered = rect.contains(context.mouse())}, help);
    corner.x += rect.width + copy_gap_pt;
    return is_clicked;
  };
  const Status pictures = can_copy_picture(in.app);
  const std::string why_not = pictures ? std::string() : context.catalog.text(pictures.message());
  if (copy_button("copy picture", context.say("export.copy_picture"), static_cast<bool>(pictures), why_not))
    in.act(CopyPicture{false});
  if (copy_button("copy svg", context.say("export.copy_svg"), true, context.say("export.copy_svg_hint")))
    in.act(CopyPicture{true});
}

double draw_copy_note(const PanelInputs& in, Point baseline, double max_width) {
  const Status pictures = can_copy_picture(in.app);
  if (pictures) return 0;
  return draw_wrapped(in.context, baseline, max_width, 17, Type::note, in.context.theme.text_faint,
                      in.context.catalog.text(pictures.message()));
}

double copy_buttons_width(const DrawContext& context) {
  return copy_button_width(context, context.say("export.copy_picture")) + copy_gap_pt +
         copy_button_width(context, context.say("export.copy_svg"));
}

}  // namespace convoscope
