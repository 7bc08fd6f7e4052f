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
type_into 205 401
check "a large kernel takes its time" state_has '"computing": true'
key Home
check "steps answer meanwhile" state_has '"step": 1,'
key Right
check "one after the other" state_has '"step": 2,'
key F1
check "F1 shows the keys" state_has '"dialog": "help"'
key Escape
check "Escape closes them" state_has '"dialog": "none"'
check "and leaves the computing" state_has '"computing": true'
take waiting
key Escape
check "Escape takes the change back" state_has '"computing": false'
key ctrl+z
# The 4 of 401 may have been computed before the rest was typed: a change of its own.
sleep 1
state_has '"input": 3' || key ctrl+z
check "and undo the change before it" state_has '"input": 3'
type_into 165 1025
type_into 205 401
key ctrl+z
check "undo takes back what is not computed yet" state_has '"computing": false'
check "and nothing else" state_has '"input": 1025'
type_into 205 401
key Escape
check "Escape takes it back" state_has '"computing": false'

cat >"$work/slow.convo" <<'END'
{"convoscope": 1, "layer": {"operation": "max-pool", "input": [4096, 4096], "kernel": [65, 65]}}
END
key ctrl+o
check "Ctrl+O opens" state_has '"dialog": "open"'
sleep 0.3
xdotool type --delay 30 "$work/slow.convo"
key Return
check "opening asks, for the layer was changed" state_has '"dialog": "close"'
sleep 0.3
click 450 419 # "Discard changes"
check "pooling by a large window takes its time" state_has '"computing": true'
key Escape
check "Escape takes it back" state_has '"computing": false'
check "and leaves the layer before" state_has '"input": 1025'
type_into 165 1027
check "what comes after it is not kept waiting" state_has '"input": 1027'
key ctrl+z
check "and can be undone" state_has '"input": 1025'

key ctrl+q
check "closing asks, for the layer was changed" state_has '"dialog": "close"'
stop

start "$work/slow.convo" --size 1280x800 --language en
check "a large file leaves the window to start" state_has '"computing": true'
check "with a small layer meanwhile" state_has '"input": 3'
key Right
check "that answers" state_has '"step": 6'
key Escape
check "Escape keeps it" state_has '"computing": false'
check "without the file's name" state_has '"path": ""'
stop
exit "$failures"
