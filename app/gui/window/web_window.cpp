// Functions that begin with page_ are called by app/web/page.js, or call what is there.
#include "gui/window/web_window.h"

#include <emscripten.h>
#include <emscripten/html5.h>

#include <array>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <utility>

#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include "document/utf8.h"
#include "gui/state/commands.h"
#include "gui/widgets/drawing.h"
#include "gui/window/web_keys.h"

// clang-format off
EM_JS(void, page_start, (), { Page.start(); });
EM_JS(void, page_show_instead, (const char* sentence), { Page.showInstead(UTF8ToString(sentence)); });
EM_JS(void, page_stop, (), { Page.isRunning = false; });
EM_JS(void, page_wake, (), { Page.wake(); });
EM_JS(double, page_measure, (int which), { return Page.measure(which); });
EM_JS(void, page_set_title, (const char* title), { document.title = UTF8ToString(title); });
EM_JS(void, page_set_cursor, (const char* name), { Page.canvas.style.cursor = UTF8ToString(name); });
EM_JS(void, page_copy_text, (const char* text), { Page.copyText(UTF8ToString(text)); });
EM_JS(void, page_set_full_screen, (int wanted), { Page.setFullScreen(wanted); });
EM_JS(void, page_set_typing, (int is, double x, double y, double height), { Page.setTyping(!!is, x, y, height); });
EM_JS(void, page_say, (const char* sentence, const char* language), { Page.say(UTF8ToString(sentence), UTF8ToString(language)); });
EM_JS(void, page_fetch_chinese, (), { Page.fetchChinese(); });
EM_JS(void, page_set_ends, (int first, int last), { Page.atFirst = !!first; Page.atLast = !!last; });
// clang-format on

namespace convoscope {
namespace {

constexpr double wheel_step = 1.15;  // as the canvas zooms by one notch

WebWindow* window_in_page = nullptr;
PageCalls calls;
EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = 0;

Result<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE> make_context() {
  EmscriptenWebGLContextAttributes wishes;
  emscripten_webgl_init_context_attributes(&wishes);
  wishes.majorVersion = 2;
  wishes.alpha = wishes.depth = wishes.stencil = wishes.antialias = EM_FALSE;
  wishes.enableExtensionsByDefault =
      EM_FALSE;  // asking for each takes longer than a frame, and WebGL 2 has all that is used
  wishes.preserveDrawingBuffer = EM_TRUE;  // a frame in which nothing changes is not painted
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE made = emscripten_webgl_create_context("#canvas", &wishes);
  if (made <= 0 || emscripten_webgl_make_context_current(made) != EMSCRIPTEN_RESULT_SUCCESS)
    return Message{"browser.no_webgl", {}};
  return made;
}

}  // namespace

/// The page's events, with the window's inside at hand.
struct PageEvents {
  static WebWindow* window() { return window_in_page; }
  static void add(const Input& input) {
    window()->events_.is_any = true;
    window()->inputs_.add(input);
  }
  static Input with(Input input, int modifiers) {
    input.control = (modifiers & 1) != 0;
    input.shift = (modifiers & 2) != 0;
    input.alt = (modifiers & 4) != 0;
    return input;
  }
  static void mouse(double x, double y) {
    window()->mouse_ = {x, y};
    add({.kind = Input::Kind::mouse, .x = static_cast<float>(x), .y = static_cast<float>(y)});
  }
  static void push(const PressedKey& pressed) { add({.kind = Input::Kind::press, .pressed = pressed}); }
  static bool key(std::string_view name, std::string_view code, bool is_down, int modifiers, bool is_repeat) {
    KeyPress press{named_key(name), 0, (modifiers & 1) != 0, (modifiers & 2) != 0};
    const bool is_letter = press.key == NamedKey::none && character_count(name) == 1;
    std::size_t at = 0;
    if (is_letter) press.character = lower_case(next_character(name, at));
    if (is_browsers(press)) return false;
    const int widget = widget_key(name, code);
    Input input = with({.kind = Input::Kind::key, .index = is_letter ? -1 : widget, .is_down = is_down}, modifiers);
    if (!is_down) {
      add(input);
      return (!is_letter || press.control) && widget >= 0;
    }
    const bool is_shortcut = is_letter && press.control;
    const bool is_named = press.key != NamedKey::none;
    const bool is_ours = is_named || (is_shortcut && (is_for_fields(press) || command_of(press) != nullptr));
    // Which digit Shift has made another character.
    constexpr std::string_view digit = "Digit";
    const bool is_digit = press.shift && !press.control && code.starts_with(digit) && code.size() == digit.size() + 1;
    if (is_digit) press = {NamedKey::none, static_cast<char32_t>(code.back()), false, true};
    if (is_ours || is_digit) input.pressed = {press, is_repeat, window()->mouse_};
    if (is_shortcut && widget >= 0) {
      input.index = widget;
      window()->events_.is_any = true;
      window()->inputs_.tap(input);
    } else if (!is_repeat) {
      add(input);
    } else if (input.pressed) {  // Dear ImGui repeats by itself what is down
      push(*input.pressed);
    }
    if (!is_named && !is_shortcut) return widget >= 0 && !is_letter;
    // In a field of letters a blank is one of them.
    return is_ours && (press.key != NamedKey::space || !ImGui::GetIO().WantTextInput);
  }
  static void letters(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t letter = next_character(text, at);
      if (letter > U' ' && letter <= U'~') push({{NamedKey::none, lower_case(letter)}, false, window()->mouse_});
      add({.kind = Input::Kind::letter, .letter = static_cast<unsigned int>(letter)});
    }
  }
  static void pasted(std::string text) {
    window()->clipboard_ = std::move(text);
    const PressedKey pressed{{NamedKey::none, U'v', true}, false, window()->mouse_};
    window()->events_.is_any = true;
    window()->inputs_.tap(
        {.kind = Input::Kind::key, .index = ImGuiKey_V, .is_down = true, .control = true, .pressed = pressed});
    add({.kind = Input::Kind::key, .index = -1});  // Control goes up
  }
  static void file(std::string path, Point at) {
    WindowEvents& events = window()->events_;
    events.is_any = true;
    events.dropped_paths.push_back(std::move(path));
    events.dropped_at = at;
  }
  static void focus(bool is) {
    window()->events_.is_any = true;
    if (!is) window()->inputs_.release();
  }
  static void lose_pixels() { window()->events_.is_any = window()->events_.loses_pixels = true; }
  static void filled(bool is) {
    // Left by Escape, which the browser keeps to itself.
    if (!is && window()->fills_screen_) push({{NamedKey::f11}, false, window()->mouse_});
  }
};

Result<std::unique_ptr<WindowContext>> WebWindow::open() {
  Result<EMSCRIPTEN_WEBGL_CONTEXT_HANDLE> made = make_context();
  if (!made) return made.message();
  context = *made;
  return std::unique_ptr<WindowContext>(new WebWindow);
}

WebWindow::WebWindow() {
  window_in_page = this;
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  enable_list_keys();
  io.ConfigInputTextCursorBlink = false;  // a cursor at rest needs no frames
  InputQueue::prepare();
#if IMGUI_VERSION_NUM < 19110
  io.SetClipboardTextFn = [](void*, const char* text) { page_copy_text(text); };
  io.GetClipboardTextFn = [](void*) { return window_in_page->clipboard_.c_str(); };
#else
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) { page_copy_text(text); };
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) { return window_in_page->clipboard_.c_str(); };
#endif
  ImGui_ImplOpenGL3_Init("#version 300 es");
  page_start();
}

WebWindow::~WebWindow() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
  emscripten_webgl_destroy_context(context);
  window_in_page = nullptr;
}

void WebWindow::listen(PageCalls page_calls) { calls = std::move(page_calls); }

void WebWindow::show_instead(const std::string& sentence) { page_show_instead(sentence.c_str()); }

void WebWindow::end(const std::string& sentence) {
  calls = {};
  page_stop();
  show_instead(sentence);
}

void WebWindow::fetch_chinese() { page_fetch_chinese(); }

void WebWindow::renew_context() {
  ImGui_ImplOpenGL3_Shutdown();
  emscripten_webgl_make_context_current(context);
  ImGui_ImplOpenGL3_Init("#version 300 es");
  PageEvents::lose_pixels();
}

WindowEvents WebWindow::wait(double) {
  WindowEvents events = std::exchange(events_, {});
  events.is_any = events.is_any || inputs_.is_waiting();
  return events;
}

void WebWindow::wake() {
  events_.is_any = true;
  page_wake();
}

Size WebWindow::size() const { return {page_measure(0), page_measure(1)}; }

Size WebWindow::framebuffer_size() const {
  const Size pixels{page_measure(2), page_measure(3)};
  int across = 0, down = 0;
  emscripten_get_canvas_element_size("#canvas", &across, &down);
  // Setting it clears the canvas, even to what it is.
  if (across != static_cast<int>(pixels.width) || down != static_cast<int>(pixels.height)) {
    emscripten_set_canvas_element_size("#canvas", static_cast<int>(pixels.width), static_cast<int>(pixels.height));
    PageEvents::lose_pixels();
  }
  return pixels;
}

double WebWindow::time_s() const { return emscripten_get_now() / 1000; }

void WebWindow::set_title(const std::string& title) {
  if (std::exchange(title_, title) != title) page_set_title(title.c_str());
}

void WebWindow::set_clipboard(const std::string& text) {
  clipboard_ = text;
  page_copy_text(text.c_str());
}

void WebWindow::set_full_screen(bool wanted) {
  if (std::exchange(fills_screen_, wanted) != wanted) page_set_full_screen(wanted);
}

void WebWindow::say(const std::string& sentence, const std::string& language) {
  if (std::exchange(said_, sentence) != sentence) page_say(sentence.c_str(), language.c_str());
}

void WebWindow::set_focus_ends(bool is_at_first, bool is_at_last) {
  if (is_at_first == is_at_first_ && is_at_last == is_at_last_) return;
  is_at_first_ = is_at_first;
  is_at_last_ = is_at_last;
  page_set_ends(is_at_first, is_at_last);
}

void WebWindow::begin_frame() {
  ImGuiIO& io = ImGui::GetIO();
  const double now = time_s();
  io.DeltaTime = static_cast<float>(std::max(1e-4, now - before_s_));
  before_s_ = now;
  constexpr std::array<const char*, ImGuiMouseCursor_COUNT> cursors{
      "default", "text", "move", "ns-resize", "ew-resize", "nesw-resize", "nwse-resize", "pointer", "not-allowed"};
  const int cursor = ImGui::GetMouseCursor();
  if (std::exchange(cursor_, cursor) != cursor)
    page_set_cursor(cursor < 0 ? "none" : cursors[static_cast<std::size_t>(cursor)]);
  show_typing();
  inputs_.pass_on();
  ImGui_ImplOpenGL3_NewFrame();
}

void WebWindow::show_typing() {
  const bool is_typing = ImGui::GetIO().WantTextInput;
  const ImGuiContext& widgets = *ImGui::GetCurrentContext();
#if IMGUI_VERSION_NUM < 18900
  const ImVec2 caret = widgets.PlatformImePos;
#else
  const ImVec2 caret = widgets.PlatformImeData.InputPos;
#endif
  page_set_typing(is_typing, static_cast<double>(caret.x), static_cast<double>(caret.y),
                  static_cast<double>(widgets.FontSize) + 4);
}

}  // namespace convoscope

// NOLINTBEGIN: the names are the page's
extern "C" {
using namespace convoscope;

EMSCRIPTEN_KEEPALIVE char* page_room(int bytes) {
  return static_cast<char*>(std::malloc(static_cast<std::size_t>(bytes)));
}
EMSCRIPTEN_KEEPALIVE void page_free(char* bytes) { std::free(bytes); }
EMSCRIPTEN_KEEPALIVE double page_turn() { return calls.turn(); }
EMSCRIPTEN_KEEPALIVE void page_leaves() { calls.leaves(); }
EMSCRIPTEN_KEEPALIVE int page_loses() { return calls.loses(); }
EMSCRIPTEN_KEEPALIVE void page_picture(int is_there) { calls.picture(is_there != 0); }
EMSCRIPTEN_KEEPALIVE void page_fonts(int are_there) { calls.fonts(are_there != 0); }
EMSCRIPTEN_KEEPALIVE void page_failed(const char* reason) { calls.failed(reason); }
EMSCRIPTEN_KEEPALIVE void page_mouse(double x, double y) { PageEvents::mouse(x, y); }
EMSCRIPTEN_KEEPALIVE void page_mouse_left() {
  PageEvents::add({.kind = Input::Kind::mouse, .x = -FLT_MAX, .y = -FLT_MAX});
}
/// 0 the left, 1 the middle, 2 the right one, as a page counts them.
EMSCRIPTEN_KEEPALIVE void page_button(int button, int is_down, int modifiers) {
  constexpr std::array<int, 3> of_widgets{0, 2, 1};
  if (button < 0 || button > 2) return;
  const int index = of_widgets[static_cast<std::size_t>(button)];
  PageEvents::add(PageEvents::with({.kind = Input::Kind::button, .index = index, .is_down = is_down != 0}, modifiers));
}
/// A press of the left button is taken back: it was the beginning of something else.
EMSCRIPTEN_KEEPALIVE void page_cancel() {
  page_mouse_left();
  PageEvents::add({.kind = Input::Kind::button, .index = 0});
}
EMSCRIPTEN_KEEPALIVE void page_wheel(double across, double down) {
  PageEvents::add({.kind = Input::Kind::wheel, .x = static_cast<float>(across), .y = static_cast<float>(down)});
}
/// Enlarged by `factor` about the mouse.
EMSCRIPTEN_KEEPALIVE void page_pinch(double factor) { page_wheel(0, std::log(factor) / std::log(wheel_step)); }
EMSCRIPTEN_KEEPALIVE int page_can_scroll() {
  const ImGuiWindow* const below = ImGui::GetCurrentContext()->HoveredWindow;
  return below != nullptr && below->ScrollMax.y > 0;
}
EMSCRIPTEN_KEEPALIVE void page_scroll(double down) {
  static ImGuiWindow* scrolled = nullptr;
  ImGuiWindow* const below = ImGui::GetCurrentContext()->HoveredWindow;
  if (below != nullptr && below->ScrollMax.y > 0) scrolled = below;
  if (scrolled != nullptr) ImGui::SetScrollY(scrolled, scrolled->Scroll.y + static_cast<float>(down));
}
EMSCRIPTEN_KEEPALIVE int page_key(const char* name, const char* code, int is_down, int modifiers, int is_repeat) {
  return PageEvents::key(name, code, is_down != 0, modifiers, is_repeat != 0);
}
EMSCRIPTEN_KEEPALIVE void page_text(const char* text) { PageEvents::letters(text); }
EMSCRIPTEN_KEEPALIVE void page_pasted(const char* text) { PageEvents::pasted(text); }
EMSCRIPTEN_KEEPALIVE void page_file(const char* path, double x, double y) { PageEvents::file(path, {x, y}); }
EMSCRIPTEN_KEEPALIVE void page_resized() { PageEvents::lose_pixels(); }
EMSCRIPTEN_KEEPALIVE void page_focused(int is) { PageEvents::focus(is != 0); }
EMSCRIPTEN_KEEPALIVE void page_filled(int is) { PageEvents::filled(is != 0); }
EMSCRIPTEN_KEEPALIVE void page_tabbed_out() { calls.tabbed_out(); }
}
// NOLINTEND
