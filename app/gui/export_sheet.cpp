// Which file the canvas's picture goes to, and how.
#include "export/export.h"

#include <fmt/format.h>

#include "gui/files.h"
#include "gui/panels.h"
#include "gui/widgets.h"

namespace convoscope {
namespace {

/// The path with another ending; one without an ending gets it.
std::string with_ending(std::string_view path, std::string_view extension) {
  const Format* const present = format_of(path);
  if (present) path.remove_suffix(present->extension.size() + 1);
  return fmt::format("{}.{}", path, extension);
}

bool has_pixels(const Format& format) { return !format.is_text && format.extension != "pdf"; }

void emit(const PanelInputs& in) {
  const ExportDraft& draft = in.ui.picture;
  in.act(ExportPath{std::string(draft.path.view()), draft.scale, draft.is_transparent});
}

}  // namespace

void draw_export_sheet(const PanelInputs& in, const Rect& inner) {
  const Kit& kit = in.kit;
  ExportDraft& draft = in.ui.picture;
  const auto label = [&](double y, const char* key) {
    draw_text(kit, centred_baseline({inner.x, y, 0, 28}, Type::body, Align::start), Type::body, kit.theme.text_muted,
              kit.say(key));
  };
  const double left = inner.x + 92;
  double y = inner.y + 4;

  label(y, "export.file");
  if (text_field(kit, "##export path", {left, y, inner.width - 92, 28}, draft.path, false).entered) emit(in);
  // A typed ending says the format as a chosen one does.
  const Format* format = format_of(draft.path.view());
  if (format && format->still) draft.extension = format->extension;

  y += 42;
  label(y, "export.format");
  double x = left;
  for (const Format& each : formats()) {
    if (!each.still) continue;
    std::string name(each.extension);
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const double tab_width = text_width(kit, Type::body_strong, name) + 24;
    if (tab(kit, each.extension.data(), {x, y + 1, tab_width, 26}, name, draft.extension == each.extension).clicked) {
      draft.extension = each.extension;
      draft.path.set(with_ending(draft.path.view(), each.extension));
    }
    x += tab_width + 6;
  }
  format = format_of("." + draft.extension);

  y += 42;
  label(y, "export.scale");
  if (format && has_pixels(*format)) {
    x = left;
    for (const double scale : {1.0, 2.0, 3.0, 4.0}) {
      const std::string name = fmt::format("{}×", scale);
      if (tab(kit, name.c_str(), {x, y + 1, 44, 26}, name, draft.scale == scale).clicked) draft.scale = scale;
      x += 50;
    }
  } else {
    draw_text(kit, centred_baseline({left, y, 0, 28}, Type::body, Align::start), Type::body, kit.theme.text_faint,
              kit.say("export.no_pixels"));
  }

  y += 46;
  if (check_box(kit, "transparent", {left, y}, kit.say("export.transparent"), draft.is_transparent)) {
    draft.is_transparent = !draft.is_transparent;
  }

  const double button_width = std::max(100.0, text_width(kit, Type::body_strong, kit.say("header.export")) + 32);
  const Rect go{inner.right() - button_width, inner.bottom() - 30, button_width, 30};
  if (button(kit, "do export", go, kit.say("header.export"), ButtonLook::primary, !draft.path.view().empty())) emit(in);
  if (button(kit, "cancel", {go.x - 106, go.y, 96, 30}, kit.say("sheet.cancel"), ButtonLook::field)) in.run("leave");
}

}  // namespace convoscope
