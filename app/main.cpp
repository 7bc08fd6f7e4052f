// Starts the program: the command line reads the request; without a subcommand the window opens.
#include <cstdio>
#include <exception>
#include <iostream>
#include <new>

#include "cli/command_line.h"
#include "platform/platform_desktop.h"
#ifdef CONVOSCOPE_GUI
#include "gui/window/window.h"
#endif

namespace {

using namespace convoscope;

Status open_window([[maybe_unused]] const WindowRequest& request, [[maybe_unused]] const Platform& platform) {
#ifdef CONVOSCOPE_GUI
  return run_window(request, platform);
#else
  return Message{"window.not_built", {}};
#endif
}

int run(int argc, char** argv) {
  const DesktopPlatform platform;
  const CommandLineOutcome outcome =
      run_command_line(std::vector<std::string>(argv + 1, argv + argc), platform, std::cout, std::cerr);
  if (!outcome.window) return static_cast<int>(outcome.status);

  const Status shown = open_window(*outcome.window, platform);
  if (shown) return static_cast<int>(ExitStatus::done);
  report_error(shown.message(), outcome.window->language, platform, std::cerr);
  return static_cast<int>(ExitStatus::failed);
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("convoscope: error: there is not enough memory\n", stderr);  // for words of another language neither
  } catch (const std::exception& error) {
    std::fprintf(stderr, "convoscope: error: %s\n", error.what());
  }
  return static_cast<int>(ExitStatus::failed);
}
