#!/usr/bin/env bash
# faults.sh PROGRAM: full disks, locked folders, helpers that fail, kills at any moment. Each time one clear line, the file
# that was there as it was or the new one whole, and nothing beside it.
set -u
program=$1
# shellcheck source=tests/cli/refused.bash
. "$(dirname "$0")/refused.bash"

films='' # what needs ffmpeg
command -v ffmpeg >/dev/null && films='webp mp4 webm'

# A disk that is full after 8 KB: a limit on the size of files says so in the same place.
full_disk() { # COMMAND...
  (
    trap '' XFSZ
    ulimit -f 8
    exec "$@"
  )
}
fresh_folder
for format in png svg gif apng html; do
  printf 'as it was' >"a.$format"
  # shellcheck disable=SC2086
  refused 'the disk is full' full_disk "$program" export $preset -o "a.$format"
done
printf 'as it was' >a.pdf
# shellcheck disable=SC2086
refused 'the disk is full' full_disk "$program" export $preset --step all -o a.pdf
# shellcheck disable=SC2086
refused 'the disk is full' full_disk "$program" export $preset --frames made/here
refused 'the disk is full' full_disk "$program" gallery made/there
for format in $films; do
  printf 'as it was' >"a.$format"
  # shellcheck disable=SC2086
  refused ffmpeg full_disk "$program" export $preset -o "a.$format"
done
[ ! -e made ] || fail "a folder was made for files that did not come"

# A real one, where this user may mount it.
if unshare -rm true 2>/dev/null || [ "$(id -u)" = 0 ]; then
  fresh_folder
  inside="mount -t tmpfs -o size=24k tmpfs . && cd . && printf old >a.gif && '$program' export $preset -o a.gif
    echo \$? \$(cat a.gif) \$(ls -A)"
  case $(cd "$work/target" && unshare -rm bash -c "$inside" 2>"$work/err" || unshare -m bash -c "$inside" 2>"$work/err") in
    '1 old a.gif') grep -q 'the disk is full' "$work/err" || fail "a full tmpfs: $(cat "$work/err")" ;;
    '') echo "not tried: mounting a small disk" ;;
    *) fail "a full tmpfs: $(cat "$work/err")" ;;
  esac
fi

# A folder that may not be written to; root may write everywhere, so somebody else tries.
fresh_folder
printf old >a.svg
chmod 555 . && chmod 755 "$work"
somebody=()
[ "$(id -u)" != 0 ] || somebody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if "${somebody[@]}" true 2>/dev/null; then
  # From a place of its own, as installed: that user may not be allowed to read the sources' folder.
  mkdir -p "$work/installed/bin" "$work/installed/share/convoscope"
  cp "$program" "$work/installed/bin/convoscope" && cp -r "$CONVOSCOPE_SOURCE_DIR/assets" "$work/installed/share/convoscope/"
  chmod -R a+rX "$work/installed"
  theirs=("${somebody[@]}" "$work/installed/bin/convoscope")
  refused 'permissions forbid' "${theirs[@]}" export -o b.svg
  # shellcheck disable=SC2086
  refused 'permissions forbid' "${theirs[@]}" export $preset -o b.gif
  refused 'cannot make the folder' "${theirs[@]}" gallery pictures --format svg
  chmod 444 a.svg
  refused 'permissions forbid' "${theirs[@]}" export -o a.svg
  chmod 000 "$work/installed/share/convoscope/assets/languages"
  refused 'languages/en.json' "${theirs[@]}" export -o b.svg
  chmod 755 "$work/installed/share/convoscope/assets/languages"
fi
chmod 755 .

# Requests that cannot be met.
fresh_folder
printf old >a.png && printf old >a.xyz && printf old >a
refused 'ending' "$program" export -o a.xyz
refused 'ending' "$program" export -o a
refused 'does not exist' "$program" export -o none/a.png
refused '--scale' "$program" export --scale 99 -o a.png
refused '--size' "$program" export --size 32000x32000 -o a.png
refused '--size' "$program" export --size 99999x1 -o a.png
refused '--step' "$program" export conv --input 1200x1200 --kernel 3 --frames slides
refused 'PDF' "$program" export conv --input 64x64 --kernel 3 --view maps --contact-sheet -o a.png
sed 's/"focus"/"focuss"/' "$CONVOSCOPE_SOURCE_DIR/assets/themes/light.json" >mine.json
refused 'focuss' "$program" export --theme ./mine.json -o a.png
sed 's/"focus": "[^"]*"/"focus": "red"/' "$CONVOSCOPE_SOURCE_DIR/assets/themes/light.json" >mine.json
refused 'focus' "$program" export --theme ./mine.json -o a.png
refused 'mine2.json' "$program" export --theme ./mine2.json -o a.png

# The program's own files: missing, or damaged. Never a key instead of a sentence.
fresh_folder
mkdir -p damaged/bin damaged/share/convoscope && cp "$program" damaged/bin/convoscope
damaged=$PWD/damaged/bin/convoscope assets=$PWD/damaged/share/convoscope/assets
mkdir "$assets"
whole_again() { rm -rf "$assets" && cp -r "$CONVOSCOPE_SOURCE_DIR/assets" "$assets"; }
printf old >a.svg
refused 'languages/en.json' "$damaged" export -o a.svg
refused 'languages/en.json' "$damaged" shape conv --input 3x3 --kernel 5
refused 'languages/zh.json' "$damaged" presets --nonsense --language zh
whole_again && sed -i '/"step\.cell"/d; /"cell\.sum"/d' "$assets/languages/en.json"
refused 'languages/en.json (its text "cell.sum")' "$damaged" export -o a.svg
refused 'languages/en.json (its text "cell.sum")' "$damaged" explain --preset article --select e
whole_again && printf '{"language.code": "zh"}' >"$assets/languages/zh.json"
refused 'languages/zh.json' "$damaged" help --language zh
whole_again && printf '{"a": {' >"$assets/languages/en.json"
refused 'languages/en.json' "$damaged" export -o a.svg
whole_again && sed -i '/"fine"/d' "$assets/themes/light.json"
refused 'themes/light.json: this theme file lacks the entry fine' "$damaged" export -o a.svg
rm "$assets/themes/light.json"
refused 'themes/light.json does not exist' "$damaged" export -o a.svg

# Names that look like what the texts are made of.
for name in @axis.height '{path}' '{value}' 'a\n.svg' '%s%n' cli.empty_name; do
  refused "$name does not exist" "$program" export "./$name" -o a.svg
  refused "$name" "$program" export "$name" -o a.svg
done

# ffmpeg that is not there, dies, or is killed half-way.
fresh_folder
mkdir "$work/bin"
fake() { printf '#!/bin/sh\n%s\n' "$1" >"$work/bin/ffmpeg" && chmod 755 "$work/bin/ffmpeg"; }
for format in webp mp4 webm; do
  printf old >"a.$format"
  # shellcheck disable=SC2086
  refused 'not installed' env PATH="$work/none" "$program" export $preset -o "a.$format"
  fake 'head -c 100000 >/dev/null; echo "it hurts" >&2; exit 3'
  # shellcheck disable=SC2086
  refused 'it hurts' env PATH="$work/bin:$PATH" "$program" export $preset -o "a.$format"
  # shellcheck disable=SC2016
  fake 'head -c 100000 >/dev/null; kill -9 $$'
  # shellcheck disable=SC2086
  refused 'signal 9' env PATH="$work/bin:$PATH" "$program" export $preset -o "a.$format"
done

# ffmpeg that ends well and writes nothing, and a program whose standard streams are closed.
fresh_folder
for format in webp mp4 webm; do
  printf old >"a.$format"
  fake 'cat >/dev/null'
  # shellcheck disable=SC2086
  refused 'wrote no' env PATH="$work/bin:$PATH" "$program" export $preset -o "a.$format"
done
for format in png svg pdf gif html $films; do
  # shellcheck disable=SC2086
  "$program" export $preset -o "$work/whole.$format" || fail "cannot be written at all: $format"
  # shellcheck disable=SC2086
  "$program" export $preset -o "closed.$format" <&- >&- 2>&- || fail "standard streams closed: $format, status $?"
  cmp -s "closed.$format" "$work/whole.$format" || fail "standard streams closed: another $format"
done

# A reader that goes away, or takes nothing, ends a list of millions.
(
  trap '' PIPE
  for format in '' --json; do
    # shellcheck disable=SC2086
    timeout 30 "$program" connections conv --input 4000x4000 --kernel 3 $format 2>"$work/err" | head -c 100 >/dev/null
    [ "${PIPESTATUS[0]}" = 1 ] && [ "$(wc -l <"$work/err")" = 1 ] || exit 1
    # shellcheck disable=SC2086
    timeout 30 "$program" connections conv --input 4000x4000 --kernel 3 $format >/dev/full 2>"$work/err"
    [ $? = 1 ] && [ "$(wc -l <"$work/err")" = 1 ] || exit 1
  done
) || fail "connections run on when nobody reads them: $(cat "$work/err")"

# Killed at any moment, or interrupted by hand. Where the file system has no nameless files, what is being written has a name
# and a kill (though no other signal) leaves it: there only the target itself is looked at.
fresh_folder
python3 -c 'import os; os.open(".", os.O_TMPFILE | os.O_WRONLY)' 2>/dev/null && has_nameless=yes || has_nameless=no
# struck SIGNAL FORMAT ARGUMENT...: the file is the old one or the one that an undisturbed run writes.
struck() {
  local signal=$1 format=$2 round now
  shift 2
  "$program" export "$@" -o "$work/whole.$format" || fail "cannot be written at all: $*"
  rm -rf "$work/tmp" && mkdir "$work/tmp"
  for round in 1 2 3 4 5 6; do
    printf old >"a.$format"
    TMPDIR=$work/tmp "$program" export "$@" -o "a.$format" 2>/dev/null &
    sleep "0.$(printf %03d $((RANDOM % 300)))"
    kill "-$signal" $! 2>/dev/null
    wait $! 2>/dev/null
    now=$(cat "a.$format" | md5sum)
    [ "$now" = "$(printf old | md5sum)" ] || [ "$now" = "$(md5sum <"$work/whole.$format")" ] ||
      fail "$signal: a.$format is neither old nor new (round $round)"
    [ $has_nameless = no ] || [ "$(ls -A)" = "a.$format" ] || fail "$signal: left beside: $(ls -A)"
    [ $has_nameless = no ] || [ -z "$(ls -A "$work/tmp")" ] || fail "$signal: left among temporary files: $(ls "$work/tmp")"
    rm -f ./*
  done
}
# shellcheck disable=SC2086
for format in gif apng pdf html $films; do
  case $format in pdf) all='--step all' ;; *) all='' ;; esac
  struck KILL "$format" $preset --view stack $all
done
struck INT gif --preset padding_strides_transposed --view stack
struck KILL png --scale 4
struck TERM svg --view matrix

# Of several files each is there whole or not at all.
"$program" export $preset --frames "$work/whole" || fail "the steps cannot be written at all"
for round in 1 2 3 4; do
  # shellcheck disable=SC2086
  "$program" export $preset --frames slides 2>/dev/null &
  sleep "0.$(printf %03d $((100 + RANDOM % 400)))"
  kill -KILL $! 2>/dev/null
  wait $! 2>/dev/null
  for file in slides/*; do
    [ ! -e "$file" ] || cmp -s "$file" "$work/whole/${file#slides/}" || fail "half a step, or something beside: $file"
  done
  rm -rf slides
done

[ "$failures" = 0 ] || exit 1
