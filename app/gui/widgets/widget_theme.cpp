// The one place that assigns Dear ImGui's style.
#include "gui/widgets/widget_theme.h"

#include "gui/widgets/drawing.h"

namespace convoscope {

void apply_widget_theme(const Theme& theme, double scale) {
  ImGuiStyle style;
  if (theme.is_dark) {
    ImGui::StyleColorsDark(&style);
  } else {
    ImGui::StyleColorsLight(&style);
  }
  const auto set = [&](ImGuiCol role, Color color) { style.Colors[role] = unpacked(color); };
  const Color clear{0, 0, 0, 0};
  set(ImGuiCol_Text, theme.text);
  set(ImGuiCol_TextDisabled, theme.text_faint);
  set(ImGuiCol_WindowBg, theme.card);
  set(ImGuiCol_ChildBg, clear);
  set(ImGuiCol_PopupBg, theme.card);
  set(ImGuiCol_Border, theme.line);
  set(ImGuiCol_BorderShadow, clear);
  set(ImGuiCol_FrameBg, theme.field);
  set(ImGuiCol_FrameBgHovered, theme.field);
  set(ImGuiCol_FrameBgActive, theme.field);
  set(ImGuiCol_ScrollbarBg, clear);
  set(ImGuiCol_ScrollbarGrab, with_alpha(theme.text_faint, 0.35));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(theme.text_faint, 0.6));
  set(ImGuiCol_ScrollbarGrabActive, theme.text_faint);
  set(ImGuiCol_Header, theme.accent_soft);
  set(ImGuiCol_HeaderHovered, theme.accent_soft);
  set(ImGuiCol_HeaderActive, theme.accent_soft);
  set(ImGuiCol_CheckMark, theme.accent);
  set(ImGuiCol_Button, theme.field);
  set(ImGuiCol_ButtonHovered, theme.accent_soft);
  set(ImGuiCol_ButtonActive, theme.accent_soft);
  set(ImGuiCol_Separator, theme.line);
  set(ImGuiCol_TextSelectedBg, with_alpha(theme.accent, 0.3));
  set(ImGuiCol_ModalWindowDimBg, with_alpha(theme.is_dark ? theme.canvas : theme.text, theme.is_dark ? 0.6 : 0.25));

  style.WindowRounding = 10;
  style.PopupRounding = 8;
  style.FrameRounding = 5;
  style.ScrollbarRounding = 3;
  style.GrabRounding = 3;
  style.ScrollbarSize = 6;
  style.WindowBorderSize = 1;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.WindowPadding = {10, 8};
  style.FramePadding = {8, 3};
  style.ItemSpacing = {10, 7};
  style.ItemInnerSpacing = {6, 4};
  style.DisabledAlpha = 0.45f;
  style.AntiAliasedLines = true;
  style.CircleTessellationMaxError = 0.15f;
  style.ScaleAllSizes(static_cast<float>(scale));
  style.WindowBorderSize = style.PopupBorderSize = style.FrameBorderSize = 1;
  ImGui::GetStyle() = style;
}

}  // namespace convoscope
