#!/usr/bin/env bash
# kernel.sh PROGRAM: a notebook's kernel shows the page, and an error as one line. Skipped (77) where there is no kernel.
set -u
python=/usr/bin/python3
"$python" -c 'import nbclient, ipykernel' 2>/dev/null || { echo "skipped: no notebook kernel (Debian, Ubuntu: python3-nbclient python3-ipykernel)"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME=$work PYTHONDONTWRITEBYTECODE=1 PYDEVD_DISABLE_FILE_VALIDATION=1
"$python" - "$1" "$CONVOSCOPE_SOURCE_DIR/assets/notebook" <<'PYTHON'
import html, re, subprocess, sys
import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

program, folder = sys.argv[1:]
layer = "nn.ConvTranspose2d(1, 1, 3, 2, 1)"
notebook = new_notebook(cells=[
    new_code_cell(f"import sys; sys.path.insert(0, {folder!r})\nfrom convoscope import show"),
    new_code_cell(f"show({layer!r}, input='4x4', program={program!r})"),
    new_code_cell(f"show('hello(', program={program!r})"),
])
NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True).execute()
nbformat.validate(notebook)
(shown,) = notebook.cells[1].outputs
page = html.unescape(re.search(r'srcdoc="([^"]*)"', shown["data"]["text/html"]).group(1))
wanted = subprocess.run([program, "export", "--snippet", layer, "--input", "4x4", "--format", "html", "-o", "-"],
                        capture_output=True, check=True).stdout.decode()
assert page == wanted, "the kernel shows another page than the program's"
(error,) = notebook.cells[2].outputs
assert error["output_type"] == "error" and error["ename"] == "ConvoscopeError", error
assert len(error["traceback"]) == 1 and "\n" not in error["traceback"][0], error["traceback"]
PYTHON
