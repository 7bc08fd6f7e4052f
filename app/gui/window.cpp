// The frame loop. It waits while nothing happens: a frame is drawn for an event, a step that is due, or a hint.
#include "gui/window.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include "export/png_encoder.h"
#include "gl/renderer.h"
#include "gui/canvas_picture.h"
#include "gui/commands.h"
#include "gui/files.h"
#include "gui/frame.h"
#include "gui/offscreen.h"
#include "gui/state_report.h"
#include "gui/widget_theme.h"
#include "gui/window_context.h"

namespace convoscope {
namespace {

// A change shows in the frame after it, and a list that opens knows its size in the one after that.
constexpr int frames_after_event = 3;
constexpr double dots_per_metre = 96 / 0.0254;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value ? value : "";
}

std::string system_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (std::string value = environment(name); !value.empty()) return value;
  }
  return {};
}

class Program {
 public:
  Program(AppState& app, const FontBook& fonts, WindowContext& window, Renderer& renderer, const WindowRequest& request)
      : app_(app),
        window_(window),
        renderer_(renderer),
        request_(request),
        types_(fonts),
        state_path_(environment("CONVOSCOPE_STATE")) {}

  void run() {
    int frames = frames_after_event;
    while (!app_.ui.closes) {
      const WindowEvents events = window_.wait(frames > 0 ? 0 : wait_s());
      take(events);
      // Without an event it was the clock that woke us: a step or a hint is due.
      if (events.is_any || frames == 0 || app_.ui.has_young_field()) frames = std::max(frames, frames_after_event);
      frames += events.queued;
      if (draw(window_.size(), window_.framebuffer_size())) {
        window_.present();
        report();
        --frames;
      }
    }
  }

  /// Draws off the screen until nothing changes any more, and saves that.
  Status save_screenshot(const std::string& path) {
    const Size size{static_cast<double>(request_.width), static_cast<double>(request_.height)};
    const Offscreen target(request_.width, request_.height);
    if (!target.is_complete()) {
      return Message{"window.screenshot_too_large",
                     {{"size", std::to_string(request_.width) + "x" + std::to_string(request_.height)}}};
    }
    for (int frames = 2 * frames_after_event; frames > 0;) {
      window_.wait(0);
      if (draw(size, size)) --frames;
    }
    report();
    return app_.platform.write_file(path, encode_png(target.read(), dots_per_metre, {}));
  }

 private:
  double wait_s() const {
    double due = next_event_s(app_);
    if (hints_.is_waiting) due = std::min(due, hints_.since_s + hint_delay_s);
    return std::max(0.001, due - window_.time_s());
  }

  void take(const WindowEvents& events) {
    for (const WindowEvents::Key& key : events.keys) take(key);
    for (const std::string& path : events.dropped_paths) perform(app_, OpenPath{path});
    if (events.asks_to_close) run_command(app_, "quit");
  }

  void take(const WindowEvents::Key& key) {
    if (key.press.key == NamedKey::escape && ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup)) {
      escapes_ = true;
      return;
    }
    const UiState& ui = app_.ui;
    const bool closes_sheet = key.press.key == NamedKey::escape && ui.sheet != Sheet::none;
    // Dear ImGui wants text for a frame longer than the field is there.
    const bool has_field = ui.sheet != Sheet::none || ui.parameter_edit || ui.cell_edit;
    if (ImGui::GetIO().WantTextInput && has_field && !closes_sheet) return;
    const Command* const row = command_of(key.press);
    if (!row || (key.is_repeat && !row->repeats)) return;
    // A sheet has the keys to itself.
    if (app_.ui.sheet != Sheet::none && row->id != "leave" && row->id != "help") return;
    run_command(app_, row->id);
  }

  /// False where a glyph or a picture was missing: then the frame is drawn again before it is shown.
  bool draw(Size units, Size pixels) {
    if (units.width < 1 || units.height < 1) return true;  // an iconified window
    const double scale = request_.scale > 0 ? request_.scale : window_.display_scale();
    const double density = pixels.width / units.width;
    prepare_widgets(scale, density);

    window_.begin_frame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(units.width), static_cast<float>(units.height)};
    io.DisplayFramebufferScale = {static_cast<float>(density), static_cast<float>(density)};
    advance_time(app_, window_.time_s());
    ImGui::NewFrame();
    hints_.is_waiting = false;
    const Kit kit{app_.theme(), app_.catalog(), types_, hints_, scale, app_.now_s, std::exchange(escapes_, false)};
    layout_ = lay_out(app_.ui, {units.width / scale, units.height / scale});
    Actions actions;
    draw_frame({kit, app_, app_.ui, actions}, layout_, picture_.figure());
    ImGui::Render();
    for (const Action& action : actions) perform(app_, action);
    pass_on();
    const std::uint64_t before = picture_.revision();
    picture_.update(app_, {layout_.canvas.width, layout_.canvas.height});
    if (types_.is_incomplete() || before == 0) return false;
    paint(scale * density, pixels);
    return true;
  }

  void prepare_widgets(double scale, double density) {
    if (types_.is_incomplete() || scale != built_scale_ || density != built_density_) {
      types_.build(scale, density);
#if IMGUI_VERSION_NUM < 19200
      ImGui_ImplOpenGL3_DestroyFontsTexture();
      ImGui_ImplOpenGL3_CreateFontsTexture();
      ImGui::GetIO().Fonts->ClearTexData();
#endif
    }
    if (scale != built_scale_ || app_.theme().name != themed_) apply_widget_theme(app_.theme(), scale);
    built_scale_ = scale;
    built_density_ = density;
    themed_ = app_.theme().name;
  }

  void pass_on() {
    if (!app_.ui.clipboard.empty()) window_.set_clipboard(app_.ui.clipboard);
    app_.ui.clipboard.clear();
    const std::string title = title_of(app_);
    window_.set_title((title.empty() ? "" : title + " — ") + std::string("Convoscope") +
                      (app_.session.is_modified() ? " *" : ""));
  }

  void paint(double pixels_per_pt, Size pixels) {
    const Color back = app_.theme().canvas;
    glViewport(0, 0, static_cast<int>(pixels.width), static_cast<int>(pixels.height));
    glDisable(GL_SCISSOR_TEST);
    glClearColor(static_cast<float>(back.r) / 255, static_cast<float>(back.g) / 255, static_cast<float>(back.b) / 255,
                 1);
    glClear(GL_COLOR_BUFFER_BIT);
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
    renderer_.draw(picture_.figure(), picture_.revision(), viewport);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  }

  void report() {
    if (state_path_.empty()) return;
    std::string state = report_state(app_, layout_);
    if (state == reported_) return;
    (void)app_.platform.write_file(state_path_, state);
    reported_ = std::move(state);
  }

  AppState& app_;
  WindowContext& window_;
  Renderer& renderer_;
  const WindowRequest& request_;
  TypeSet types_;
  HintState hints_;
  CanvasPicture picture_;
  FrameLayout layout_;
  double built_scale_ = 0;
  double built_density_ = 0;
  std::string themed_;
  bool escapes_ = false;  ///< since the last frame
  std::string state_path_;
  std::string reported_;
};

}  // namespace

Status run_window(const WindowRequest& request, const Platform& platform) {
  const FontBook fonts(platform);
  Result<AppState> app = start(request, platform, fonts, system_language());
  if (!app) return app.message();
  const bool takes_picture = !request.screenshot.empty();
  const Size size{static_cast<double>(request.width), static_cast<double>(request.height)};
  Result<std::unique_ptr<WindowContext>> window = WindowContext::open(size, !takes_picture);
  if (!window) return window.message();
  Result<std::unique_ptr<Renderer>> renderer = Renderer::create(platform, fonts);
  if (!renderer) return renderer.message();
  Program program(*app, fonts, **window, **renderer, request);
  if (takes_picture) return program.save_screenshot(request.screenshot);
  program.run();
  return ok();
}

}  // namespace convoscope
