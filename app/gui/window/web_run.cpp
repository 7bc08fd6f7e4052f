// The window in a page: what it is made of outlives `run_window`, since the browser calls for each frame.
#include "gui/window/window.h"

#include <emscripten.h>

#include <limits>
#include <memory>
#include <utility>

#include "gl/renderer.h"
#include "gui/state/autosave.h"
#include "gui/state/layout_memory.h"
#include "gui/window/frame_loop.h"
#include "gui/window/web_window.h"

// clang-format off
EM_JS(char*, page_language, (), { return Page.put(new TextEncoder().encode(navigator.language || "")); });
EM_JS(int, page_matches, (const char* query), { return matchMedia(UTF8ToString(query)).matches; });
// clang-format on

namespace convoscope {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

std::string browser_language() {
  char* const text = page_language();
  std::string language(text);
  std::free(text);
  return language;
}

struct PageWindow {
  std::unique_ptr<FontBook> fonts;
  AppState app;
  std::unique_ptr<WindowContext> window;
  std::unique_ptr<Renderer> renderer;
  WindowRequest request;
  std::unique_ptr<FrameLoop> loop;
  bool has_graphics = true;
  bool has_fetched_chinese = false;  ///< or tried to
};

std::unique_ptr<PageWindow> page;

/// With graphics that are new, or new again.
Status begin_drawing() {
  page->loop.reset();
  page->renderer.reset();
  // A browser copies them more than once, and the page waits for it.
  constexpr std::size_t most_image_bytes = std::size_t{1} << 22;
  Result<std::unique_ptr<Renderer>> renderer = Renderer::create(page->app.platform, *page->fonts, most_image_bytes);
  if (!renderer) return renderer.message();
  page->renderer = std::move(*renderer);
  page->loop = std::make_unique<FrameLoop>(page->app, *page->fonts, *page->window, *page->renderer, page->request);
  page->loop->begin();
  page->window->wake();
  return ok();
}

double turn() {
  if (!page || !page->has_graphics) return never;
  page->loop->turn(0);
  if (page->fonts->lacks_chinese() && !std::exchange(page->has_fetched_chinese, true)) WebWindow::fetch_chinese();
  if (!page->app.ui.closes) return page->loop->wait_s();
  page->loop->end();
  WebWindow::end(page->app.catalog().text("browser.closed"));
  return never;
}

void leave() {
  if (!page) return;
  keep_preferences(page->app);
  autosave_now(page->app);
}

/// What an autosave keeps is offered again.
bool loses() { return page && would_lose_changes(page->app) && !page->app.autosave.place.claim; }

void use_fetched_fonts(bool are_there) {
  if (!page) return;
  if (!are_there) return tell(page->app, {"browser.no_font", {}});
  page->fonts->reload(page->app.platform);
}

void set_graphics(bool are_there) {
  if (!page) return;
  page->has_graphics = are_there;
  if (!are_there) return WebWindow::show_instead(page->app.catalog().text("browser.graphics_lost"));
  static_cast<WebWindow&>(*page->window).renew_context();
  if (const Status drawn = begin_drawing(); !drawn) return WebWindow::end(page->app.catalog().text(drawn.message()));
  WebWindow::show_instead({});
}

}  // namespace

Status run_window(const WindowRequest& request, const Platform& platform) {
  WindowRequest asked = request;
  asked.prefers_dark = page_matches("(prefers-color-scheme: dark)") != 0;
  asked.prefers_less_motion = page_matches("(prefers-reduced-motion: reduce)") != 0;
  auto fonts = std::make_unique<FontBook>(platform);
  Result<AppState> app = start(asked, platform, *fonts, browser_language());
  if (!app) return app.message();
  app->jobs.has_threads = false;
  if (platform.config_directory().empty()) tell_error(*app, {"browser.no_store", {}});
  Result<std::unique_ptr<WindowContext>> window = WebWindow::open();
  if (!window) return window.message();
  page = std::make_unique<PageWindow>(
      PageWindow{std::move(fonts), std::move(*app), std::move(*window), nullptr, std::move(asked), nullptr});
  if (Status drawn = begin_drawing(); !drawn) return drawn;
  WebWindow::listen({.turn = turn,
                     .leaves = leave,
                     .loses = loses,
                     .picture = set_graphics,
                     .failed =
                         [](const std::string& reason) {
                           tell_error(page->app, {"notice.failed", {{"reason", reason}}});
                         },
                     .tabbed_out = [] { page->app.ui.focus.is_shown = false; },
                     .fonts = use_fetched_fonts});
  return ok();
}

}  // namespace convoscope
