# What the scripts about faults share: a folder to work in, a request that has to be refused. To be read by them.
# shellcheck shell=bash disable=SC2034
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
# fontconfig keeps memory until the program ends, which a build with sanitizers would call a leak.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
preset='--preset padding_strides_transposed'
failures=0
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# fresh_folder: goes into an empty one.
fresh_folder() {
  rm -rf "$work/target"
  mkdir "$work/target" && cd "$work/target" || exit 1
}

# refused WORDS COMMAND...: fails with status 1 or 2 in one line that has these words, and changes nothing in this folder.
refused() {
  local words=$1 before status
  shift
  before=$(find . -type f -exec md5sum {} + | sort)
  "$@" >"$work/out" 2>"$work/err"
  status=$?
  [ $status = 1 ] || [ $status = 2 ] || fail "status $status: $*"
  if [ "$(wc -l <"$work/err")" != 1 ] || ! grep -q '^convoscope: error: ' "$work/err"; then
    fail "not one line: $* ($(cat "$work/err"))"
  fi
  grep -qF -- "$words" "$work/err" || fail "'$words' is not said: $* ($(cat "$work/err"))"
  [ "$(find . -type f -exec md5sum {} + | sort)" = "$before" ] || fail "something changed: $* ($(ls -A))"
}
