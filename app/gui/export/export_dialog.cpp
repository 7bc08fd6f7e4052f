// Which picture goes to which file, and how: on the left what it will be, on the right the choices, below where it goes.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "figure/timeline.h"
#include "figure/views.h"
#include "gui/export/export_choices.h"
#include "gui/export/export_plan.h"
#include "gui/panels/panels.h"
#include "gui/state/files.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"
#include "picture/formats.h"

namespace convoscope {
namespace {

constexpr double choices_width_pt = 312;
constexpr double gap_pt = 24;
constexpr double low_dialog_pt = 380;  // a remark takes its room from the choices; else room is left for it
constexpr double row_height_pt = 28;
constexpr double button_height_pt = 30;
constexpr double remark_line_pt = 17;
constexpr double remark_room_pt = 44;
constexpr double least_preview_width_pt = 160;
constexpr Size unseen_preview{16, 16};  // still tells how large the picture is
constexpr double scrub_height_pt = 40;
constexpr const char* folder_popup = "folders";

void draw_picture(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  fill_box(context, rect, context.theme.field, 8);
  const Rect room{rect.x + 12, rect.y + 12, rect.width - 24, rect.height - 24};
  PreviewTexture& preview = in.ui.preview;
  preview.room = {room.width, room.height};
  if (preview.name == 0 || preview.size_px.width <= 0) return;
  // Pixel for pixel while it is the preview for this room; stretched for the frame in which another is on its way.
  const double scale = std::min(room.width / preview.size_px.width, room.height / preview.size_px.height);
  const Size size{preview.size_px.width * scale, preview.size_px.height * scale};
  const Rect picture{room.center().x - size.width / 2, room.center().y - size.height / 2, size.width, size.height};
  const ImVec2 corner = context.at({picture.x, picture.y});
  ImGui::GetWindowDrawList()->AddImage((ImTextureID)(std::intptr_t)preview.name, corner,
                                       {corner.x + context.units(size.width), corner.y + context.units(size.height)},
                                       {0, 1}, {1, 0});
  outline_box(context, picture, context.theme.line);
}

/// Which step a single picture shows; where an animation's preview is.
void draw_scrub(const PanelInputs& in, const Rect& rect, const ExportPlan& plan) {
  const DrawContext& context = in.context;
  ExportSettings& settings = in.ui.picture;
  const std::int64_t all_steps = step_count(in.app);
  const bool runs = runs_through(plan.steps);
  const StepRange range = runs ? plan.picture.steps.value_or(StepRange{0, all_steps - 1}) : StepRange{0, all_steps - 1};
  const std::int64_t steps = range.last - range.first + 1;
  double left = rect.x + 8;
  if (runs) {
    const Icon icon = settings.is_playing ? Icon::pause : Icon::play;
    const std::string& help = context.say(settings.is_playing ? "timeline.pause" : "command.play");
    if (icon_button(context, "play preview", {left + 8, rect.center().y}, icon, help)) {
      settings.is_playing = !settings.is_playing;
      settings.shown_since_s = in.app.now_s;
    }
    left += 34;
  }
  const std::int64_t frames_a_step = plan.options.between + 1;
  const std::int64_t at =
      runs ? settings.shown_frame / frames_a_step : step_of(plan.picture.saved.scene, plan.picture.saved.playhead);
  const std::string counted =
      context.say("export.step_of", {{"step", fmt::format("{}", range.first + std::min(at, steps - 1) + 1)},
                                     {"steps", fmt::format("{}", all_steps)}});
  const double counted_width = std::max(96.0, text_width(context, Type::note, counted) + 14);
  draw_text(context, centred_baseline({rect.x, rect.y, rect.width, rect.height}, Type::note, Align::end), Type::note,
            context.theme.text_muted, counted, Align::end);
  if (steps < 2) return;
  const Rect line{left, rect.y, rect.right() - counted_width - left, rect.height};
  const SliderTouch moved = slider(context, "step", line, 0, steps - 1, std::min(at, steps - 1));
  if (!moved.changed) return;
  if (runs) {
    settings.is_playing = false;
    settings.shown_frame = moved.value * frames_a_step;
  } else {
    settings.step = moved.value;
  }
}

/// "~/pictures" is not ours to say: the path as it is, its end where it is too long.
std::string shortened_path(const DrawContext& context, std::string path, double most) {
  while (text_width(context, Type::body, path) > most) {
    const std::size_t slash = path.find('/', path.starts_with("…/") ? std::string_view("…/").size() : 1);
    if (slash == std::string::npos) return shortened(context, Type::body, path, most);
    path = "…" + path.substr(slash);
  }
  return path;
}

/// The way down from the chosen folder, one folder at a time.
void draw_subfolders(const PanelInputs& in) {
  constexpr int most = 12;
  ExportSettings& settings = in.ui.picture;
  const Result<std::vector<DirectoryEntry>> entries = in.app.platform.list_directory(settings.folder);
  if (!entries) return;
  int shown = 0;
  for (const DirectoryEntry& entry : *entries) {
    if (!entry.is_directory || shown == most) continue;
    if (shown++ == 0) ImGui::Separator();
    in.context.types.require(Type::body, entry.name);
    if (ImGui::MenuItem(entry.name.c_str())) settings.folder = joined(settings.folder, entry.name);
  }
}

void draw_folder(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  ExportSettings& settings = in.ui.picture;
  const Touch touched = touch(context, "folder", rect);
  fill_box(context, rect, context.theme.field, 5);
  outline_box(context, rect, touched.hovered ? context.theme.accent : context.theme.line, 5);
  draw_icon(context, Icon::folder, {rect.x + 16, rect.center().y}, context.theme.text_muted, 0.9);
  draw_text(context, centred_baseline({rect.x + 32, rect.y, 0, rect.height}, Type::body, Align::start), Type::body,
            context.theme.text, shortened_path(context, settings.folder, rect.width - 56));
  draw_icon(context, Icon::chevron_down, {rect.right() - 12, rect.center().y}, context.theme.text_muted, 0.8);
  hint(context, touched, settings.folder);
  if (touched.clicked) ImGui::OpenPopup(folder_popup);
  if (!begin_list(context, folder_popup, {rect.x, rect.bottom() + 2})) return;
  std::vector<std::string> folders = in.app.recent_folders;
  for (const std::string& other : {in.app.platform.full_path(directory_of(in.app.session.path())),
                                   in.app.platform.full_path({}), directory_of(settings.folder)}) {
    if (!other.empty() && std::ranges::find(folders, other) == folders.end()) folders.push_back(other);
  }
  for (const std::string& folder : folders) {
    context.types.require(Type::body, folder);
    if (ImGui::MenuItem(folder.c_str(), nullptr, folder == settings.folder)) settings.folder = folder;
  }
  draw_subfolders(in);
  ImGui::EndPopup();
}

/// What stands in the way, will be lost, is asked, or has been done; empty: nothing.
struct Remark {
  std::string words{};
  bool is_problem = false;
  bool is_done = false;
};

Remark remark_of(const PanelInputs& in, const ExportPlan& plan) {
  const DrawContext& context = in.context;
  if (in.ui.toast && in.ui.toast->is_error) return {told_sentence(context.catalog, in.ui.toast->message), true};
  if (!in.ui.to_replace.empty()) {
    const std::string name = name_of_path(in.ui.to_replace);
    if (plan.paths.size() <= 1) return {context.say("file_dialog.asks", {{"name", name}})};
    return {context.say("export.asks_for_all", {{"name", name}, {"count", fmt::format("{}", plan.paths.size())}})};
  }
  if (in.ui.toast) return {told_sentence(context.catalog, in.ui.toast->message), false, true};
  if (plan.paths.empty()) return {};
  if (const Status possible = can_export(in.app, plan); !possible)
    return {told_sentence(context.catalog, possible.message()), true};
  if (export_under_way(in.app)) return {context.say("export.busy")};
  // Of many files the first tells: to look for hundreds in each frame would be felt on a network's disk.
  if (in.app.platform.has_file(plan.paths.front())) return {context.say("file_dialog.replaces")};
  return {};
}

class Foot {
 public:
  Foot(const PanelInputs& in, const ExportPlan& plan, double foot_width, bool is_low)
      : in_(in),
        context_(in.context),
        plan_(plan),
        settings_(in.ui.picture),
        width_(foot_width),
        asks_(is_asking()),
        remark_(remark_of(in, plan)),
        go_(context_.say(asks_ ? "file_dialog.replace" : "header.export")),
        stay_(context_.say(asks_ ? "file_dialog.keep" : "dialog.cancel")) {
    const double needed =
        remark_.words.empty() ? 0 : wrapped_height(context_, width_, remark_line_pt, Type::note, remark_.words) + 8;
    remark_height_ = is_low ? needed : std::max(remark_room_pt, needed);
  }

  double height() const { return 10 + row_height_pt + 8 + remark_height_ + button_height_pt; }
  /// Else they stand at the end of the choices.
  bool has_room_for_copying() const {
    return copy_buttons_width(context_) + 10 + go_width() + 10 + stay_width() <= width_;
  }

  void draw(Point corner) {
    const Rect fields{corner.x, corner.y + 10, width_, row_height_pt};
    const bool entered = draw_fields(fields);
    if (!remark_.words.empty()) {
      draw_wrapped(context_, {corner.x, fields.bottom() + 18}, width_, remark_line_pt, Type::note,
                   remark_.is_done ? context_.theme.text : context_.theme.warning, remark_.words);
    } else if (has_room_for_copying() && remark_height_ >= remark_room_pt) {
      draw_copy_note(in_, {corner.x, fields.bottom() + 18}, width_);
    }
    draw_buttons(corner.y + height() - button_height_pt, corner.x, entered);
  }

 private:
  double go_width() const { return std::max(88.0, text_width(context_, Type::body_strong, go_) + 32); }
  double stay_width() const { return text_width(context_, Type::body, stay_) + 32; }

  /// The question is about the file that was asked for; another name takes it back.
  bool is_asking() const {
    std::string& asked = in_.ui.to_replace;
    if (std::ranges::find(plan_.paths, asked) == plan_.paths.end()) asked.clear();
    return !asked.empty();
  }

  /// Whether Enter ended the name.
  bool draw_fields(const Rect& rect) {
    const std::string& file = context_.say("export.file");
    const double label_width = text_width(context_, Type::body, file) + 12;
    draw_text(context_, centred_baseline(rect, Type::body, Align::start), Type::body, context_.theme.text_muted, file);
    const double fields_width = rect.width - label_width - 12;
    const bool has_folder = !in_.app.platform.is_page();
    const Rect name{rect.x + label_width, rect.y, fields_width * (has_folder ? 0.48 : 1), rect.height};
    if (context_.letters) settings_.name.age_frames = 0;
    const FieldTouch typed = path_field(context_, "##export path", name, settings_.name);
    if (typed.changed) {
      take_typed_format(settings_);
      in_.ui.toast.reset();
    } else if (typed.ended && !settings_.name.view().empty()) {
      choose_format(settings_, settings_.extension);
    }
    if (has_folder) draw_folder(in_, {name.right() + 12, rect.y, fields_width * 0.52, rect.height});
    return typed.entered;
  }

  void draw_buttons(double y, double left, bool entered) {
    if (has_room_for_copying()) draw_copy_buttons(in_, {left, y});
    const Rect go{left + width_ - go_width(), y, go_width(), button_height_pt};
    const bool can_go = !plan_.paths.empty() && !export_under_way(in_.app) &&
                        (!remark_.is_problem || (in_.ui.toast && in_.ui.toast->is_error)) &&
                        is_drawable_size(in_, plan_);
    const bool goes = button(context_, "do export", go, go_, ButtonLook::primary, can_go);
    if (can_go && (goes || entered || context_.enters)) in_.act(ExportPicture{});
    if (button(context_, "cancel", {go.x - stay_width() - 10, y, stay_width(), button_height_pt}, stay_,
               ButtonLook::field)) {
      in_.run("leave");
      if (asks_) settings_.name.age_frames = 0;
    }
  }

  const PanelInputs& in_;
  const DrawContext& context_;
  const ExportPlan& plan_;
  ExportSettings& settings_;
  double width_;
  bool asks_;
  Remark remark_;
  const std::string& go_;
  const std::string& stay_;
  double remark_height_ = 0;
};

}  // namespace

void draw_export_dialog(const PanelInputs& in, const Rect& inner) {
  const ExportPlan plan = plan_export(in.app);
  Foot foot(in, plan, inner.width, inner.height < low_dialog_pt);
  const double body_height = inner.height - foot.height();
  const double preview_width = inner.width - choices_width_pt - gap_pt;
  const bool has_preview = preview_width >= least_preview_width_pt;
  if (has_preview) {
    const Rect preview{inner.x, inner.y, preview_width, body_height - scrub_height_pt};
    draw_picture(in, preview);
    if (plan.steps != StepsWritten::sheet)
      draw_scrub(in, {preview.x, preview.bottom(), preview.width, scrub_height_pt}, plan);
  }
  if (!has_preview) in.ui.preview.room = unseen_preview;
  const double left = has_preview ? inner.x + preview_width + gap_pt : inner.x;
  draw_export_choices(in, {left, inner.y, inner.right() - left, body_height}, plan, !foot.has_room_for_copying());
  foot.draw({inner.x, inner.y + body_height});
}

}  // namespace convoscope
