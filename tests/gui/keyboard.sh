#!/usr/bin/env bash
# keyboard PROGRAM: the mouse is never touched. Builds the layer of kernel 4, stride 2, padding 1 on 4x4, chooses a cell, exports an SVG.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

focus_of() { grep -o '"focus": "[^"]*"' "$CONVOSCOPE_STATE"; }
tab_to() { # CONTROL; each Tab is seen to have come before the next
  local before=
  # A field that has just closed hands the focus on by itself.
  until [ "$(focus_of)" = "$before" ]; do
    before=$(focus_of)
    sleep 0.2
  done
  for _ in $(seq 120); do
    state_has "\"focus\": \"$1\"" && break
    before=$(focus_of)
    key Tab
    for _ in $(seq 30); do
      [ "$(focus_of)" != "$before" ] && break
      sleep 0.1
    done
  done
  check "Tab comes to $1" state_has "\"focus\": \"$1\""
}
type_into() { # PARAMETER VALUE
  tab_to "$1 value"
  key Return
  check "Enter opens the field of the $1" state_has '"typing": true'
  sleep 0.3
  xdotool type --delay 50 "$2"
  sleep 0.3
  key Return
  check "and ends it" state_has '"typing": false'
}

start
# Beyond the window, where it points at nothing.
at 1900 1300
check "nothing has the focus at first" state_has '"focus": ""'
key Tab
check "the first Tab shows where it is" state_lacks '"focus": ""'

tab_to operation
key Return
sleep 0.3
key Down
sleep 0.3
key Return
check "the list of operations" state_has '"input": 2,'
key Return
sleep 0.3
key Up
sleep 0.3
key Return
check "begins where it stands" state_has '"side": "convolution"'
key Return
sleep 0.3
key Down
sleep 0.3
key Return
check "and back to the transposed convolution" state_has '"side": "transposed"'
type_into input 4
type_into kernel 4
type_into stride 2
tab_to "padding mode"
key space
sleep 0.3
key Escape
check "Escape closes the list alone" state_has '"focus": "padding mode"'
type_into padding 1
check "the layer has its input" state_has '"input": 4'
check "and its stride" state_has '"stride": 2'
check "and its padding" state_has '"padding": [1, 1, 1, 1]'
check "and 8 x 8 steps" state_has '"steps": 64'

tab_to "stride slider"
key Right
check "an arrow moves a slider" state_has '"stride": 3'
key Left
check "and back" state_has '"stride": 2'

tab_to picture
key Right
sleep 0.3
key Down
sleep 0.3
check "the arrows light a cell" state_lacks '"hover": ""'
key Return
check "Enter chooses it" state_lacks '"pin": ""'
tab_to scrub
key Home
check "elsewhere the keys step" state_has '"step": 1,'

tab_to menu
key Return
sleep 0.3
key Down
sleep 0.3
key Right
sleep 0.3
key Escape
check "the menu opens and closes" state_has '"focus": "menu"'
tab_to export
key Return
check "the export opens" state_has '"dialog": "export"'
check "and its field has the keyboard" state_has '"focus": "##export path"'
sleep 1
key ctrl+a
sleep 0.3
xdotool type --delay 50 "$work/chosen.svg"
sleep 0.3
tab_to "do export"
key Return
check "and writes the picture" grep -qs '<svg' "$work/chosen.svg"
check "the dialog is closed" state_has '"dialog": "none"'
check "the keyboard is back where it was" state_has '"focus": "export"'

key F11
check "F11 fills the screen" state_has '"window": [2560, 1440]'
key F11
check "and gives it back" state_has '"window": [1280, 800]'
key b
check "B leaves nothing but the picture" state_has '"canvas": [0, 0, 1280, 800]'
key b
check "and brings the bars back" state_lacks '"canvas": [0, 0, 1280, 800]'
key ctrl+shift+p
check "Ctrl+Shift+P lists the commands" state_has '"dialog": "palette"'
sleep 0.3
xdotool type --delay 50 dark
sleep 0.3
key Return
check "and runs what was typed" state_has '"theme": "dark"'
key ctrl+q
check "Ctrl+Q asks" state_has '"dialog": "close"'
tab_to discard
key Return
check "and closes" bash -c "! kill -0 $pid 2>/dev/null"
pid=
exit "$failures"
