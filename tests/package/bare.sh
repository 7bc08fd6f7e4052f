#!/usr/bin/env bash
# bare.sh ROOT DEB: installs the package in the bare system ROOT, where nothing but its own dependencies comes along, uses its program there
# as the user "student", opens it from the menu's entry and by a scene file on this machine's display, and removes it again.
# As root; run by tests/systems --package.
set -u
root=$1 deb=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}
apt() { chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null; }
# student COMMAND...: in the system, with a clean environment but for the display.
student() {
  chroot "$root" /sbin/runuser -u student -- env -i HOME=/home/student USER=student LANG=C.UTF-8 DISPLAY="$DISPLAY" \
    PATH=/usr/local/bin:/usr/bin:/bin sh -c 'cd && exec "$@"' sh "$@" </dev/null
}
ours() { (cd "$root" && find etc opt usr var -xdev -name '*convoscope*' ! -path 'var/cache/*' ! -path 'var/log/*' | sort); }

mkdir -p "$root/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix" || exit 1
xhost +local: >/dev/null 2>&1
running() { pgrep -U "$(stat -c %u "$root/home/student")" -x convoscope >/dev/null; }

# opens WHAT TITLE COMMAND...: the command shows a window of that title, with a picture in it, and the program ends by its key.
opens() {
  local what=$1 title=$2 window='' colors=0
  shift 2
  student timeout 120 "$@" >"$work/log" 2>&1 &
  for _ in $(seq 100); do
    window=$(xdotool search --onlyvisible --name "$title" 2>/dev/null | head -n 1)
    [ -z "$window" ] || colors=$(import -silent -window "$window" png:- 2>/dev/null | identify -format %k png:- 2>/dev/null)
    [ "${colors:-0}" -lt 50 ] || break
    sleep 0.2
  done
  if [ "${colors:-0}" -lt 50 ]; then
    fail "$what: no window with $title in its title and a picture in it"
    cat "$work/log"
  else
    xdotool windowfocus --sync "$window" key ctrl+q
  fi
  for _ in $(seq 50); do
    running || return
    sleep 0.2
  done
  fail "$what: the program does not end by Ctrl+Q"
  pkill -KILL -U "$(stat -c %u "$root/home/student")" -x convoscope
  sleep 1
}

[ -z "$(ours)" ] || fail "the system is not bare: $(ours)"
apt update || fail "the packages are not to be had"
cp "$deb" "$root/tmp/convoscope.deb"
apt install --yes --no-install-recommends /tmp/convoscope.deb || { fail "it is not installed"; exit 1; }

student convoscope --version || fail "it does not start"
for format in svg png pdf gif html xlsx; do
  student convoscope export --preset dilation --language zh -o "x.$format"
  [ -s "$root/home/student/x.$format" ] || fail "it exports no $format"
done
student convoscope lesson check article || fail "it has no lesson"
opens "the program" Convoscope convoscope

# By what a desktop asks, which a bare system has not: who opens scene files.
apt install --yes --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin || fail "the desktop's services are not installed"
printf '{"convoscope": 2, "title": "One"}' >"$root/home/student/one.convo"
type=$(student gio info -a standard::content-type one.convo | sed -n 's/.*content-type: //p')
[ "$type" = application/x-convoscope+json ] || fail "a scene file is of the type '$type'"
student gio mime application/x-convoscope+json | grep -q 'convoscope.desktop' || fail "no program opens scene files"
opens "a scene file" one.convo gio open one.convo
opens "the menu's entry" Convoscope gio launch /usr/share/applications/convoscope.desktop

apt purge --yes convoscope || fail "it is not removed"
[ -z "$(ours)" ] || fail "it leaves behind: $(ours)"
[ "$failures" = 0 ]
