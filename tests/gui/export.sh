#!/usr/bin/env bash
# export PROGRAM: files from the real window, by real keys and clicks: stopped half-way, written, and the same as the command
# line's; the window goes on in between.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

# What the window starts: a file manager and a clipboard that write down what they were given.
mkdir -p "$work/bin" "$work/pictures"
printf '#!/bin/sh\necho "$1" >"%s/opened"\n' "$work" >"$work/bin/xdg-open"
printf '#!/bin/sh\ncat >"%s/pasted.png"\n' "$work" >"$work/bin/xclip"
chmod +x "$work/bin/xdg-open" "$work/bin/xclip"
export PATH=$work/bin:$PATH
cd "$work/pictures" || exit 1

open_dialog() { # NAME: the dialog is open and the file has this name
  key ctrl+e
  check "the dialog opens for $1" state_has '"dialog": "export"'
  sleep 0.5
  xdotool type --delay 30 "$1"
  sleep 0.5
}

# 4096 steps: long enough to do something else meanwhile.
"$program" export conv --input 64x64 --kernel 3 --padding 1 -o long.svg || exit 1
start long.svg --view maps
open_dialog steps.gif
key Return
check "the dialog closes" state_has '"dialog": "none"'
check "and the file is being written" state_matches '"export": "[0-9]+/4096"'
key Home
check "the window goes on meanwhile" state_has '"step": 1, "steps": 4096'
key Right
check "step by step" state_has '"step": 2,'
check "while it is written" state_matches '"export": "[0-9]+/4096"'
key Escape
check "Escape stops it" state_has '"toast": "export.cancelled"'
check "nothing is being written" state_has '"export": ""'
check "no file is there, nor a part of one" test "$(ls -A)" = long.svg
key Escape

open_dialog closed.gif
key Return
check "another one is being written" state_matches '"export": "[0-9]+/4096"'
key t
check "with a change" state_has '"modified": true'
key ctrl+q
check "closing asks for the change" state_has '"dialog": "close"'
sleep 0.3
click 450 419 # "Discard changes"
sleep 0.3
check "and, once that is given up, for the file" state_has '"dialog": "close"'
check "which is written meanwhile" state_matches '"export": "[0-9]+/4096"'
key Escape
check "all of it may be taken back" state_has '"dialog": "none"'
key t
key ctrl+z ctrl+z
check "and the change undone" state_has '"modified": false'
key ctrl+q
check "closing asks" state_has '"dialog": "close"'
key Escape
check "and may be taken back" state_has '"dialog": "none"'
check "while it is written" state_matches '"export": "[0-9]+/4096"'
key ctrl+q
check "closing asks again" state_has '"dialog": "close"'
sleep 0.3
key Return
check "Enter stops it, and the window closes" bash -c "! kill -0 $pid 2>/dev/null"
wait "$pid"
check "with status 0" test $? -eq 0
pid=
check "and leaves nothing" test "$(ls -A)" = long.svg

start --preset padding_strides
key End
check "stands at the last step" state_has '"step": 9, "steps": 9'
open_dialog still.png
key Return
check "a picture is written" test -s still.png
check "and said" state_has '"toast": "file.saved"'
"$program" export --preset padding_strides --scale 2 -o wanted.png
check "as the command line writes it" cmp -s still.png wanted.png
show_in_folder() { # clicks along the message's buttons until one of them opens a folder
  local x
  for x in $(seq 400 25 640); do
    click "$x" 687
    sleep 0.3
    [ -s "$work/opened" ] && return 0
  done
  return 1
}
check "its folder is opened" show_in_folder
check "and no other" grep -qxF "$work/pictures" "$work/opened"
printf '#!/bin/sh\nexit 4\n' >"$work/bin/xdg-open"
xdotool click 1
check "where nothing opens folders it is said" state_has '"toast": "desktop.no_file_manager"'
key Escape
key ctrl+e
check "the dialog opens again" state_has '"dialog": "export"'
sleep 0.5
click 226 701
check "the picture is copied" cmp -s "$work/pasted.png" wanted.png
key Escape
open_dialog page.html
key Return
check "an interactive page is written" test -s page.html
"$program" export --preset padding_strides -o wanted.html
check "as the command line writes it" cmp -s page.html wanted.html
# Letters are for the file's name, whatever is open; and Enter replaces nothing unasked.
printf old >other.svg
open_dialog other.svg
click 880 620
sleep 0.4
xdotool type --delay 20 mine
key Return
check "what is typed while a list is open is the file's name" test -s mine.svg
check "which has been written" state_has '"toast": "file.saved"'
key ctrl+e
check "the dialog opens once more" state_has '"dialog": "export"'
xdotool type --delay 0 other
key Return
check "a file that is there is asked about" state_has '"asks": "'"$work"'/pictures/other.svg"'
check "and stays meanwhile" grep -qx old other.svg
key Escape
check "Escape keeps it" state_has '"asks": ""'
check "and the dialog" state_has '"dialog": "export"'
key Return
check "Enter asks again" state_has '"asks": "'"$work"'/pictures/other.svg"'
key Return
check "and replaces what it has asked about" grep -q '<svg' other.svg
open_dialog steps.gif
key Return
check "an animation is written" test -s steps.gif
"$program" export --preset padding_strides --scale 2 --hold 1 -o wanted.gif
check "as the command line writes it" cmp -s steps.gif wanted.gif
exit "$failures"
