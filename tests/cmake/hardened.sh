#!/usr/bin/env bash
# hardened.sh PROGRAM: the released program can be loaded anywhere, its tables are read-only once it runs, its stack holds no code and
# has guards, and its own code was compiled with the C library's checks.
set -u
program=$1
commands=$CONVOSCOPE_BUILD_DIR/compile_commands.json
command -v readelf >/dev/null || exit 77
grep -q '^CMAKE_BUILD_TYPE:STRING=Rel' "$CONVOSCOPE_BUILD_DIR/CMakeCache.txt" || exit 77
grep -q '^CONVOSCOPE_SANITIZE:STRING=.' "$CONVOSCOPE_BUILD_DIR/CMakeCache.txt" && exit 77
failures=0
# says WORDS PATTERN COMMAND...
says() {
  local words=$1 pattern=$2
  shift 2
  "$@" 2>/dev/null | grep -q -- "$pattern" && return
  echo "FAILED: not $words"
  failures=$((failures + 1))
}
says 'position-independent' 'Type: *DYN' readelf -hW "$program"
says 'marked as a program that can be loaded anywhere' 'FLAGS_1.*PIE' readelf -dW "$program"
says 'read-only after relocation' 'GNU_RELRO' readelf -lW "$program"
says 'bound before it starts' 'BIND_NOW\|FLAGS_1.*NOW' readelf -dW "$program"
says 'without code on the stack' 'GNU_STACK.* RW ' readelf -lW "$program"
says 'guarded against overrun stacks' '__stack_chk_fail' readelf -sW "$program"

# Every file of ours, whatever its room's own options.
python3 - "$commands" <<'PYTHON' || failures=$((failures + 1))
import json, sys
lacking = [
    (entry["file"], flag)
    for entry in json.load(open(sys.argv[1]))
    if "/core/" in entry["file"] or "/app/" in entry["file"]
    for flag in ("-fPIE", "-fstack-protector-strong", "-D_FORTIFY_SOURCE=2", "-O")
    if flag not in entry["command"]
]
for file, flag in lacking:
    print(f"FAILED: {file} is compiled without {flag}")
sys.exit(bool(lacking))
PYTHON
[ "$failures" = 0 ] || exit 1
