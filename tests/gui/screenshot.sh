#!/usr/bin/env bash
# screenshot PROGRAM: pictures of the window at every size, and what is said where none can be taken.
set -u
program=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work/config
failures=0
check() { # WHAT COMMAND...
  local what=$1
  shift
  if "$@"; then echo "PASS  $what"; else
    echo "FAIL  $what"
    failures=$((failures + 1))
  fi
}
size_of() { # FILE: WIDTHxHEIGHT from the PNG's header
  local numbers
  read -r -a numbers < <(od -An -tu1 -j16 -N8 "$1")
  echo "$((numbers[2] * 256 + numbers[3]))x$((numbers[6] * 256 + numbers[7]))"
}
fails_with_one_line() { # STATUS ARGUMENTS...
  local wanted=$1 status
  shift
  "$program" "$@" >"$work/out" 2>"$work/err"
  status=$?
  [ "$status" -eq "$wanted" ] && [ "$(wc -l <"$work/err")" -eq 1 ] && grep -q '^convoscope: error: ' "$work/err"
}

for size in 1280x800 800x600 640x480 2560x1440; do
  check "takes $size" "$program" --screenshot "$work/$size.png" --size "$size"
  check "of that size" test "$(size_of "$work/$size.png")" = "$size"
done
check "takes it twice as large" "$program" --screenshot "$work/twice.png" --size 1600x1000 --scale 2
check "takes it dark" "$program" --screenshot "$work/dark.png" --theme dark
check "takes it in Chinese" "$program" --screenshot "$work/zh.png" --language zh
"$program" --screenshot "$work/again.png" --size 1280x800
check "is the same every time" cmp -s "$work/1280x800.png" "$work/again.png"
"$program" --screenshot "$work/step.png" --step 6
check "shows the step" bash -c "! cmp -s '$work/1280x800.png' '$work/step.png'"

check "a missing folder is one line" fails_with_one_line 1 --screenshot "$work/none/x.png"
check "a missing scene is one line" fails_with_one_line 1 --screenshot "$work/x.png" "$work/none.convo"
echo '{ "convoscope": 1, "layer": {"stride": 0} }' >"$work/illegal.convo"
check "an illegal scene is one line" fails_with_one_line 1 --screenshot "$work/x.png" "$work/illegal.convo"
check "and nothing is written" test ! -e "$work/x.png"
DISPLAY=:9999 check "no display is one line" fails_with_one_line 1 --screenshot "$work/x.png"
exit "$failures"
