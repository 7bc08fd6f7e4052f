#!/usr/bin/env bash
# Spreadsheets in a real spreadsheet program: LibreOffice opens them, calculates every formula anew and finds what `compute`
# answers; after a cell is changed too. The results that the files hold beside their formulas are struck out before, so that
# LibreOffice has nothing to copy.
set -u
program=${1:?usage: libreoffice.sh CONVOSCOPE}
command -v soffice >/dev/null || { echo "LibreOffice is not installed"; exit 77; }
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
  echo "FAIL: $*"
  failures=$((failures + 1))
}

cat >prepare.py <<'PYTHON'
"""prepare.py FILE.xlsx [CELL=VALUE]: strikes out the results beside the formulas; the cell of sheet 1 is set."""
import re, sys, zipfile
name, changes = sys.argv[1], dict(change.split("=") for change in sys.argv[2:])
with zipfile.ZipFile(name) as archive:
    parts = {part: archive.read(part) for part in archive.namelist()}
for part, content in parts.items():
    if not part.startswith("xl/worksheets/sheet"):
        continue
    text, count = re.subn(r"(</f>)<v>[^<]*</v>", r"\1", content.decode())
    assert count, part
    for cell, value in changes.items() if part.endswith("sheet1.xml") else ():
        text, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*', rf"\g<1>{value}", text)
        assert count == 1, cell
    parts[part] = text.encode()
with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
    for part, content in parts.items():
        archive.writestr(part, content)
PYTHON

cat >compare.py <<'PYTHON'
"""compare.py FILE.xlsx SHEET TABLE.csv (Y.npy | NUMBER...): what LibreOffice has in the cells with formulas are these numbers."""
import csv, re, struct, sys, xml.etree.ElementTree as xml, zipfile
space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
with zipfile.ZipFile(sys.argv[1]) as archive:
    root = xml.fromstring(archive.read(f"xl/worksheets/sheet{sys.argv[2]}.xml"))
def place(name):
    letters, row = re.fullmatch("([A-Z]+)([0-9]+)", name).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(row) - 1, column - 1
formulas = sorted(place(cell.get("r")) for cell in root.iterfind(".//s:c", space) if cell.find("s:f", space) is not None)
if sys.argv[4].endswith(".npy"):
    data = open(sys.argv[4], "rb").read()
    start = 10 + struct.unpack("<H", data[8:10])[0]
    expected = struct.unpack("<%df" % ((len(data) - start) // 4), data[start:])
else:
    expected = [float(number) for number in sys.argv[4:]]
table = list(csv.reader(open(sys.argv[3], encoding="utf-8")))
found = [float(table[row][column]) for row, column in formulas]
assert len(found) == len(expected) and found, (len(found), len(expected))
wrong = [(a, b) for a, b in zip(expected, found) if abs(a - b) > 1e-6 * max(1, abs(a))]
assert not wrong, wrong[:3]
PYTHON

# LibreOffice takes the results of a spreadsheet that it did not write itself as they stand, unless it is told not to.
mkdir -p profile/user
cat >profile/user/registrymodifications.xcu <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XML

number=0
while read -r layer; do
  number=$((number + 1))
  shown=both
  case $layer in *pool*) shown=convolution ;; esac
  # shellcheck disable=SC2086 # the words of a layer
  "$program" compute $layer -o $number.npy && "$program" export $layer --operations $shown -o $number.xlsx &&
    python3 prepare.py $number.xlsx || fail "$layer: not written"
done >wrote 2>&1 <<'LAYERS'
conv --input 5x7 --kernel 3 --stride 2,1 --padding 1,2,0,1 --dilation 1,2
conv --input 5x5 --kernel 3 --padding 2 --padding-mode reflect
conv-transpose --input 3x3 --kernel 3 --stride 2 --padding 1
conv-transpose --input 2x3 --kernel 2 --stride 3 --output-padding 1
avg-pool --input 5x6 --kernel 3 --stride 2 --padding 1
max-pool --input 6x6 --kernel 2 --stride 2
LAYERS
cat wrote
"$program" export conv --input 3x3 --kernel 2 --operations convolution -o changed.xlsx && python3 prepare.py changed.xlsx B5=11 || fail "not written"

# Every sheet as a table of its own: FILE-SHEET.csv, numbers as they are held, not as they are shown.
soffice -env:UserInstallation="file://$work/profile" --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
  ./*.xlsx >said 2>&1 </dev/null || fail "LibreOffice: $(tail -n 3 said)"

# table FILE SHEET: the table that LibreOffice made of the sheet.
table() {
  python3 -c '
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1] + ".xlsx").read("xl/workbook.xml").decode()
print(sys.argv[1] + "-" + re.findall("<sheet name=\"([^\"]*)\"", book)[int(sys.argv[2]) - 1] + ".csv")' "$1" "$2"
}
for each in 1 2 3 4 5 6; do
  sheet=1
  case $each in 3 | 4) sheet=2 ;; esac
  python3 compare.py $each.xlsx $sheet "$(table $each $sheet)" $each.npy || fail "spreadsheet $each"
done
# One more in the first cell of the article's 37 47 67 77 is one kernel element more where it is connected.
python3 compare.py changed.xlsx 1 "$(table changed 1)" 47 47 67 77 || fail "the changed cell"
[ $failures -eq 0 ]
