#!/usr/bin/env bash
# window PROGRAM: the real window, driven by real keys and clicks; what they did is read from its state and its pixels.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

start
at 5 790
sleep 0.5
picture first
check "is not blank" test "$(identify -format %k "$work/first.png")" -gt 50
check "stands at step 5 of 9" state_has '"step": 5, "steps": 9'
key Right
check "Right steps" state_has '"step": 6'
sleep 0.3
picture second
check "a step changes the picture" differ first second
key Prior
check "PageUp steps back" state_has '"step": 5'
key Home
check "Home goes to the first step" state_has '"step": 1,'
key End
check "End goes to the last step" state_has '"step": 9'
key space
check "Space plays from the start" state_has '"playing": true'
check "and it moves" state_has '"step": 3'
key space
check "Space pauses" state_has '"playing": false'
key g
check "G steps one multiplication at a time" state_has '"steps": 81'
key g
key t
check "T switches to dark" state_has '"theme": "dark"'
key l
check "L switches to Chinese" state_has '"language": "zh"'
key l t
check "and back" state_has '"language": "en"'
key shift+2
check "Shift+2 hides the connections" state_lacks '"connections"'
key shift+2
check "Shift+2 shows them again" state_has '"maps", "connections"'
key 2
check "2 shows them alone" state_has '"views": ["connections"]'
key 2
check "and goes back" state_has '"maps", "connections"'
key F1
check "F1 shows the keys" state_has '"dialog": "help"'
key Escape
check "Escape closes them" state_has '"dialog": "none"'

found 'transposed\.input\[0,1\]'
xdotool click 1
check "a click pins it" state_has '"pin": "transposed.input[0,1]"'
key Escape
check "Escape frees it" state_has '"pin": ""'
sleep 0.6
xdotool click --repeat 2 --delay 80 1
check "a double click opens its value" state_has '"typing": true'
sleep 0.3
xdotool type 7
key Return
sleep 0.3
check "Enter goes on to the next cell" state_has '"typing": true'
key Escape
check "Escape ends it" state_has '"typing": false'
check "the scene is changed" state_has '"modified": true'
key ctrl+z
check "Ctrl+Z undoes it" state_has '"modified": false'

# The stride's field: the third row of the layer's panel.
at 187 244
xdotool click 1
check "a click opens the stride" state_has '"typing": true'
sleep 0.3
xdotool type 0
check "a stride of 0 is a problem" state_has 'problem.below_one'
check "and the last legal one stays" state_has '"stride": 2'
key BackSpace
xdotool type 1
check "a stride of 1 is none" state_has '"problems": []'
check "and counts" state_has '"stride": 1'
key Return
check "Enter ends it" state_has '"typing": false'
key ctrl+z
check "the whole typing is one undo" state_has '"stride": 2'

at 187 244
xdotool click 1
check "a click opens the stride again" state_has '"typing": true'
xdotool type abc
key Return
check "what is no number is said" state_has '"refused": "abc"'
check "and the last legal one stays" state_has '"stride": 2'
key Escape

at 187 244
sleep 0.3
kill -STOP "$pid" # as a slow machine: it gets all of it at once
xdotool click 1 type 6
key Return
kill -CONT "$pid"
check "keys right after the click are for the field that it opens" state_has '"stride": 6'
check "and Enter ends it" state_has '"typing": false'
key ctrl+z

at 187 244
xdotool click 1
check "a click opens the stride once more" state_has '"typing": true'
xdotool type 7
check "what is typed takes the selected text's place" state_has '"stride": 7'
kill -STOP "$pid"
xdotool key ctrl+a
xdotool type --delay 0 3
kill -CONT "$pid"
check "Ctrl+A selects all of it, however quickly" state_has '"stride": 3'
key Return
key ctrl+z
check "the whole typing is one undo again" state_has '"stride": 2'

at 72 261
xdotool mousedown 1
for x in 80 100 130 160 190 220; do
  at "$x" 261
  sleep 0.05
done
xdotool mouseup 1
check "the slider sets the stride" state_has '"stride": 5'
key ctrl+z
check "the whole drag is one undo" state_has '"stride": 2'

at 600 400
xdotool click 4
check "the wheel enlarges" state_lacks '"zoom": 1.000'
key f
check "F fits" state_has '"zoom": 1.000'

key ctrl+e
check "Ctrl+E opens the export" state_has '"dialog": "export"'
sleep 0.3
key ctrl+a
sleep 0.3
xdotool type --delay 30 "$work/canvas.svg"
key Return
check "it writes the picture" grep -qs '<svg' "$work/canvas.svg"
key ctrl+s
check "Ctrl+S asks for a name" state_has '"dialog": "save"'
sleep 0.3
key ctrl+a
sleep 0.3
xdotool type --delay 30 "$work/saved.convo"
key Return
check "it writes the scene" grep -qs convoscope "$work/saved.convo"
key ctrl+o
check "Ctrl+O opens" state_has '"dialog": "open"'
sleep 0.3
xdotool type --delay 30 "$work/none.convo"
key Return
check "a missing file is a message" state_has '"toast": "file.not_found"'
key Escape
check "the program still runs" kill -0 "$pid"
key ctrl+q
check "it closes" bash -c "! kill -0 $pid 2>/dev/null"
wait "$pid"
check "with status 0" test $? -eq 0
pid=

start "$work/saved.convo"
check "opens a scene by command line" state_has "\"path\": \"$work/saved.convo\""
stop
exit "$failures"
