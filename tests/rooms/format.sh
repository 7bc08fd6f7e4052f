#!/usr/bin/env bash
# Every source is formatted as .clang-format says (`cmake --build build/release --target format` does it).
set -u
cd "${CONVOSCOPE_SOURCE_DIR:?}" || exit 1
if ! command -v clang-format >/dev/null; then
  echo "clang-format is not installed"
  exit 77
fi
find core app tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 -r clang-format --dry-run -Werror
