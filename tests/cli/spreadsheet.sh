#!/usr/bin/env bash
# Spreadsheets: what their formulas come to is what `compute` answers, for both operations, padding modes, dilation, groups,
# channels, batches, biases and pooling; a changed cell changes what is connected to it.
set -u
program=${1:?usage: spreadsheet.sh CONVOSCOPE}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
  echo "FAIL: $*"
  failures=$((failures + 1))
}

python3 - <<'PYTHON' || exit 1
# Arrays without NumPy.
import random, struct
random.seed(3)
def write(name, shape):
    count = 1
    for extent in shape: count *= extent
    header = ("{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }" % "".join("%d, " % e for e in shape)).ljust(117) + "\n"
    values = [random.randint(-40, 40) / 8 for _ in range(count)]
    open(name, "wb").write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + struct.pack("<%df" % count, *values))
write("x.npy", (2, 4, 5, 6))
write("w.npy", (6, 2, 3, 2))
write("wt.npy", (4, 3, 3, 2))
write("b.npy", (6,))
PYTHON

# values FILE.npy: its numbers, one a line.
values() {
  python3 -c '
import struct, sys
data = open(sys.argv[1], "rb").read()
start = 10 + struct.unpack("<H", data[8:10])[0]
print("\n".join(map(str, struct.unpack("<%df" % ((len(data) - start) // 4), data[start:]))))' "$1"
}
# same: two lists of numbers, within what a float rounds.
same() {
  python3 -c '
import sys
a, b = ([float(line) for line in open(name)] for name in sys.argv[1:])
sys.exit(len(a) != len(b) or not a or any(abs(x - y) > 1e-6 * max(1, abs(x)) for x, y in zip(a, b)))' "$1" "$2"
}

checks=0
while read -r layer; do
  sheet=1 shown=both
  case $layer in conv-transpose*) sheet=2 ;; *pool*) shown=convolution ;; esac
  # shellcheck disable=SC2086 # the words of a layer
  "$program" compute $layer -o y.npy && "$program" export $layer --operations $shown -o y.xlsx || fail "$layer: not written"
  values y.npy >expected
  python3 "$here/spreadsheet_values.py" y.xlsx $sheet >calculated || fail "$layer: not calculated"
  same expected calculated || fail "$layer: $(paste expected calculated | head -n 3)"
  checks=$((checks + 1))
done <<'LAYERS'
conv --input 3x3 --kernel 2
conv --input 5x7 --kernel 3 --stride 2,1 --padding 1,2,0,1 --dilation 1,2
conv --input 5x5 --kernel 3 --padding 2 --padding-mode reflect
conv --input 5x5 --padding 2 --padding-mode circular --weight sobel-x
conv --input x.npy --weight w.npy --bias b.npy --groups 2 --padding 1
conv-transpose --input 3x3 --kernel 3 --stride 2 --padding 1
conv-transpose --input 2x3 --kernel 2 --stride 3 --output-padding 1
conv-transpose --input x.npy --weight wt.npy --bias b.npy --groups 2 --stride 2 --dilation 2
avg-pool --input 5x6 --kernel 3 --stride 2 --padding 1
max-pool --input x.npy --kernel 2 --stride 2
LAYERS
[ $checks -eq 10 ] || fail "$checks layers were looked at"

# The article's example: 4x4, its input from B5 on. One more in its first cell is one kernel element more in every output cell that
# is connected to it.
"$program" export conv --input 3x3 --kernel 2 --operations convolution -o a.xlsx || fail "not written"
python3 "$here/spreadsheet_values.py" a.xlsx 1 | paste -sd' ' >plain
python3 "$here/spreadsheet_values.py" a.xlsx 1 B5=11 | paste -sd' ' >changed
[ "$(cat plain)" = "37.0 47.0 67.0 77.0" ] || fail "plain: $(cat plain)"
[ "$(cat changed)" = "47.0 47.0 67.0 77.0" ] || fail "changed: $(cat changed)"
"$program" export conv --input 3x3 --kernel 2 --operations convolution -o b.xlsx && cmp -s a.xlsx b.xlsx || fail "not the same bytes twice"

# steps FILE SHEET LIT: what the step's cell lights is, for each step, what the formula of that output cell names, and the cell itself;
# at first that of the step exported.
steps() {
  python3 - "$@" <<'PYTHON' || fail "$*: other cells are lit"
import re, sys, xml.etree.ElementTree as xml, zipfile
space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
with zipfile.ZipFile(sys.argv[1]) as archive:
    root = xml.fromstring(archive.read(f"xl/worksheets/sheet{sys.argv[2]}.xml"))
    shared = [item.find("s:t", space).text for item in xml.fromstring(archive.read("xl/sharedStrings.xml"))]
cells = {cell.get("r"): cell for cell in root.iterfind(".//s:c", space)}
formats = [each.text for each in root.iterfind(".//s:conditionalFormatting//s:formula", space)]
assert len(formats) == 1, formats
column, first, last = re.search(r'INDEX\(\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+),\$B\$3\)', formats[0]).groups()
lit = [shared[int(cells[f"{column}{row}"].find("s:v", space).text)].strip("|").split("|")
       for row in range(int(first), int(last) + 1)]
formulas = {name: cell.find("s:f", space).text for name, cell in cells.items() if cell.find("s:f", space) is not None}
assert len(lit) == len(formulas), (len(lit), len(formulas))
for names in lit:
    assert sorted(names[:-1]) == sorted(re.findall("[A-Z]+[0-9]+", formulas[names[-1]])), names
assert len({names[-1] for names in lit}) == len(lit)
assert [each.get("hidden") for each in root.iterfind(".//s:cols/s:col", space)][-1] == "1"
step = int(cells["B3"].find("s:v", space).text)
assert lit[step - 1][-1] == sys.argv[3], (step, lit[step - 1])
PYTHON
}
steps a.xlsx 1 L6 # 37 47 / 67 77: a picture's usual step is the last
"$program" export conv --input x.npy --weight w.npy --bias b.npy --groups 2 --operations convolution --step 3 -o y.xlsx && steps y.xlsx 1 V5
"$program" export max-pool --input x.npy --kernel 2 --stride 2 --operations convolution -o y.xlsx && steps y.xlsx 1 L18
# refused REQUEST NAMED: exit 2, one line that names what is too much, no file.
refused() {
  # shellcheck disable=SC2086
  "$program" export $1 -o no.xlsx 2>said && fail "$1: written"
  [ "$(wc -l <said)" -eq 1 ] && grep -q "$2" said || fail "$1: $(cat said)"
  [ ! -e no.xlsx ] || fail "$1: a file"
}
refused 'conv --input 400x400 --kernel 3' 200000
refused 'conv --input 900x1x1 --kernel 1' 8000
refused 'conv --input 1x17000 --kernel 1 --operations convolution' 16384
python3 - <<'PYTHON'
import struct
header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }".ljust(117) + "\n"
open("inf.npy", "wb").write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + struct.pack("<2f", 1, float("inf")))
PYTHON
refused 'conv --input inf.npy --kernel 1x1' 'not a number'
refused 'conv --input 3x3 --kernel 2 --contact-sheet' xlsx
[ $failures -eq 0 ]
