// A frame is drawn for an event, a step that is due, or a hint.
#include "gui/window/frame_loop.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include "gl/offscreen.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "gui/state/layout_memory.h"
#include "gui/state/map_values.h"
#include "gui/state/state_report.h"
#include "gui/widgets/widget_theme.h"
#include "png/png_encoder.h"

namespace convoscope {
namespace {

// A change shows in the frame after it, and a list that opens knows its size in the one after that. Those in which nothing changes
// any more are not painted.
constexpr int frames_after_event = 3;
// A field gets the keyboard within six, and again as many while letters are made. One that is not drawn never does.
constexpr int longest_awaiting_frames = 24;
constexpr double dots_per_metre = 96 / 0.0254;

/// Lists take these from Dear ImGui; Enter, once the arrows have reached a row.
bool is_for_lists(NamedKey key) {
  switch (key) {
    case NamedKey::left:
    case NamedKey::right:
    case NamedKey::up:
    case NamedKey::down:
    case NamedKey::space: return true;
    case NamedKey::enter: return has_list_cursor();
    default: return false;
  }
}

/// That Dear ImGui takes in the next frame.
std::vector<ImWchar> letters_to_come() {
  std::vector<ImWchar> letters;
#if IMGUI_VERSION_NUM < 18700
  const ImVector<ImWchar>& queued = ImGui::GetIO().InputQueueCharacters;
  letters.assign(queued.begin(), queued.end());
#else
  for (const ImGuiInputEvent& event : ImGui::GetCurrentContext()->InputEventsQueue)
    if (event.Type == ImGuiInputEventType_Text) letters.push_back(static_cast<ImWchar>(event.Text.Char));
#endif
  return letters;
}

std::string state_path() {
  const char* const value = std::getenv("CONVOSCOPE_STATE");
  return value ? value : "";
}

}  // namespace

FrameLoop::FrameLoop(AppState& app, FontBook& fonts, WindowContext& window, Renderer& renderer,
                     const WindowRequest& request)
    : app_(app),
      fonts_(fonts),
      window_(window),
      request_(request),
      types_(fonts),
      painter_(renderer),
      preview_(app.platform, fonts),
      presenter_(window),
      state_path_(state_path()) {
  app_.jobs.wake = [&window] { window.wake(); };
  app_.read_clipboard = [&window] { return window.clipboard(); };
}

void FrameLoop::run() {
  const AutosaveAtExit at_exit(app_);
  const std::unique_ptr<EndListener> listener = app_.platform.listen_for_end([this] {
    is_asked_to_end_ = true;
    window_.wake();
  });
  begin();
  while (!app_.ui.closes) turn(wait_s());
  end();
}

void FrameLoop::begin() {
  compute_beside(app_);
  frames_ = frames_after_event;
}

void FrameLoop::turn(double most_s) {
  const WindowEvents events = window_.wait(frames_ > 0 ? 0 : most_s);
  if (is_asked_to_end_) {
    app_.ui.closes = true;
    return;
  }
  const double since_s = window_.time_s() - std::exchange(turned_s_, window_.time_s());
  slow_frame_s_ = std::max(frames_ > 0 ? since_s : 0, 0.7 * slow_frame_s_);
  take(events);
  if (events.loses_pixels) painter_.repaint();
  // Without an event it was the clock that woke us: a step or a hint is due.
  if (events.is_any || frames_ == 0 || awaits_field()) frames_ = std::max(frames_, frames_after_event);
  const Size units = window_.size();
  if (units.width >= 1 && units.height >= 1) app_.ui.window = units;
  const Frame frame = draw(units, window_.framebuffer_size());
  if (frame == Frame::unfinished) return;
  if (frame == Frame::painted) window_.present();
  presenter_.update(app_);
  report();
  if (!painter_.is_behind()) --frames_;
  has_letters_ = false;
}

void FrameLoop::end() {
  if (std::isfinite(next_layout_s(app_))) keep_preferences(app_);
  is_asked_to_end_ ? autosave_now(app_) : end_autosave(app_);
  // What is unfinished is stopped while there is still a window to wake.
  app_.computing.maker = {};
  app_.developing.maker = {};
  app_.tasks.clear();
}

Status FrameLoop::save_screenshot(const std::string& path) {
  const Size size = app_.ui.window;
  const auto across = static_cast<int>(size.width);
  const auto down = static_cast<int>(size.height);
  const Offscreen target(across, down);
  if (!target.is_complete()) {
    return Message{"window.screenshot_too_large", {{"size", std::to_string(across) + "x" + std::to_string(down)}}};
  }
  for (int frames = 2 * frames_after_event; frames > 0;) {
    window_.wait(0);
    const bool is_finished = draw(size, size) != Frame::unfinished && !picture_.is_behind() && !painter_.is_behind();
    if (is_finished && !app_.developing.maker.is_busy()) --frames;
  }
  report();
  return app_.platform.write_file(path, encode_png(target.read(), dots_per_metre, {}));
}

double FrameLoop::wait_s() const {
  if (frames_ > 0) return 0;
  double due = next_event_s(app_);
  due = std::min(due, window_.time_s() + presenter_.wait_s());
  if (hints_.is_waiting) due = std::min(due, hints_.since_s + hint_delay_s);
  return std::max(0.001, due - window_.time_s());
}

void FrameLoop::take(const WindowEvents& events) {
  take_keys();
  for (const std::string& path : events.dropped_paths) {
    const bool is_for_model = app_.session.present().page.is_shown && !path.ends_with(".npy");  // its weights
    if (!may_hold_array(path) || is_for_model) {
      perform(app_, OpenPath{path});
      continue;
    }
    const Point at{events.dropped_at.x / built_scale_, events.dropped_at.y / built_scale_};
    open_array(app_, path, hit_test(picture_.figure(), to_picture(app_.ui, layout_.canvas, at)));
  }
  if (events.asks_to_close) run_command(app_, "quit");
}

bool FrameLoop::opens_field() const {
  // Dear ImGui takes shortcuts such as Control and A from the second frame on that a field has the keyboard.
  const bool is_new = ImGui::GetCurrentContext()->ActiveIdIsJustActivated;
  return is_new || app_.ui.awaits_keyboard() || app_.ui.focus.opens_field;
}

bool FrameLoop::awaits_field() const { return opens_field() && awaiting_frames_ < longest_awaiting_frames; }

void FrameLoop::take_keys() {
  // One for the control with the focus takes a frame, as does one that moves the focus, and those after one that has opened a field are
  // for that field.
  while (!app_.ui.focus.key && !app_.ui.focus.is_new && !awaits_field()) {
    const std::optional<PressedKey> key = window_.next_key();
    if (!key) return;
    take(*key);
  }
}

void FrameLoop::take(const PressedKey& key) {
  has_letters_ = has_letters_ || key.press.key == NamedKey::none;
  // Enter after letters is for what they name.
  const bool is_for_list = app_.ui.dialog == Dialog::none || !has_letters_;
  const bool ends_list = key.press.key == NamedKey::escape || (key.press.key == NamedKey::enter && is_for_list);
  if (is_list_open() && is_for_lists(key.press.key)) {
    chooses_ = key.press.key == NamedKey::enter;
    return;
  }
  if (ends_list && close_lists()) return;
  UiState& ui = app_.ui;
  const bool closes_dialog = key.press.key == NamedKey::escape && ui.dialog != Dialog::none;
  // Dear ImGui knows of it a frame later, when a field gets the keyboard and when it is gone.
  const DraftState* const field = ui.field();
  const bool has_field = ui.dialog != Dialog::none || field != nullptr;
  const bool is_given = field != nullptr && field->has_keyboard && ImGui::IsAnyItemActive();
  const bool is_typing = has_field && (is_given || ImGui::GetIO().WantTextInput);
  const bool leaves_field = key.press.key == NamedKey::tab && ui.dialog != Dialog::none;
  if (is_typing && !closes_dialog && !leaves_field) {
    // A table is for the map, not for the one field.
    const Command* const typed = command_of(key.press, app_);
    const bool is_paste = ui.cell_edit && typed && typed->id == "paste_values" && has_table_to_paste(app_);
    if (is_paste) run_command(app_, typed->id);
    if (!is_paste) take_cell_key(ui, key.press.key);
    return;
  }
  const bool presses = key.press.key == NamedKey::enter || key.press.key == NamedKey::space;
  if (presses && key.is_repeat) return;
  if (take_key(ui.focus, key.press)) {
    window_.drop_press();
    close_lists();
    return;
  }
  const Command* const row = command_of(key.press, app_);
  if (ui.dialog != Dialog::none && key.press.key == NamedKey::enter && !key.is_repeat) enters_ = true;
  if (!row || (key.is_repeat && !row->repeats)) return;
  // The mouse may have moved since the last frame.
  const Point mouse{key.mouse.x / built_scale_, key.mouse.y / built_scale_};
  const CardPlace* const card = card_under(app_.ui, layout_.canvas, picture_.figure(), mouse);
  app_.ui.view_under_mouse = card ? std::optional(card->view) : std::nullopt;
  // A dialog has the keys to itself.
  if (app_.ui.dialog != Dialog::none && row->id != "leave" && row->id != "help") return;
  close_lists();
  window_.drop_press();
  run_command(app_, row->id, key.press.shift);
}

FrameLoop::Frame FrameLoop::draw(Size units, Size pixels) {
  // Counted in an iconified window, too: it would never rest otherwise.
  awaiting_frames_ = opens_field() ? std::min(awaiting_frames_ + 1, longest_awaiting_frames) : 0;
  if (units.width < 1 || units.height < 1) return Frame::unchanged;
  const double scale = (request_.scale > 0 ? request_.scale : window_.display_scale()) * app_.ui.scale;
  const double density = pixels.width / units.width;
  prepare_widgets(scale, density);

  window_.begin_frame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(units.width), static_cast<float>(units.height)};
  // The presses of a double click are taken a frame each: slow frames are not slow fingers.
  io.MouseDoubleClickTime = static_cast<float>(0.3 + 3 * std::min(slow_frame_s_, 1.0));
  io.DisplayFramebufferScale = {static_cast<float>(density), static_cast<float>(density)};
  app_.ui.focus.opens_field = false;
  advance_time(app_, window_.time_s());
  preview_.update(app_, scale * density);
  // A blank that presses a control is no letter.
  const bool has_letters =
      std::ranges::any_of(letters_to_come(), [&](ImWchar letter) { return letter != ' ' || !app_.ui.focus.is_shown; });
  const bool has_stray_letters = app_.ui.dialog != Dialog::none && has_letters && !ImGui::IsAnyItemActive();
  if (has_stray_letters) close_lists();
  if (std::exchange(chooses_, false)) choose_in_list();
  ImGui::NewFrame();
  hints_.is_waiting = false;
  // Enter waits for the letters before it.
  const bool is_typing = has_stray_letters || has_letters_ || app_.ui.awaits_keyboard();
  enters_ = enters_ && app_.ui.dialog != Dialog::none;
  const DrawContext context{app_.theme(),      app_.catalog(),       types_, hints_, app_.ui.focus, scale, app_.now_s,
                            has_stray_letters, enters_ && !is_typing};
  enters_ = enters_ && is_typing;
  layout_ = lay_out(app_.ui, {units.width / scale, units.height / scale});
  Actions actions;
  draw_frame({context, app_, app_.ui, actions}, layout_, picture_.figure());
  if (std::exchange(app_.ui.focus.ended_field, false)) enters_ = false;
  ImGui::Render();
  for (const Action& action : actions) perform(app_, action);
  // What is there by then costs no frame. Well within what is felt as a stall.
  constexpr std::chrono::milliseconds patience{25};
  settle_developing(app_, patience);
  pass_on();
  const std::uint64_t before = picture_.revision();
  picture_.update(app_, {layout_.canvas.width, layout_.canvas.height});
  // Where even the first picture fails, the message about it has to be seen.
  const bool awaits_picture = before == 0 && (picture_.revision() > 0 || picture_.is_behind());
  if (types_.is_incomplete() || awaits_picture) return Frame::unfinished;
  return paint(scale * density, pixels) ? Frame::painted : Frame::unchanged;
}

void FrameLoop::prepare_widgets(double scale, double density) {
  const bool has_other_type = app_.ui.has_plain_type != fonts_.is_plain();
  if (has_other_type && !fonts_.use_plain(app_.ui.has_plain_type, app_.platform)) {
    app_.ui.has_plain_type = false;
    tell_error(app_, {"font.no_plain", {}});
  }
  if (types_.is_incomplete() || fonts_.edition() != built_edition_ || scale != built_scale_ ||
      density != built_density_) {
    types_.build(scale, density);
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    ImGui::GetIO().Fonts->ClearTexData();
#endif
    painter_.repaint();
  }
  if (scale != built_scale_ || app_.theme().name != themed_) {
    apply_widget_theme(app_.theme(), scale);
    painter_.repaint();
  }
  built_edition_ = fonts_.edition();
  built_scale_ = scale;
  built_density_ = density;
  themed_ = app_.theme().name;
}

void FrameLoop::pass_on() {
  if (!app_.ui.clipboard.empty()) window_.set_clipboard(app_.ui.clipboard);
  app_.ui.clipboard.clear();
  window_.set_full_screen(app_.ui.is_full_screen);
  const std::string title = title_of(app_);
  window_.say(narrator_.tell(app_), app_.language);
  const Focus& focus = app_.ui.focus;
  const bool may_leave = focus.is_shown && app_.ui.dialog == Dialog::none && !focus.stops.empty() && !is_list_open();
  window_.set_focus_ends(may_leave && focus.stops.front().id == focus.id,
                         may_leave && focus.stops.back().id == focus.id);
  window_.set_title((title.empty() ? "" : title + " — ") + std::string("Convoscope") +
                    (would_lose_changes(app_) ? " *" : ""));
}

bool FrameLoop::paint(double pixels_per_pt, Size pixels) {
  const Rect& canvas = layout_.canvas;
  const UiState& ui = app_.ui;
  const double zoom = ui.zoom * pixels_per_pt;
  Viewport viewport;
  viewport.framebuffer_width = static_cast<int>(pixels.width);
  viewport.framebuffer_height = static_cast<int>(pixels.height);
  viewport.clip_px = {canvas.x * pixels_per_pt, canvas.y * pixels_per_pt, canvas.width * pixels_per_pt,
                      canvas.height * pixels_per_pt};
  viewport.to_pixels = {zoom,
                        0,
                        0,
                        zoom,
                        std::round((canvas.x + ui.pan.x) * pixels_per_pt),
                        std::round((canvas.y + ui.pan.y) * pixels_per_pt)};
  return painter_.paint(picture_.figure(), picture_.revision(), viewport, *ImGui::GetDrawData(), app_.theme().card);
}

void FrameLoop::report() {
  if (state_path_.empty()) return;
  std::string state = report_state(app_, layout_);
  if (state == reported_) return;
  (void)app_.platform.write_file(state_path_, state);
  reported_ = std::move(state);
}

}  // namespace convoscope
