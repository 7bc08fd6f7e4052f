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
  for folder in "$@"; do [ -e "$folder" ] && folders+=("$folder"); done
  [ ${#folders[@]} -gt 0 ] || return 0
  if found=$(grep -rnE --include='*.h' --include='*.cpp' "^[[:space:]]*#[[:space:]]*include[[:space:]]*$regex" "${folders[@]}"); then
    printf 'FAIL: %s\n%s\n' "$reason" "$found"
    failures=$((failures + 1))
  fi
}

rooms=(app/{document,interop,lesson,platform,figure,png,vector,raster,picture,typeset,publish,gl,cli,gui})
not_gl=(app/{document,interop,lesson,platform,figure,png,vector,raster,picture,typeset,publish,cli})
refuse 'includes are written from the room, "room/header.h"' '"\.\.?/' core app tests
refuse 'includes are written from the room, "room/header.h"' '"[^"/]*"' core "${rooms[@]}"
refuse 'core includes the standard library only, core/fast Highway too' '<([^h>]|h[^w>]|hw[^y>]|hwy[^/>])[^>]*[./]' core
refuse 'Highway stays in core/fast/vectors.cpp' '<hwy/' core/*.h core/[!f]*.cpp core/fast/*.h core/fast/[!v]*.cpp "${rooms[@]}"
refuse 'Cairo stays in raster' '[<"](cairo|ft2build|freetype)' core "${rooms[@]/app\/raster/}"
refuse 'giflib stays in raster' '<gif_lib' core "${rooms[@]/app\/raster/}"
refuse 'fontconfig stays in platform' '<fontconfig' core app/main.cpp "${rooms[@]/app\/platform/}"
refuse 'OpenGL stays in gl, but for the window that has its context' '[<"](epoxy|GL|GLES.?)/' core app/gui/{state,tasks,widgets,canvas,panels,cell,export} "${not_gl[@]}"
refuse 'GLFW stays in the window' '[<"]GLFW/' core app/gl app/gui/{state,tasks,widgets,canvas,panels,cell,export} "${not_gl[@]}"
refuse 'Dear ImGui stays in gui' '[<"](imgui|backends/imgui|imgui/)' core app/gl "${not_gl[@]}"
refuse 'libxlsxwriter stays in picture' '<xlsxwriter' core "${rooms[@]/app\/picture/}"
refuse 'libpng and libjpeg stay in document' '<(png|jpeglib|jerror)\.h' core "${rooms[@]/app\/document/}"
refuse 'md4c stays in lesson' '<md4c' core "${rooms[@]/app\/lesson/}"
zips=("${rooms[@]/app\/publish/}")
refuse 'libzip stays in publish and interop' '<zip' core "${zips[@]/app\/interop/}"
refuse 'CLI11 stays in cli' '<CLI/' core "${rooms[@]/app\/cli/}"
# A view knows no other: what two of them share stands in figure/state or figure/draw.
views=()
for folder in app/figure/*/; do
  name=$(basename "$folder")
  case $name in state | draw | writing) ;; *) views+=("$name") ;; esac
done
for view in "${views[@]}"; do
  for other in "${views[@]}"; do
    [ "$view" = "$other" ] || refuse "the view $view includes nothing of $other" "\"figure/$other/" "app/figure/$view"
  done
done
for folder in state draw writing; do
  refuse "figure/$folder includes nothing of a view" "\"figure/($(IFS='|' && echo "${views[*]}"))/" "app/figure/$folder"
done
[ $failures -eq 0 ] && echo "all includes are in order"
[ $failures -eq 0 ]
