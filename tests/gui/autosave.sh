#!/usr/bin/env bash
# autosave PROGRAM: whatever ends the window, the edits are offered back at the next start.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

folder=$XDG_CONFIG_HOME/convoscope
edit() { # makes the stride 5, by the slider of the layer's panel
  at 72 261
  xdotool mousedown 1
  for x in 80 100 130 160 190 220; do
    at "$x" 261
    sleep 0.05
  done
  xdotool mouseup 1
  check "edits" state_has '"stride": 5'
}
is_gone() { ! kill -0 "$pid" 2>/dev/null; }
kept() { grep -qsE '"stride": \[?5' "$folder"/autosave-*.convo; }
nothing_kept() { ! ls "$folder"/autosave-*.convo >/dev/null 2>&1; }
opens_again() {
  start_again
  check "asks about it at the next start" state_has '"dialog": "recover"'
  key Return
  check "Enter opens it" state_has '"stride": 5'
  check "as unsaved" state_has '"modified": true'
  key ctrl+q
  check "asks before it closes" state_has '"dialog": "close"'
  key Escape
}

start
edit
for _ in $(seq 20); do
  kept && break
  sleep 0.5
done
check "keeps it within ten seconds" kept
kill -9 "$pid"
wait "$pid" 2>/dev/null
check "kill -9 leaves it" kept
opens_again
key ctrl+z
sleep 0.3
check "undone, nothing is kept" nothing_kept
key ctrl+q
check "closes" is_gone
check "leaves nothing" nothing_kept

for signal in TERM HUP; do # INT is ignored by what a script starts
  start
  edit
  kill -"$signal" "$pid"
  check "$signal ends it" is_gone
  wait "$pid" 2>/dev/null
  check "$signal is its end" test $? -eq $((128 + $(kill -l "$signal")))
  check "$signal keeps the edit" kept
done
opens_again
stop

# A display of its own, which dies.
if command -v Xvfb >/dev/null; then
  rm -f "$folder"/autosave-*
  Xvfb -displayfd 3 -screen 0 1280x800x24 3>"$work/display" 2>/dev/null &
  server=$!
  check "another display" test -s "$work/display"
  rm -f "$CONVOSCOPE_STATE"
  DISPLAY=:$(cat "$work/display")
  start_again
  edit
  kill -9 "$server"
  check "the display's death ends it" is_gone
  wait "$pid" 2>/dev/null
  check "and keeps the edit" kept
  pid=
fi
exit "$failures"
