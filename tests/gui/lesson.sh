#!/usr/bin/env bash
# lesson PROGRAM: the article's lesson in the real window, from its first page to its last by a clicker's keys, and a question that is
# answered by clicking cells.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

start --lesson article
check "the article's lesson is open at its first stop" state_has '"lesson": "article", "page": 1, "stop": 1'
key F5
check "F5 presents" state_has '"presenting": true'
check "full screen" state_has '"full_screen": true'
seen=
for _ in $(seq 120); do
  before=$(cat "$CONVOSCOPE_STATE")
  key Next
  for _ in $(seq 30); do
    [ "$(cat "$CONVOSCOPE_STATE")" != "$before" ] && break
    sleep 0.05
  done
  page=$(grep -oE '"page": [0-9]+' "$CONVOSCOPE_STATE" | grep -oE '[0-9]+')
  case " $seen " in *" $page "*) ;; *) seen="$seen $page" ;; esac
  [ "$page" = 13 ] && break
done
check "PageDown goes through every page to the end" test "$seen" = " 1 2 3 4 5 6 7 8 9 10 11 12 13"
key Prior
check "PageUp goes back" state_has '"page": 12'
key Home
check "Home goes to the first page" state_has '"page": 1, "stop": 1'
key End
check "End to the last" state_has '"page": 12, "stop": 1'
key End Home
check "Home again" state_has '"page": 1, "stop": 1'
key w
check "W opens the notes in a window of their own" state_has '"notes": true'
notes=
for _ in $(seq 50); do
  notes=$(xdotool search --name "Convoscope: Notes" | head -n 1)
  [ -n "$notes" ] && break
  sleep 0.1
done
check "it is a window" test -n "$notes"
key Next
check "a key goes on while it stands" state_has '"page": 1, "stop": 2'
drawn() { import -window "$notes" "$work/notes.png" && [ "$(identify -format %k "$work/notes.png")" -gt 30 ]; }
check "the notes are drawn" drawn
key w
check "W closes it" state_has '"notes": false'
key c
check "C asks for a count of hands" state_has '"hands": "?"'
xdotool type "7/20"
key Return
check "which is counted" state_has '"hands": "7/20"'
key p
check "P takes the pen" state_has '"pen": true'
at 400 300
xdotool mousedown 1
for x in 420 440 460; do at "$x" 320; done
check "a held button draws" state_has '"strokes": 1'
xdotool mouseup 1
faded() { # it stays for some seconds
  for _ in $(seq 60); do
    state_has '"strokes": 0' && return
    sleep 0.1
  done
  return 1
}
check "which fades" faded
key p
key End
check "End goes to the last page" state_has '"page": 12, "stop": 1'
key period
check ". blanks the screen" state_has '"blank": true'
key b
check "B brings the picture back" state_has '"blank": false'
key Escape
check "Escape ends presenting" state_has '"presenting": false'
check "and the full screen" state_has '"full_screen": false'
key Prior Prior
check "back by two stops" state_lacks '"page": 12'
key Next Next
check "and on again" state_has '"page": 12, "stop": 1'
key ctrl+z
check "undo turns the page back" state_has '"page": 11'
key ctrl+shift+z
check "redo turns it again" state_has '"page": 12'
key l
check "the language changes on the page" state_has '"page": 12, "stop": 1'
check "to Chinese" state_has '"language": "zh"'
key l
stop

start --lesson article --page 3
check "opens at a page" state_has '"page": 3, "stop": 1'
key Next Next Next Next
check "comes to the question" state_has '"asking": true'
for cell in 0,0 0,1 1,0; do
  found "convolution\.output\[$cell\]" 140 460 900 1270 20
  xdotool click 1
  sleep 0.3
done
check "three cells are clicked" state_has '"answered": " 1 2 3"'
found 'convolution\.output\[1,1\]' 140 460 900 1270 20
xdotool click 1
check "and the fourth" state_has '"answered": " 1 2 3 4"'
key Tab
for _ in $(seq 40); do
  state_has '"focus": "check"' && break
  key Tab
  sleep 0.1
done
key Return
check "all four are right" state_has '"answered": "right 1 2 3 4"'
check "and the answer is shown" state_has '"asking": false'
exit "$failures"
