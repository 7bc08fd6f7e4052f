#!/usr/bin/env bash
# canvas PROGRAM: the mouse on the real canvas: hovering, pins, turning the stack, dragging the crop frame, one view or all,
# sizes of the window. Each is looked at in the reported state and in the pixels.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

initial_camera='"camera": [35.0, 30.0, 0.0]'

echo "# linking"
start --size 1280x800 --language en
at 5 790
picture still
check "is not blank" shows_something still
found '[a-z.]*kernel\[1,2\]' 150 350 430 630 8
at "$x" "$y"
picture hovered
check "hovering it changes the picture" differ still hovered
size=740x300+250+430 # the connections, where the mouse is not
# shellcheck disable=SC2317  # called by check
compare_connections() {
  for name in "$@"; do convert "$work/$name.png" -crop "$size" +repage "$work/$name-connections.png"; done
  differ "$1-connections" "$2-connections"
}
check "and lights connections in the other card" compare_connections still hovered
size=1280x800
xdotool click 1
check "a click pins it" state_has 'kernel[1,2]", "hover"'
at 5 790
picture pinned
check "it stays lit without the mouse" differ still pinned
key Escape
check "Escape frees it" state_has '"pin": ""'
picture freed
check "and the picture is as it was" same still freed

echo "# one view, or all"
at 620 640
key o
check "O shows the view under the mouse alone" state_has '"views": ["connections"]'
key o
check "and again those before" state_has '"views": ["maps", "connections"]'
key a
check "A shows all of them" state_has '"views": ["maps", "connections", "stack", "matrix", "lockstep", "crop", "overlap"]'
at 5 790
picture all
check "all views together are a picture" shows_something all
key a
check "and again those before" state_has '"views": ["maps", "connections"]'

echo "# roles"
key r
check "R turns the connections round" state_has '"role_swap": 1.00'
at 5 790
picture swapped
check "which shows" differ still swapped
key Escape
check "Escape shows both again" state_has '"role_swap": -1.00'
picture back
check "as they were" same still back
stop

echo "# the matrix"
start --size 1280x800 --language en --view matrix
at 5 790
picture still
found 'convolution\.matrix\[0,1\]' 300 560 270 980 8
picture hovered
check "hovering it changes the picture" differ still hovered
xdotool click 1
check "a click pins it" state_has '"pin": "convolution.matrix[0,1]"'
key Escape
check "Escape frees it" state_has '"pin": ""'
stop

echo "# the stack"
start --size 1280x800 --language en --view stack
at 5 790
picture still
x=560 y=420
at $x $y
drag_by 100 -60
check "dragging the stack turns it" state_has '"drag": "orbit"'
check "by its camera" state_has '"camera": [-5.0, 6.0, 0.0]'
let_go
check "until it is let go" state_has '"drag": "none"'
at 5 790
picture turned
check "which shows" differ still turned
key ctrl+z
check "the whole drag is one undo" state_has "$initial_camera"
at 5 790
picture back
check "and the picture is as it was" same still back
at $x $y
drag_by 40 40
check "another drag" state_lacks "$initial_camera"
xdotool key Escape # without --clearmodifiers, which lets the button go
check "Escape takes it back while it is held" state_has "$initial_camera"
let_go
check "without a trace" state_has '"can_undo": false'
key ctrl+4
check "Ctrl+4 looks from above" state_has '"camera": [0.0, 90.0, 0.0]'
at $x $y
sleep 0.6
xdotool click --repeat 2 --delay 60 1
check "a double click turns it back" state_has "$initial_camera"
at $x $y
xdotool keydown shift
drag_by 50 20
check "with Shift the picture moves" state_has '"drag": "pan"'
let_go
xdotool keyup shift
check "and the camera stays" state_has "$initial_camera"
check "it has moved" state_has '"pan": [50.0, 20.0]'
key f
at $x $y
drag_by -30 10 2
check "the middle button moves it, too" state_has '"pan": [-30.0, 10.0]'
let_go 2
key f
check "F fits" state_has '"pan": [0.0, 0.0]'
stop

echo "# the crop frame"
start --size 1280x800 --language en --preset padding_strides_transposed --view crop
at 5 790
picture still
found 'transposed\.frame\[1,-1\]' 380 420 600 980 3
picture hovered
check "hovering it changes the picture" differ still hovered
drag_by 50 0
check "a cell outward is output padding" state_has '"padding": [1, 1, 1, 1], "output_padding": [0, 1]'
at $((x + 100)) "$y"
check "another one is less padding" state_has '"padding": [1, 0, 1, 1], "output_padding": [0, 1]'
picture legal
at $((x + 150)) "$y"
check "beyond that it is illegal" state_has 'problem.output_padding_too_large'
check "and the last legal layer stays" state_has '"padding": [1, 0, 1, 1], "output_padding": [0, 1]'
picture illegal
check "which is greyed" differ legal illegal
check "and not blank" shows_something illegal
let_go
check "let go it is legal" state_has '"problems": []'
check "as it last was" state_has '"padding": [1, 0, 1, 1], "output_padding": [0, 1]'
key ctrl+z
check "the whole drag is one undo" state_has '"padding": [1, 1, 1, 1], "output_padding": [0, 0]'
check "and there is nothing else" state_has '"can_undo": false'
at 5 790
picture back
check "the picture is as it was" same still back
stop

echo "# an illegal layer"
start --size 1280x800 --language en
at 187 244 # the stride's field
xdotool click 1
check "a click opens the stride" state_has '"typing": true'
sleep 0.3
xdotool type 0
key Return
check "a stride of 0 is a problem" state_has 'problem.below_one'
found 'convolution\.input\[1,1\]' 150 300 280 500 8
sleep 0.6
xdotool click --repeat 2 --delay 60 1
check "the greyed picture can be pointed at" state_has '"pin": "convolution.input[1,1]"'
sleep 0.3
check "but nothing in it can be typed" state_has '"typing": false'
check "and nothing has changed" state_has '"modified": false'
key ctrl+z
check "Ctrl+Z gives the stride up" state_has '"problems": []'
stop

echo "# sizes, and the layout that remembers itself"
start --size 800x600 --language en --view stack
size=800x600
at 5 590
picture small
check "800x600 is not blank" shows_something small
window=$(xdotool search --onlyvisible --name Convoscope | tail -1)
xdotool windowsize "$window" 2560 1440
check "the window is 2560x1440" state_has '"window": [2560, 1440]'
size=2560x1440
picture large
check "which is not blank" shows_something large
convert "$work/large.png" -crop 600x400+1960+0 +repage "$work/corner.png"
check "up to its corner" shows_something corner
xdotool windowsize "$window" 800 600
check "and back" state_has '"window": [800, 600]'
size=800x600
at 5 590
picture again
check "as it was" same small again
xdotool windowsize "$window" 1000 700
check "another size" state_has '"window": [1000, 700]'
key shift+2
check "another view" state_has '"views": ["connections", "stack"]'
check "the size is written down" grep -qs '^window 1000 700$' "$XDG_CONFIG_HOME/convoscope/preferences"
check "and so are the views" grep -qs '^views connections stack$' "$XDG_CONFIG_HOME/convoscope/preferences"
stop
start
check "the next window has them" state_has '"window": [1000, 700]'
check "both of them" state_has '"views": ["connections", "stack"]'
stop
exit "$failures"
