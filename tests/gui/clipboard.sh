#!/usr/bin/env bash
# clipboard PROGRAM: what the window copied is asked for by other programs, also by some that are gone before they have the answer.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

# ask STAYS: asks for the clipboard's text as any program does, by Xlib; one that does not stay takes its window away at once.
cat >"$work/ask.py" <<'PYTHON'
import ctypes, sys, time
x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
for call in (x.XDefaultRootWindow, x.XCreateSimpleWindow, x.XInternAtom):
    call.restype = ctypes.c_ulong
display = ctypes.c_void_p(x.XOpenDisplay(None))
id = ctypes.c_ulong
window = id(x.XCreateSimpleWindow(display, id(x.XDefaultRootWindow(display)), 0, 0, 9, 9, 0, id(0), id(0)))
atom = lambda name: id(x.XInternAtom(display, name.encode(), 0))
clipboard, kind, answer = atom("CLIPBOARD"), atom("UTF8_STRING"), atom("ANSWER")
x.XConvertSelection(display, clipboard, kind, answer, window, id(0))
if sys.argv[1] != "stays":
    x.XDestroyWindow(display, window)
    x.XSync(display, 0)
    sys.exit()
event = (ctypes.c_long * 24)()
for _ in range(50):
    if x.XCheckTypedWindowEvent(display, window, 31, event):  # SelectionNotify
        found, form, count, rest, text = id(), ctypes.c_int(), id(), id(), ctypes.c_char_p()
        x.XGetWindowProperty(display, window, answer, 0, 1 << 20, 0, id(0), *map(ctypes.byref, (found, form, count, rest, text)))
        sys.stdout.buffer.write(text.value or b"")
        break
    time.sleep(0.1)
PYTHON
ask() { /usr/bin/env python3 "$work/ask.py" "$1"; }
has_code() { ask stays | grep -qF nn.Conv; }

start
at 5 790
key ctrl+shift+c
check "copies the layer's code" has_code
check "an asker that is gone" ask goes
check "and a second one" ask goes
check "ends nothing" has_code
key t
check "and keys still do something" state_has '"theme": "dark"'
stop
# GLFW 3.3 puts Xlib's own handler back when it opens a window.
start --lesson article
key ctrl+shift+c F5 w
check "with the notes in a window of their own" state_has '"notes": true'
check "an asker that is gone" ask goes
check "ends nothing either" has_code
check "nothing is written about it" test ! -s "$work/err"
stop
exit "$failures"
