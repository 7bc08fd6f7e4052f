#!/usr/bin/env bash
# show.sh PROGRAM: the notebook's file, by Python alone. Skipped (77) without Python.
set -u
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
exec python3 "$(dirname "${BASH_SOURCE[0]}")/show.py" "$1" "$CONVOSCOPE_SOURCE_DIR/assets/notebook"
