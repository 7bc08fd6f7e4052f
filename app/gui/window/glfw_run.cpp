// What the window is made of, put together.
#include "gui/window/window.h"

#include <cstdlib>
#include <utility>

#include "gl/renderer.h"
#include "gui/window/frame_loop.h"
#include "gui/window/glfw_window.h"

namespace convoscope {
namespace {

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

}  // namespace

Status run_window(const WindowRequest& request, const Platform& platform) {
  if (Status found = platform.check_fonts({}); !found) return found;
  FontBook fonts(platform);
  Result<AppState> app = start(request, platform, fonts, system_language());
  if (!app) return app.message();
  const bool takes_picture = !request.screenshot.empty();
  Result<std::unique_ptr<WindowContext>> window = GlfwWindow::open(app->ui.window, !takes_picture);
  if (!window) return window.message();
  Result<std::unique_ptr<Renderer>> renderer = Renderer::create(platform, fonts);
  if (!renderer) return renderer.message();
  FrameLoop loop(*app, fonts, **window, **renderer, request);
  if (takes_picture) return loop.save_screenshot(request.screenshot);
  loop.run();
  return ok();
}

}  // namespace convoscope
