#!/usr/bin/env bash
# What the compiler cannot refuse, because system headers are found from everywhere: relative includes, and
# third-party libraries in rooms that are to stay free of them.
set -u
cd "${CONVOSCOPE_SOURCE_DIR:?}" || exit 1

failures=0
# refuse REASON REGEX FOLDER...: no #include in these folders matches.
refuse() {
  local reason=$1 regex=$2 folders=() found
  shift 2
  for folder in "$@"; do [ -d "$folder" ] && folders+=("$folder"); done
  [ ${#folders[@]} -gt 0 ] || return 0
  if found=$(grep -rnE --include='*.h' --include='*.cpp' "^[[:space:]]*#[[:space:]]*include[[:space:]]*$regex" "${folders[@]}"); then
    printf 'FAIL: %s\n%s\n' "$reason" "$found"
    failures=$((failures + 1))
  fi
}

refuse 'includes are written from the room, "room/header.h"' '"\.\.?/' core app tests
refuse 'includes are written from the room, "room/header.h"' '"[^"/]*"' core app/document app/figure app/export app/interop app/gl app/cli app/gui
refuse 'core includes the standard library only' '<[^>]*[./]' core
refuse 'Cairo stays in export' '[<"](cairo|ft2build|freetype)' core app/document app/figure app/interop app/gl app/gui app/cli
refuse 'giflib stays in export' '<gif_lib' core app/document app/figure app/interop app/gl app/gui app/cli
refuse 'fontconfig stays in main' '<fontconfig' core app/*/
refuse 'OpenGL stays in gl and gui' '[<"](epoxy|GL|GLES.?|GLFW)/' core app/document app/figure app/interop app/export app/cli
refuse 'Dear ImGui stays in gui' '[<"](imgui|backends/imgui|imgui/)' core app/document app/figure app/interop app/export app/gl app/cli
refuse 'CLI11 stays in cli' '<CLI/' core app/document app/figure app/interop app/export app/gl app/gui
[ $failures -eq 0 ] && echo "all includes are in order"
[ $failures -eq 0 ]
