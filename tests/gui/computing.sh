#!/usr/bin/env bash
# computing PROGRAM: a layer that takes long to compute leaves the window usable, and can be taken back.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

start --size 1280x800 --language en --view maps
at 5 790
picture small
# The input's and the kernel's fields: the first two rows of the layer's panel.
type_into() { # Y NUMBER
  at 187 "$1"
  xdotool click 1
  check "a click opens the field" state_has '"typing": true'
  sleep 0.3
  xdotool type "$2"
  key Return
  check "Enter ends it" state_has '"typing": false'
}
type_into 165 1025
check "a large map is shown" state_has '"computing": false'
check "with its size" state_has '"input": 1025'
type_into 207 401
check "a large kernel takes its time" state_has '"computing": true'
key Home
check "steps answer meanwhile" state_has '"step": 1,'
key Right
check "one after the other" state_has '"step": 2,'
key F1
check "F1 shows the keys" state_has '"sheet": "help"'
key Escape
check "Escape closes them" state_has '"sheet": "none"'
check "and leaves the computing" state_has '"computing": true'
take waiting
key Escape
check "Escape takes the change back" state_has '"computing": false'
key ctrl+z
check "and undo the change before it" state_has '"input": 3'
type_into 165 1025
type_into 207 401
key ctrl+z
check "undo takes back what is not computed yet" state_has '"computing": false'
check "and nothing else" state_has '"input": 1025'
type_into 207 401
key ctrl+q
check "closing asks, for the layer was changed" state_has '"sheet": "close"'
stop
exit "$failures"
