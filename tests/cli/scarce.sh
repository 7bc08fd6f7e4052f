#!/usr/bin/env bash
# scarce.sh PROGRAM: no fonts, little memory, no /proc. What is written is what is always written; else there is one clear line and no
# file.
set -u
program=$1
# shellcheck source=tests/cli/refused.bash
. "$(dirname "$0")/refused.bash"

# Fonts that are not installed.
fresh_folder
echo '<fontconfig></fontconfig>' >"$work/none.conf"
for format in svg png gif; do
  # shellcheck disable=SC2086
  refused 'no font is installed' env FONTCONFIG_FILE="$work/none.conf" "$program" export $preset -o "a.$format"
done
latin=$(fc-match -f '%{file}' 'Inter:lang=en')
mkdir -p "$work/latin" && cp "$latin" "$work/latin/"
printf '<fontconfig><dir>%s</dir></fontconfig>' "$work/latin" >"$work/latin.conf"
refused '汉字' env FONTCONFIG_FILE="$work/latin.conf" "$program" export --language zh -o a.png
FONTCONFIG_FILE="$work/latin.conf" "$program" export -o a.png || fail "English needs no Chinese font"

# Little memory: each picture is whole or refused. (A build with sanitizers reserves more than there is.)
case ${CONVOSCOPE_BUILD_DIR:-} in
*/asan) ;;
*)
  fresh_folder
  for request in 'a.png conv --input 2048x2048 --kernel 3 --view maps' 'a.pdf conv --input 1024x1024 --kernel 3 --view maps' \
    "a.gif $preset --view stack"; do
    # shellcheck disable=SC2086
    set -- $request
    file=$1
    shift
    "$program" export "$@" -o "$work/$file" || fail "cannot be written at all: $request"
    for megabytes in 60 90 120 150 180 210 240 300 400; do
      rm -f "$file"
      (ulimit -v $((megabytes * 1024)) && exec "$program" export "$@" -o "$file") 2>"$work/err"
      status=$?
      if [ $status = 0 ]; then
        cmp -s "$file" "$work/$file" || fail "in $megabytes MB another picture: $request"
      elif [ $status -gt 2 ] && ! grep -q 'error while loading shared libraries' "$work/err"; then
        fail "in $megabytes MB status $status: $request ($(head -n 2 "$work/err"))"
      fi
      [ $status = 0 ] || [ ! -e "$file" ] || fail "in $megabytes MB a file of a picture that failed: $request"
    done
  done
  for megabytes in 150 200 250 300; do
    (ulimit -v $((megabytes * 1024)) && exec "$program" gallery "$work/gallery" --format png --scale 6) 2>"$work/err"
    status=$?
    [ $status -le 2 ] || grep -q 'error while loading shared libraries' "$work/err" ||
      fail "a gallery in $megabytes MB: status $status ($(head -n 2 "$work/err"))"
    rm -rf "$work/gallery"
  done
  ;;
esac

# Where the same user may have no more threads: all is done by the one. Root may have as many as it likes, so somebody else tries.
fresh_folder
nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if [ "$(id -u)" = 0 ] && "${nobody[@]}" "$program" --version >/dev/null 2>&1; then
  threadless=$(mktemp -d /tmp/threadless.XXXXXX)
  chmod 777 "$threadless"
  (ulimit -u 1 && cd "$threadless" && exec "${nobody[@]}" "$program" gallery pictures --format png) 2>"$work/err" ||
    fail "a gallery without threads: status $? ($(head -n 2 "$work/err"))"
  "$program" gallery "$threadless/ours" --format png && diff -r "$threadless/ours" "$threadless/pictures" ||
    fail "a gallery without threads has other pictures"
  rm -rf "$threadless"
fi

# Without /proc.
fresh_folder
if unshare -m true 2>/dev/null; then
  unshare -m bash -c "umount -l /proc && '$program' export -o a.svg && '$program' export -o a.svg" 2>"$work/err" && [ -s a.svg ] ||
    fail "without /proc: $(cat "$work/err")"
  [ "$(ls -A)" = a.svg ] || fail "without /proc: left beside: $(ls -A)"
fi

[ "$failures" = 0 ] || exit 1
