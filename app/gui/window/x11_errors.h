// Errors of an X11 display, which would otherwise end the program.
#pragma once

namespace convoscope {

/// From now on an error that an X11 display reports is survived: one about a window that is gone without a word, any other with
/// a line on standard error. GLFW 3.3 puts Xlib's own handler back whenever it has opened a window, so this is called before each
/// wait for events; it costs next to nothing. Does nothing where there is no X11.
void survive_x11_errors();

}  // namespace convoscope
