#!/usr/bin/env bash
# The doors between the rooms open one way: with the include folders a room is compiled with, a header of a room it
# may use is found, and any other is not. Needs headers to be there, not to compile.
set -u
: "${CONVOSCOPE_SOURCE_DIR:?}" "${CONVOSCOPE_BUILD_DIR:?}" "${CONVOSCOPE_CXX:?}"

# core <- document <- figure <- vector, raster, gl; picture over vector and raster; typeset over figure and
# lesson; publish over picture and typeset; cli, gui over them. lesson needs interop for its lines of code; interop and platform need core and
# document only, png pixels.
declare -A may=(
  [core]="core"
  [document]="core document"
  [interop]="core document interop"
  [lesson]="core document interop lesson"
  [platform]="core document platform"
  [figure]="core document figure"
  [png]="core document figure png"
  [vector]="core document figure png vector"
  [raster]="core document figure png platform raster"
  [gl]="core document figure gl"
  [picture]="core document figure png vector platform raster picture"
  [typeset]="core document interop lesson figure typeset"
  [publish]="core document interop lesson figure typeset png vector platform raster picture publish"
  [cli]="core document interop lesson figure typeset png vector platform raster picture publish cli"
  [gui]="core document interop figure png vector platform raster picture lesson typeset publish gl gui"
)
declare -A folder=([core]=core)
for room in "${!may[@]}"; do [ "$room" = core ] || folder[$room]=app/$room; done

# Every folder of app with a CMakeLists.txt of its own is a room that is listed here.
failures=0 checks=0
for list in "$CONVOSCOPE_SOURCE_DIR"/app/*/CMakeLists.txt; do
  room=$(basename "$(dirname "$list")")
  [ -n "${may[$room]:-}" ] && continue
  echo "FAIL: the room $room is not listed in tests/rooms/doors.sh"
  failures=$((failures + 1))
done

# The preprocessor alone decides whether a header is found.
probe() { # ROOM HEADER
  echo "#include \"$2\"" |
    LC_ALL=C "$CONVOSCOPE_CXX" -std=c++20 @"$CONVOSCOPE_BUILD_DIR/rooms/$1.args" -E -x c++ -o /dev/null - 2>&1
}

for from in "${!may[@]}"; do
  [ -e "$CONVOSCOPE_BUILD_DIR/rooms/$from.args" ] || continue # headless: no gl, no gui
  for to in "${!may[@]}"; do
    first=$(cd "$CONVOSCOPE_SOURCE_DIR/${folder[$to]}" && find . -name '*.h' | sort | head -n 1)
    [ -n "$first" ] || continue
    header=$to/${first#./}
    message=$(probe "$from" "$header")
    checks=$((checks + 1))
    missing=no
    if grep -qE "fatal error: '?$header'?(: No such file| file not found)" <<<"$message"; then missing=yes; fi
    if [[ " ${may[$from]} " == *" $to "* ]]; then
      # Found is enough: an inner header of a room may want a library that only that room sees.
      if [ $missing = yes ]; then
        echo "FAIL: $from may include \"$header\", but: $message"
        failures=$((failures + 1))
      fi
    elif [ $missing = no ]; then
      echo "FAIL: $from must not find \"$header\", but does"
      failures=$((failures + 1))
    fi
  done
done
if [ $checks -eq 0 ]; then
  echo "FAIL: nothing was checked"
  exit 1
fi
echo "$checks includes tried, $failures wrong"
[ $failures -eq 0 ]
