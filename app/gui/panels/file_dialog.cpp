// Choosing a scene file to open or to save: a typed path, and the folder's content below.
#include <algorithm>

#include "gui/panels/panels.h"
#include "gui/state/files.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double row_height_pt = 28;

void emit(const PanelInputs& in) {
  const std::string path(in.ui.file.path.view());
  if (in.ui.dialog == Dialog::save) {
    in.act(SavePath{path});
  } else {
    in.act(OpenPath{path});
  }
}

/// What went wrong, is asked, or will be lost; empty: nothing.
std::string remark_of(const PanelInputs& in) {
  const UiState& ui = in.ui;
  if (ui.toast && ui.toast->is_error) return told_sentence(in.context.catalog, ui.toast->message);
  if (!ui.to_replace.empty()) {
    const bool is_changed = was_changed_elsewhere(in.app, ui.to_replace);
    return in.context.say(is_changed ? "file_dialog.changed" : "file_dialog.asks",
                          {{"name", name_of_path(ui.to_replace)}});
  }
  if (ui.dialog != Dialog::save || ui.file.path.view().empty()) return {};
  const std::string target = path_of_scene(ui.file.path.view());
  return in.app.platform.has_file(target) && target != in.app.session.path() ? in.context.say("file_dialog.replaces")
                                                                             : "";
}

Touch draw_entry(const PanelInputs& in, const char* id, const Rect& rect, Icon icon, std::string_view name,
                 bool is_chosen) {
  const DrawContext& context = in.context;
  const Touch touched = touch(context, id, rect, StopKind::entry);
  if (is_chosen || touched.hovered)
    fill_box(context, rect, is_chosen ? context.theme.accent_soft : context.theme.card, 5);
  draw_icon(context, icon, {rect.x + 16, rect.center().y}, is_chosen ? context.theme.accent : context.theme.text_muted,
            0.9);
  draw_text(context, centred_baseline({rect.x + 34, rect.y, 0, rect.height}, Type::body, Align::start), Type::body,
            context.theme.text, shortened(context, Type::body, name, rect.width - 44));
  return touched;
}

/// The folder that is listed, by its whole path; of a long one its end.
std::string listed_folder(const PanelInputs& in, double most_width) {
  std::string path = in.app.platform.full_path(in.ui.file.directory);
  const auto is_too_wide = [&] { return text_width(in.context, Type::note, path) > most_width; };
  for (std::size_t slash = path.find('/', 1); is_too_wide() && slash != std::string::npos;) {
    path = "…" + path.substr(slash);
    slash = path.find('/', std::string_view("…/").size());
  }
  return shortened(in.context, Type::note, path, most_width);
}

/// The parent of a folder as it is written: "a/b" to "a", "a" to "", "" to "..", ".." to "../..".
std::string parent_of(const std::string& directory) {
  const std::string name = name_of_path(directory);
  if (directory.empty() || name == "..") return joined(directory, "..");
  return directory_of(directory);
}

void draw_entries(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  const FileDraft& file = in.ui.file;
  fill_box(context, rect, context.theme.field, 6);
  outline_box(context, rect, context.theme.line, 6);
  const Rect area{rect.x + 4, rect.y + 4, rect.width - 8, rect.height - 8};
  double y = area.y - begin_part(context, "entries", area, PanelLook::scrolling);
  // Acting on the list while it is drawn would change it under our feet: the actions wait for the frame's end.
  if (file.directory != "/") {
    if (draw_entry(in, "..", {area.x, y, area.width - 6, row_height_pt}, Icon::up, "..", false).clicked) {
      in.act(EnterDirectory{parent_of(file.directory)});
    }
    y += row_height_pt;
  }
  const std::string chosen(file.path.view());
  for (const DirectoryEntry& entry : file.entries) {
    const std::string path = joined(file.directory, entry.name);
    const Touch touched = draw_entry(in, entry.name.c_str(), {area.x, y, area.width - 6, row_height_pt},
                                     entry.is_directory ? Icon::folder : Icon::scene, entry.name, path == chosen);
    if (touched.clicked && entry.is_directory) in.act(EnterDirectory{path});
    if (touched.clicked && !entry.is_directory) in.ui.file.path.set(path);
    if ((touched.double_clicked || touched.by_key) && !entry.is_directory) emit(in);
    y += row_height_pt;
  }
  end_part(context, y);
}

}  // namespace

void draw_file_dialog(const PanelInputs& in, const Rect& inner) {
  const DrawContext& context = in.context;
  FileDraft& file = in.ui.file;
  const bool saves = in.ui.dialog == Dialog::save;
  const bool is_page = in.app.platform.is_page();
  if (path_of_scene(file.path.view()) != in.ui.to_replace) in.ui.to_replace.clear();
  const bool asks = !in.ui.to_replace.empty();
  double y = inner.y + 10;
  y += draw_wrapped(context, {inner.x, y}, inner.width, 18, Type::note, context.theme.text_muted,
                    context.say(is_page ? "file_dialog.download_hint"
                                : saves ? "file_dialog.save_hint"
                                        : "file_dialog.open_hint"));
  if (context.letters) file.path.age_frames = 0;
  const FieldTouch typed = path_field(context, "##path", {inner.x, y - 8, inner.width, 28}, file.path);
  if (typed.changed) in.ui.toast.reset();
  const std::string remark = remark_of(in);
  const double remark_height = remark.empty() ? 0 : wrapped_height(context, inner.width, 17, Type::note, remark) + 6;
  y += 38;
  if (!is_page) {
    draw_text(context, {inner.x, y}, Type::note, context.theme.text_muted, listed_folder(in, inner.width));
    y += 8;
    draw_entries(in, {inner.x, y, inner.width, inner.bottom() - 44 - remark_height - y});
  }
  draw_wrapped(context, {inner.x, inner.bottom() - 44 - remark_height + 18}, inner.width, 17, Type::note,
               context.theme.warning, remark);
  const Rect go{inner.right() - 100, inner.bottom() - 30, 100, 30};
  const bool can_go = !file.path.view().empty();
  const char* const go_key = asks ? "file_dialog.replace" : saves ? "file_dialog.save" : "file_dialog.open";
  const bool goes = button(context, "go", go, context.say(go_key), ButtonLook::primary, can_go);
  if (can_go && (goes || typed.entered || context.enters)) emit(in);
  const std::string& stay = context.say(asks ? "file_dialog.keep" : "dialog.cancel");
  if (!button(context, "cancel", {go.x - 106, go.y, 96, 30}, stay, ButtonLook::field)) return;
  in.run("leave");
  if (asks) file.path.age_frames = 0;
}

}  // namespace convoscope
