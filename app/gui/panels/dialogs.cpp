// The card over the window, and the dialogs that are mostly buttons.
#include <algorithm>

#include "gui/panels/panels.h"
#include "gui/state/files.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

/// Below this a dialog takes all of the window.
constexpr double low_dialog_window_pt = 440;
constexpr double narrow_question_pt = 480;
constexpr double page_save_height_pt = 236;  // a page lists no folder

Size size_of(Dialog dialog) {
  switch (dialog) {
    case Dialog::export_picture: return {980, 690};
    case Dialog::open:
    case Dialog::save: return {560, 470};
    case Dialog::help: return {1120, 730};
    case Dialog::confirm_loss:
    case Dialog::recover: return {520, 204};
    case Dialog::palette: return {560, 470};
    case Dialog::code: return {760, 560};
    case Dialog::compare: return {980, 640};
    case Dialog::none: break;
  }
  return {};
}

const char* title_key(Dialog dialog, bool would_lose_changes) {
  switch (dialog) {
    case Dialog::export_picture: return "dialog.export";
    case Dialog::open: return "dialog.open";
    case Dialog::save: return "dialog.save";
    case Dialog::help: return "dialog.help";
    case Dialog::confirm_loss: return would_lose_changes ? "dialog.close" : "dialog.wait";
    case Dialog::recover: return "dialog.recover";
    case Dialog::palette: return "dialog.palette";
    case Dialog::code: return "dialog.code";
    case Dialog::compare: return "dialog.compare";
    case Dialog::none: break;
  }
  return "";
}

void draw_body(const PanelInputs& in, const Rect& inner) {
  switch (in.ui.dialog) {
    case Dialog::export_picture: return draw_export_dialog(in, inner);
    case Dialog::open:
    case Dialog::save: return draw_file_dialog(in, inner);
    case Dialog::help: return draw_help_dialog(in, inner);
    case Dialog::confirm_loss: return draw_close_dialog(in, inner);
    case Dialog::recover: return draw_recovery_dialog(in, inner);
    case Dialog::palette: return draw_palette_dialog(in, inner);
    case Dialog::code: return draw_code_dialog(in, inner);
    case Dialog::compare: return draw_compare_dialog(in, inner);
    case Dialog::none: return;
  }
}

enum class Answer : std::uint8_t { none, discard, stay, keep };

/// A question with its buttons; an empty `discard` has none. What loses something stands apart from the others; Enter means `keep`.
Answer draw_question(const DrawContext& context, const Rect& inner, std::string_view question, std::string_view discard,
                     std::string_view stay, std::string_view keep) {
  draw_wrapped(context, {inner.x, inner.y + 14}, inner.width, 20, Type::body, context.theme.text_muted, question);
  // Each as wide as its words need.
  const auto width_of = [&](std::string_view words) {
    return std::max(76.0, text_width(context, Type::body_strong, words) + 32);
  };
  const double y = inner.bottom() - 30;
  const Rect keep_rect{inner.right() - width_of(keep), y, width_of(keep), 30};
  const Rect stay_rect{keep_rect.x - width_of(stay) - 10, y, width_of(stay), 30};
  const bool fits = inner.x + width_of(discard) + 10 <= stay_rect.x;
  const Rect discard_rect{inner.x, fits ? y : y - 38, width_of(discard), 30};
  if (!discard.empty() && button(context, "discard", discard_rect, discard, ButtonLook::field)) return Answer::discard;
  if (button(context, "stay", stay_rect, stay, ButtonLook::field)) return Answer::stay;
  const bool is_kept = button(context, "keep", keep_rect, keep, ButtonLook::primary) || context.enters;
  return is_kept ? Answer::keep : Answer::none;
}

}  // namespace

void draw_dialog(const PanelInputs& in, const Rect& window) {
  if (in.ui.dialog == Dialog::none) return;
  const DrawContext& context = in.context;
  ImGui::SetNextWindowPos(context.at({window.x, window.y}));
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetStyle().Colors[ImGuiCol_ModalWindowDimBg]);
  ImGui::Begin("dialog", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  Size wanted = size_of(in.ui.dialog);
  if (in.ui.dialog == Dialog::save && in.app.platform.is_page()) wanted.height = page_save_height_pt;
  // Where the buttons stand in two rows.
  const bool is_question = in.ui.dialog == Dialog::confirm_loss || in.ui.dialog == Dialog::recover;
  if (is_question && window.width < narrow_question_pt) wanted.height += 64;
  const double margin = window.height < low_dialog_window_pt ? 6 : 16;
  const double card_width = std::min(wanted.width, window.width - 2 * margin);
  const double card_height = std::min(wanted.height, window.height - 2 * margin);
  const Rect card{window.center().x - card_width / 2, std::max(margin, (window.height - card_height) * 0.42),
                  card_width, card_height};
  // A line at 1 pt would drown in the dimmed window's colours: a soft shadow lifts the card.
  for (int i = 6; i > 0; --i) {
    fill_box(context, {card.x - i * 2.0, card.y - i * 2.0 + 4, card.width + i * 4.0, card.height + i * 4.0},
             Color{0, 0, 0, 8}, 12 + i * 2.0);
  }
  fill_box(context, card, context.theme.card, 12);
  outline_box(context, card, context.theme.line, 12);
  draw_text(context, {card.x + 24, card.y + 36}, Type::title, context.theme.text,
            context.say(title_key(in.ui.dialog, would_lose_changes(in.app))));
  begin_layer(context.focus);
  draw_body(in, {card.x + 24, card.y + 56, card.width - 48, card.height - 76});
  if (icon_button(context, "close dialog", {card.right() - 26, card.y + 30}, Icon::close, {}, true, 28))
    in.run("leave");
  const bool is_outside = !card.contains(context.mouse()) && ImGui::IsWindowHovered();
  ImGui::End();
  if (is_outside && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) in.run("leave");
}

void draw_close_dialog(const PanelInputs& in, const Rect& inner) {
  const DrawContext& context = in.context;
  // Without changes it is a file that is still being written. With both, the changes are asked about first.
  const bool asks_for_changes = would_lose_changes(in.app);
  const BackgroundTask* const task = export_under_way(in.app);
  const auto say_name = [&](std::string_view key) { return context.say(key, {{"name", name_of_path(task->path)}}); };
  std::string question = asks_for_changes || !task ? context.say("close.question") : say_name("close.writing");
  if (asks_for_changes && task) question += " " + say_name("close.export_stops");
  switch (draw_question(context, inner, question, asks_for_changes ? context.say("close.discard") : "",
                        context.say("dialog.cancel"), context.say(asks_for_changes ? "command.save" : "close.stop"))) {
    case Answer::none: return;
    case Answer::discard: in.ui.discards = true; return in.act(*in.ui.held_up);
    case Answer::stay: return in.run("leave");
    case Answer::keep:
      if (asks_for_changes) return in.run("save");
      in.ui.closes = true;
  }
}

void draw_recovery_dialog(const PanelInputs& in, const Rect& inner) {
  const DrawContext& context = in.context;
  if (in.app.autosave.left.empty()) return;
  const std::string title = title_in(context.catalog, in.app.autosave.left.front().saved.scene.title);
  const std::string& name = title.empty() ? context.say("recover.unnamed") : title;
  switch (draw_question(context, inner, context.say("recover.question", {{"name", name}}),
                        context.say("recover.discard"), context.say("recover.keep"), context.say("recover.open"))) {
    case Answer::none: return;
    case Answer::discard: return in.act(Recover{Recovery::discard});
    case Answer::stay: return in.act(Recover{Recovery::keep});
    case Answer::keep: return in.act(Recover{Recovery::open});
  }
}

}  // namespace convoscope
