// Starts the program in a page: the page's address is read by the command line's own parser, and the window opens.
#include <emscripten.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.h"
#include "gui/window/window.h"
#include "platform/browser/platform_browser.h"

// clang-format off
EM_JS(char*, page_address, (), {
  return Page.put(new TextEncoder().encode(location.href));
});
// A lesson that the page holds (lesson_in_app): its files go where dropped ones are. Answers its name, and "\n" and its language.
EM_JS(char*, page_lesson, (), {
  const text = document.getElementById("convoscope-lesson").textContent.trim();
  if (!text) return 0;
  const lesson = JSON.parse(text);
  Object.keys(lesson.files).forEach(function (name) {
    const place = FS.cwd() + "/" + name;
    FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    FS.writeFile(place, Uint8Array.from(atob(lesson.files[name]), (c) => c.charCodeAt(0)));
  });
  return Page.put(new TextEncoder().encode(lesson.name + String.fromCharCode(10) + lesson.language));
});
EM_JS(void, page_fail, (const char* sentence), { Page.showInstead(UTF8ToString(sentence)); });
// clang-format on

namespace {

using namespace convoscope;

std::string take_text(char* text) {
  std::string taken = text ? text : "";
  std::free(text);
  return taken;
}

/// The address, where it says more than where the page is.
std::vector<std::string> words_of_page(const std::string& address) {
  const bool says_more = address.find_first_of("?#") != std::string::npos;
  return says_more ? std::vector{address} : std::vector<std::string>();
}

/// The page's own lesson, where the address asks for no other.
void add_page_lesson(WindowRequest& request) {
  const std::string lesson = take_text(page_lesson());
  if (lesson.empty() || !request.lesson.empty() || !request.file.empty() || !request.preset.empty()) return;
  const std::size_t end = lesson.find('\n');
  request.lesson = lesson.substr(0, end);
  if (request.language.empty()) request.language = lesson.substr(end + 1);
}

/// What the command line says of it, without what it says before each error.
std::string reason_of(const std::string& line) {
  constexpr std::string_view before = "error: ";
  const std::size_t at = line.find(before);
  return at == std::string::npos ? line : line.substr(at + before.size(), line.find('\n') - at - before.size());
}

}  // namespace

int main() {
  static const BrowserPlatform platform;
  std::ostringstream said;
  const std::string address = take_text(page_address());
  const std::string site = address.substr(0, address.find_first_of("?#"));
  const CommandLineOutcome outcome = run_command_line(words_of_page(address), platform, said, said);
  WindowRequest request = outcome.window.value_or(WindowRequest{});
  std::string wrong = outcome.window ? std::string() : reason_of(said.str());
  if (wrong.empty()) {
    request.site = site;
    add_page_lesson(request);
    const Status shown = run_window(request, platform);
    if (shown) return 0;
    std::ostringstream error;
    report_error(shown.message(), request.language, platform, error);
    wrong = reason_of(error.str());
  }
  // What the address asks for is not to be had: the window says so, over what the page shows without it.
  request = {};
  request.site = site;
  request.remark = Message{"browser.wrong_address", {{"reason", wrong}}};
  add_page_lesson(request);
  if (run_window(request, platform)) return 0;
  page_fail(wrong.c_str());
  return 1;
}
