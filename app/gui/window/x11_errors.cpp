// X11 reports errors later than they happen, and Xlib's own handler then ends the program, edits and all. They are no fault of
// ours: whoever asks for the clipboard may be gone before GLFW has answered.
#include "gui/window/x11_errors.h"

#ifdef CONVOSCOPE_X11
#include <X11/Xlib.h>
#include <array>
#include <cstdio>
#endif

namespace convoscope {

#ifdef CONVOSCOPE_X11

namespace {

int survive(Display* display, XErrorEvent* error) {
  if (error->error_code == BadWindow) return 0;
  std::array<char, 200> reason{};
  XGetErrorText(display, error->error_code, reason.data(), static_cast<int>(reason.size()));
  std::fprintf(stderr, "convoscope: X11: %s (request %d.%d)\n", reason.data(), error->request_code, error->minor_code);
  return 0;  // which Xlib ignores
}

}  // namespace

void survive_x11_errors() { XSetErrorHandler(survive); }

#else

void survive_x11_errors() {}

#endif

}  // namespace convoscope
