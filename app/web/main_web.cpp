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
  return Page.put(new TextEncoder().encode(location.search || location.hash ? location.href : ""));
});
EM_JS(void, page_fail, (const char* sentence), { Page.showInstead(UTF8ToString(sentence)); });
// clang-format on

namespace {

using namespace convoscope;

/// The address, where it says more than where the page is.
std::vector<std::string> read_address() {
  char* const text = page_address();
  const std::string address = text;
  std::free(text);
  return address.empty() ? std::vector<std::string>() : std::vector{address};
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
  CommandLineOutcome outcome = run_command_line(read_address(), platform, said, said);
  WindowRequest request = outcome.window.value_or(WindowRequest{});
  if (!outcome.window) request.remark = Message{"browser.wrong_address", {{"reason", reason_of(said.str())}}};
  const Status shown = run_window(request, platform);
  if (shown) return 0;
  std::ostringstream error;
  report_error(shown.message(), request.language, platform, error);
  page_fail(reason_of(error.str()).c_str());
  return 1;
}
