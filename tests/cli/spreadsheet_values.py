#!/usr/bin/env python3
"""spreadsheet_values.py FILE.xlsx SHEET [CELL=VALUE...]: the sheet's formulas, row by row, as their cells say after those are
set, one number a line. Reads the file's XML and nothing of the results that stand beside the formulas: sums of products,
MAX(...), and a sum divided by a number."""
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

NAMESPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
SHEET, CHANGES = int(sys.argv[2]), dict(change.split("=") for change in sys.argv[3:])

numbers, formulas = {}, {}
with zipfile.ZipFile(sys.argv[1]) as archive:
    root = xml.fromstring(archive.read(f"xl/worksheets/sheet{SHEET}.xml"))
for cell in root.iterfind(".//s:c", NAMESPACE):
    formula = cell.find("s:f", NAMESPACE)
    if formula is not None:
        formulas[cell.get("r")] = formula.text
    elif cell.get("t", "n") == "n" and cell.find("s:v", NAMESPACE) is not None:
        numbers[cell.get("r")] = float(cell.find("s:v", NAMESPACE).text)
for name, value in CHANGES.items():
    assert name in numbers, f"{name} holds no number"
    numbers[name] = float(value)


def factor(text):
    return numbers[text] if re.match("[A-Z]", text) else float(text)


def product(text):
    result = 1.0
    for part in text.split("*"):
        result *= factor(part)
    return result


def total(text):
    if text.startswith("MAX("):
        assert text.endswith(")")
        return max(factor(part) for part in text[4:-1].split(","))
    if text.startswith("("):
        body, by = text[1:].split(")/")
        return total(body) / float(by)
    return sum(product(part) for part in text.split("+"))


def place(name):
    letters, row = re.fullmatch("([A-Z]+)([0-9]+)", name).groups()
    return int(row), len(letters), letters


for name in sorted(formulas, key=place):
    print(repr(total(formulas[name])))
