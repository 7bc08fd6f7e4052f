#!/usr/bin/env bash
# photograph PROGRAM: a photograph in the real window: opened, its kernel dragged, the loupe moved by mouse and keys, a screenshot of it.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

picture=${CONVOSCOPE_SOURCE_DIR:?}/assets/photographs/harbour.png
start "$picture"
check "shows the photograph and its loupe" state_has '"views": ["photograph", "maps"]'
check "its output is made" state_has '"developed": true'
at 5 790
sleep 0.3
picture first
check "is drawn" shows_something first

found 'pixel\[[0-9,]*\]' 150 500
x=$((x + 90)) y=$((y + 50)) # well inside: the cards may move a little with the loupe's numbers
click $x $y
check "a click moves the loupe" state_lacks '"can_undo": false'
check "to a pixel" state_matches '"loupe": "[0-9]+,[0-9]+"'
drag_by 60 30
check "a drag takes it along" state_has '"drag": "loupe"'
let_go
check "until it is let go" state_has '"drag": "none"'
placed=$(grep -oE '"loupe": "[0-9,]*"' "$CONVOSCOPE_STATE")
key ctrl+Right
check "Ctrl+Right moves it by one cell" state_lacks "$placed"
key ctrl+Left
check "and Ctrl+Left back" state_has "$placed"

at 5 790
sleep 0.3
picture before_drag
x=124 y=289 # the middle of the kernel's grid
at $x $y
sleep 0.2
drag_by 0 -40
check "the output follows a value that is dragged" state_has '"developed": true'
let_go
at 5 790
sleep 0.5
picture after_drag
check "and the picture with it" differ before_drag after_drag
key ctrl+z
sleep 0.5
picture undone
check "one undo takes it back" same before_drag undone
key y
sleep 0.5
picture toned
check "Y changes how numbers become grey" differ undone toned
key 9
check "9 shows four ways of upsampling" state_has '"views": ["upsampling"]'
stop

"$program" --screenshot "$work/shot.png" --size 1280x800 "$picture"
check "a screenshot shows it" shows_something shot
head -c 5000 "$picture" >"$work/cut.png"
if "$program" --screenshot "$work/none.png" "$work/cut.png" 2>"$work/err"; then
  echo "FAIL  a damaged photograph opens"
  failures=$((failures + 1))
fi
check "a damaged one is refused in one line" grep -qx "convoscope: error: .*cut.png is cut off or damaged.*" "$work/err"
exit "$failures"
