#!/usr/bin/env bash
# repaint PROGRAM: what the window shows after each of many changes is what it shows after it was taken off the screen and put
# there again.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

start --size 1280x800 --language en
at 5 790
picture still
window=$(xdotool search --onlyvisible --name Convoscope | head -1)

full_is_the_same() { # WHAT
  picture changed
  xdotool windowunmap --sync "$window"
  sleep 0.2
  xdotool windowmap --sync "$window"
  sleep 0.3
  picture full
  check "$1" same changed full
}

for step in Right Right Home Right; do key "$step"; done
full_is_the_same "after steps"
at 400 200
sleep 0.1
at 430 230
full_is_the_same "after hovering"
at 760 200
sleep 0.1
xdotool click 1
at 5 790
full_is_the_same "after a pin"
key Escape
key t
key Right
full_is_the_same "after another theme"
key l
key Right
full_is_the_same "after another language"
at 600 500
xdotool click 4 click 4 click 4
sleep 0.2
at 5 790
key Left
full_is_the_same "after zooming"
stop
exit "$failures"
