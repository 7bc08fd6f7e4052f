#!/usr/bin/env bash
# Every source is formatted as .clang-format says (`cmake --build build/release --target format` does it).
set -u
cd "${CONVOSCOPE_SOURCE_DIR:?}" || exit 1
# Each major version breaks some lines in its own way: the sources follow this one.
version=14
formatter=$(command -v clang-format-$version || command -v clang-format)
if ! "${formatter:-false}" --version 2>/dev/null | grep -q "version $version\."; then
  echo "skipped: clang-format $version is not installed ($("${formatter:-echo}" --version 2>/dev/null))"
  exit 77
fi
find core app tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 -r "$formatter" --dry-run -Werror
