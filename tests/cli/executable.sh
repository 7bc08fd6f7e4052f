#!/usr/bin/env bash
# The built program on real files: results, exit statuses, one line on standard error, and targets left alone.
set -u
program=$1
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
# fontconfig keeps memory until the program ends, which a build with sanitizers would call a leak.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# expect STATUS ARGUMENT...: the exit status; a failure says one line, which names NAMED where that is set.
expect() {
  local wanted=$1 status
  shift
  "$program" "$@" >out 2>err
  status=$?
  [ "$status" = "$wanted" ] || fail "status $status instead of $wanted: $* ($(cat err))"
  if [ "$wanted" = 0 ]; then
    [ -s err ] && fail "something on standard error: $* ($(cat err))"
  else
    [ "$(wc -l <err)" = 1 ] || fail "not one line on standard error: $*"
    grep -q '^convoscope: error: ' err || fail "not an error line: $* ($(cat err))"
    [ -s out ] && fail "something on standard output: $*"
    if [ -n "${NAMED:-}" ]; then grep -qF -- "$NAMED" err || fail "'$NAMED' is not named: $* ($(cat err))"; fi
  fi
}

# untouched FILE ARGUMENT...: a failing request leaves FILE's bytes as they are, and nothing beside it.
untouched() {
  local target=$1 before
  shift
  printf 'as it was' >"$target"
  before=$(ls -A)
  "$program" "$@" >out 2>err && fail "succeeded: $*"
  [ "$(cat "$target")" = 'as it was' ] || fail "touched $target: $*"
  [ "$(ls -A)" = "$before" ] || fail "left files behind: $* ($(ls -A))"
  [ "$(wc -l <err)" = 1 ] || fail "not one line on standard error: $*"
}
touch out err

# Results.
expect 0 --version
expect 0 presets
[ "$(wc -l <out)" = 20 ] || fail "presets are not 20"
expect 0 shape conv --input 3x3 --kernel 3 --stride 2 --padding 1
[ "$(tail -n 1 out)" = 2x2 ] || fail "the last line of shape is not 2x2"
expect 0 connections conv --input 3x3 --kernel 3 --stride 2 --padding 1
sort out >down
[ "$(wc -l <down)" = 16 ] || fail "connections are not 16"
expect 0 connections conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1
sed -E 's/input (.*) kernel (.*) output (.*)/input \3 kernel \2 output \1/' out | sort >up
cmp -s down up || fail "the transposed connections are not the same with roles exchanged"

# Results of compute can be read back: conv then its transpose of the article.
expect 0 compute conv --input 3x3 --kernel 3 --stride 2 --padding 1 -o y.npy
expect 0 compute conv-transpose --input y.npy --kernel 3 --stride 2 --padding 1 -o z.npy
expect 0 compute conv --input z.npy --kernel 3 --stride 2 --padding 1 --method matrix -o y.npy
printf '\223NUMPY\001\000v\000' | cmp -s - <(head -c 10 z.npy) || fail "z.npy is no .npy file"

# Pictures.
expect 0 export -o a.svg
expect 0 export -o a.png --scale 2
expect 0 export --preset padding_strides_transposed --step 7 -o -
head -c 4 out | grep -q '<svg' || fail "export -o - wrote no SVG"
expect 0 gallery made/pictures --format svg
[ "$(ls made/pictures/*.svg | wc -l)" = 20 ] || fail "the gallery has not 20 pictures"
[ "$(grep -c '<figure>' made/pictures/index.html)" = 20 ] || fail "the gallery's page has not 20 pictures"

# Files that cannot be read.
printf 'not a file of numbers' >text.npy
head -c 130 y.npy >cut.npy
sed 's/<f4/<f8/' y.npy >double.npy
printf '{"convoscope": 1' >cut.convo
NAMED=missing.npy expect 1 compute conv --input missing.npy --kernel 3 -o o.npy
NAMED=text.npy expect 1 compute conv --input text.npy --kernel 3 -o o.npy
NAMED=cut.npy expect 1 compute conv --input cut.npy --kernel 3 -o o.npy
NAMED=float32 expect 1 compute conv --input double.npy --kernel 3 -o o.npy
NAMED=made expect 1 export made -o o.svg
NAMED=missing.convo expect 1 export missing.convo -o o.svg
NAMED=cut.convo expect 1 export cut.convo -o o.svg
[ -e o.npy ] || [ -e o.svg ] && fail "a failed command made a file"

# Targets that cannot be written.
NAMED=nowhere expect 1 export -o nowhere/a.svg
NAMED=made expect 1 export -o made --format svg
NAMED=made expect 1 compute conv --input 3x3 --kernel 3 -o made
NAMED=a.svg expect 1 gallery a.svg --format svg
if [ -w /dev/full ]; then
  NAMED=/dev/full expect 1 compute conv --input 3x3 --kernel 3 -o /dev/full
  NAMED=/dev/full expect 1 export --format gif -o /dev/full
  "$program" presets >/dev/full 2>err
  [ $? = 1 ] || fail "presets to a full disk did not fail"
  [ "$(wc -l <err)" = 1 ] || fail "presets to a full disk: not one line on standard error"
fi
if [ "$(id -u)" != 0 ]; then
  printf 'as it was' >locked.svg
  chmod a-w locked.svg
  NAMED=locked.svg expect 1 export -o locked.svg
  [ "$(cat locked.svg)" = 'as it was' ] || fail "a locked file was replaced"
fi

# Whatever is wrong, a file that is there stays.
untouched k.npy compute conv --input 3x3 --kernel 5 -o k.npy
untouched k.npy compute conv --input 3x3 --kernel 3 --stride 99999999999999999999 -o k.npy
untouched k.npy compute conv --input cut.npy --kernel 3 -o k.npy
untouched k.npy compute conv --input 99999x99999 --kernel 3 -o k.npy
untouched k.npy compute conv --input 3x3 --kernel 3 --bias y.npy -o k.npy
untouched k.svg export --preset padding_strides --step 99 -o k.svg
untouched k.svg export cut.convo -o k.svg
untouched k.svg export --nonsense -o k.svg
untouched k.gif export --step 3 -o k.gif
untouched k.png export --scale 0 -o k.png
untouched k.png export conv --input 8000x8000 --kernel 3 --groups 3 -o k.png

[ "$failures" = 0 ] || exit 1
