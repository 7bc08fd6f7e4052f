#!/usr/bin/env bash
# two_screens PROGRAM: a lesson presented where there are two screens, in a server that has them: the picture fills the one that the
# window is on, the notes come up on the other by themselves and go with the end.
# shellcheck source=tests/gui/drive_window
. "$(dirname "$0")/drive_window"

skip() { # WHY
  echo "two_screens: $*" >&2
  exit 77
}
for tool in Xorg xrandr; do
  command -v $tool >/dev/null && continue
  echo "two_screens: $tool is not installed (Debian, Ubuntu: xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils)" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 77
done
cat >"$work/xorg.conf" <<'CONF'
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-1000
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 2304 800
    Modes "1280x800" "1024x768"
  EndSubSection
EndSection
CONF
Xorg -displayfd 3 -config "$work/xorg.conf" -logfile "$work/xorg.log" -noreset -nolisten tcp vt99 -novtswitch -sharevts \
  3>"$work/display" 2>"$work/xorg.err" >&2 &
server=$!
# shellcheck disable=SC2329  # called by the trap
clean_up_both() {
  clean_up
  kill "$server" 2>/dev/null
}
trap clean_up_both EXIT
for _ in $(seq 100); do
  [ -s "$work/display" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
[ -s "$work/display" ] || skip "the X server may not be started here: $(tail -n 1 "$work/xorg.err")"
DISPLAY=:$(cat "$work/display")
export DISPLAY
for set in "--output DUMMY0 --mode 1280x800 --pos 0x0" "--addmode DUMMY1 1024x768" "--output DUMMY1 --mode 1024x768 --pos 1280x0"; do
  # shellcheck disable=SC2086  # words of a command
  xrandr $set || skip "this server's screens cannot be set"
done
# The server looks at its outputs again only when it is asked to.
xrandr --query >/dev/null

notes_place() { # X Y WIDTH HEIGHT of the notes' window, or nothing
  local id
  id=$(xdotool search --name "Convoscope: Notes" 2>/dev/null | head -n 1)
  [ -n "$id" ] && xdotool getwindowgeometry --shell "$id" | sed -n 's/^\(X\|Y\|WIDTH\|HEIGHT\)=//p' | tr '\n' ' '
}
stand_on_the_second() {
  local x y across down
  read -r x y across down < <(notes_place)
  [ -n "${down:-}" ] && [ "$x" -ge 1280 ] && [ "$y" -ge 0 ] && [ $((x + across)) -le 2304 ] && [ $((y + down)) -le 768 ]
}
are_gone() { [ -z "$(notes_place)" ]; }
drawn() { # GEOMETRY: more than a plain surface is there
  import -window root -crop "$1" +repage "$work/part.png" && [ "$(identify -format %k "$work/part.png")" -gt 30 ]
}

start --lesson article --page 2
check "no notes before" are_gone
key F5
check "presents" state_has '"presenting": true'
check "on the whole of the first screen" state_has '"window": [1280, 800]'
check "the notes stand on the second" stand_on_the_second
check "the picture is drawn" drawn 1280x800+0+0
check "the notes are drawn" drawn 1024x768+1280+0
key Next
check "a clicker goes on" state_has '"page": 2, "stop": 2'
key Escape
check "Escape ends presenting" state_has '"presenting": false'
check "and takes the notes away" are_gone
exit "$failures"
