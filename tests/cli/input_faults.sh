#!/usr/bin/env bash
# input_faults.sh PROGRAM: inputs that never end, are too large, too deep or no files at all. Each time one clear line, soon,
# and little memory.
set -u
program=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

# refused WORDS ARGUMENT...: one line that has these words, within 20 s and in 1.5 GB of memory.
refused() {
  local words=$1 status
  shift
  (
    # A build with sanitizers reserves more address space than there is memory.
    case ${CONVOSCOPE_BUILD_DIR:-} in */asan) ;; *) ulimit -v 1500000 ;; esac
    exec timeout 20 "$program" "$@"
  ) >out 2>err
  status=$?
  if { [ $status != 1 ] && [ $status != 2 ]; } || [ "$(wc -l <err)" != 1 ] || ! grep -qF -- "$words" err; then
    echo "FAILED: status $status, not '$words' but '$(head -c 500 err)': $*"
    failures=$((failures + 1))
  fi
}

mkfifo pipe
mkdir folder
ln -s /dev/zero zero.npy
for file in ./pipe ./zero.npy; do
  refused 'not an ordinary file' export "$file" -o a.svg
  refused 'not an ordinary file' export --theme "$file" -o a.svg
  refused 'not an ordinary file' "$file" --screenshot a.png
  refused 'not an ordinary file' compute conv --input "$file" --kernel 3 -o y.npy
  refused 'not an ordinary file' compute conv --input 3x3 --weight "$file" -o y.npy
  refused 'not an ordinary file' compute conv --input 3x3 --kernel 3 --bias "$file" -o y.npy
done
refused 'is a folder' export ./folder -o a.svg
refused 'is a folder' shape conv --input ./folder --kernel 3

truncate -s 20G huge.convo
refused '1024 MB' export huge.convo -o a.svg
refused '1024 MB' compute conv --input ./huge.convo --kernel 3 -o y.npy
python3 - <<'PYTHON'
with open("ones.convo", "w") as file:
    file.write('{"convoscope": 2, "values": {"input": [' + "1," * 100_000_000 + "1]}}")
for name, value in {
    "objects": '{"a":' * 60_000 + "1" + "}" * 60_000,
    "lists": "[" * 200_000 + "]" * 200_000,
    "open": "[" * 200_000,
}.items():
    for key in ("stride", "padding"):
        with open(f"{name}_{key}.convo", "w") as file:
            file.write('{"convoscope": 2, "layer": {"' + key + '": ' + value + "}}")
for name, shape in {"zero_first": f"(0, {2**62}, 4)", "zero_last": f"({2**62}, {2**62}, 0)"}.items():
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    with open(f"{name}.npy", "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
PYTHON
refused '128 MB' export ones.convo -o a.svg
for name in objects lists open; do
  for key in stride padding; do refused 'levels deep' export "${name}_$key.convo" -o a.svg; done
done
for file in zero_first.npy zero_last.npy; do
  refused 'holds no numbers' shape conv --input "$file" --kernel 1
  refused 'holds no numbers' compute conv --input 3x3 --weight "$file" -o y.npy
  refused 'holds no numbers' compute conv --input 3x3 --kernel 1 --bias "$file" -o y.npy
done

# A name is a name, whatever it looks like.
refused '@axis.height does not exist' export '@axis.height' -o a.svg
refused '@axis.height does not exist' shape conv --input '@axis.height' --kernel 3

[ "$failures" = 0 ] || exit 1
