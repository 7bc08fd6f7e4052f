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

# Each step a file of its own, which opens again where it stands; sizes as asked; paper.
expect 0 export --preset padding_strides_transposed --frames made/slides --size 640x360
[ "$(ls made/slides | tr '\n' ' ')" = "$(printf 'padding_strides_transposed-%02d.png ' $(seq 25))" ] || fail "the steps: $(ls made/slides)"
identify -format '%wx%h\n' made/slides/*.png | grep -qvx 640x360 && fail "a step is not 640x360"
expect 0 export made/slides/padding_strides_transposed-07.png --step 7 -o again.svg
expect 0 export --preset padding_strides_transposed --step 7 -o first.svg
cmp -s again.svg first.svg || fail "the scene of a step is another"
expect 0 export conv --input 4x4 --kernel 3 --granularity multiply --frames made/products --format svg
[ "$(ls made/products | wc -l)" = 36 ] || fail "multiplications are not 36: $(ls made/products | wc -l)"
expect 0 export --step all --theme print --paper a4 -o handout.pdf
pdfinfo handout.pdf | grep -q 'Pages: *9' || fail "the handout has not 9 pages"
pdfinfo handout.pdf | grep -q '(A4)' || fail "the handout is not on A4"
expect 0 export --preset padding_strides_transposed --view stack --contact-sheet -o sheet.svg
[ "$(grep -c 'step [0-9]* of 25' sheet.svg)" = 25 ] || fail "the contact sheet has not 25 steps"

# A theme of one's own; a wrong one is named with what is wrong in it.
sed 's/"fine": "[^"]*"/"fine": "#ABCDEF"/' "$CONVOSCOPE_SOURCE_DIR/assets/themes/light.json" >mine.json
expect 0 export --theme ./mine.json -o mine.svg
grep -qi abcdef mine.svg || fail "the own theme was not used"
sed 's/"fine": /"fein": /' "$CONVOSCOPE_SOURCE_DIR/assets/themes/light.json" >wrong.json
NAMED=fein expect 1 export --theme ./wrong.json -o o.svg

# Times: the last step longer, two rounds, and a window that moves on.
expect 0 export --preset no_padding_no_strides --fps 2 --hold 1.5 --loops 2 -o times.gif
[ "$(identify -format '%T ' times.gif)" = '50 50 50 200 ' ] || fail "times: $(identify -format '%T ' times.gif)"
expect 0 export --preset no_padding_no_strides --smooth 4 -o smooth.gif
[ "$(identify -format '%T ' smooth.gif | cut -d' ' -f1-6)" = '50 13 12 13 12 50' ] || fail "smooth: $(identify -format '%T ' smooth.gif)"

# The same request, the same bytes, wherever and whenever.
command -v ffmpeg >/dev/null && films='webp mp4 webm' || films=''
for format in png svg pdf tex gif apng html $films; do
  expect 0 export --preset no_padding_no_strides -o "one.$format"
  env TZ=Asia/Shanghai LC_ALL=de_DE.UTF-8 "$program" export --preset no_padding_no_strides -o "two.$format" || fail "two.$format"
  cmp -s "one.$format" "two.$format" || fail "other bytes: $format"
done

# What would do nothing, or two things at once, is refused.
NAMED=--loops expect 2 export --loops 2 -o o.mp4
NAMED=--hold expect 2 export --hold 2 -o o.png
NAMED=--smooth expect 2 export --smooth 2 -o o.html
NAMED=--fps expect 2 export --fps 2 -o o.svg
NAMED=--size expect 2 export --size 10x10 --scale 2 -o o.png
NAMED=--size expect 2 export --size 10 -o o.png
NAMED=--paper expect 2 export --paper a9 -o o.pdf
NAMED=--granularity expect 2 export --granularity row -o o.gif
NAMED=--frames expect 2 export --frames o --format gif
NAMED=--frames expect 2 export --frames o -o o.png
NAMED=--contact-sheet expect 2 export --contact-sheet -o o.gif
NAMED=--contact-sheet expect 2 export --contact-sheet --step 3 -o o.png
[ -z "$(ls -d o o.* 2>/dev/null)" ] || fail "a refused request left a file: $(ls -d o o.*)"

# Files that cannot be read.
printf 'not a file of numbers' >text.npy
head -c 130 y.npy >cut.npy
sed 's/<f4/<c8/' y.npy >complex.npy
printf '{"convoscope": 1' >cut.convo
NAMED=missing.npy expect 1 compute conv --input missing.npy --kernel 3 -o o.npy
NAMED=text.npy expect 1 compute conv --input text.npy --kernel 3 -o o.npy
NAMED=cut.npy expect 1 compute conv --input cut.npy --kernel 3 -o o.npy
NAMED=float32 expect 1 compute conv --input complex.npy --kernel 3 -o o.npy
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
