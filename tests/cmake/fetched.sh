#!/usr/bin/env bash
# The build can be set up where no library's package is installed: all that app/cmake/Dependencies.cmake can fetch is
# fetched. Nothing is downloaded here: for each library a folder with its targets' names stands in.
set -u
: "${CONVOSCOPE_SOURCE_DIR:?}" "${CONVOSCOPE_CXX:?}"
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

arguments=(-DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER -DFETCHCONTENT_FULLY_DISCONNECTED=ON)
# stands_in NAME TARGET...
stands_in() {
  local name=$1 target
  shift
  mkdir -p "$work/$name"
  arguments+=("-DFETCHCONTENT_SOURCE_DIR_${name^^}=$work/$name")
  for target in "$@"; do
    echo "add_library(${target//:/_} INTERFACE)"
    [[ $target != *::* ]] || echo "add_library($target ALIAS ${target//:/_})"
  done >"$work/$name/CMakeLists.txt"
}
stands_in fmt fmt::fmt
stands_in nlohmann_json nlohmann_json::nlohmann_json
stands_in glm glm::glm
stands_in CLI11 CLI11::CLI11
stands_in hwy hwy
stands_in stb
stands_in glfw glfw
stands_in imgui
stands_in md4c
stands_in libzip zip
stands_in xlsxwriter xlsxwriter
stands_in googletest GTest::gtest GTest::gtest_main GTest::gmock
stands_in rapidcheck rapidcheck rapidcheck_gtest
mkdir "$work/imgui/backends" "$work/md4c/src"
touch "$work/md4c/src/md4c.c" "$work"/imgui/imgui{,_demo,_draw,_tables,_widgets}.cpp "$work"/imgui/backends/imgui_impl_{glfw,opengl3}.cpp

if ! cmake -S "$CONVOSCOPE_SOURCE_DIR" -B "$work/build" -G Ninja "-DCMAKE_CXX_COMPILER=$CONVOSCOPE_CXX" \
  -DCONVOSCOPE_TESTS=ON "${arguments[@]}" >"$work/log" 2>&1; then
  echo "FAIL: the build cannot be set up with fetched libraries"
  tail -n 30 "$work/log"
  exit 1
fi
# Each stand-in was taken, none of the system's packages.
failures=0
for name in fmt nlohmann_json glm cli11 hwy libzip xlsxwriter glfw googletest rapidcheck; do
  [ -d "$work/build/_deps/$name-build" ] && continue
  echo "FAIL: $name was not fetched"
  failures=$((failures + 1))
done
[ "$(readlink "$work/build/third_party/stb")" = "$work/stb" ] || { echo "FAIL: stb was not fetched"; failures=$((failures + 1)); }
grep -q "$work/md4c/src/md4c.c" "$work/build/build.ninja" || { echo "FAIL: md4c was not fetched"; failures=$((failures + 1)); }
grep -q imgui_widgets.cpp "$work/build/build.ninja" || { echo "FAIL: Dear ImGui was not fetched"; failures=$((failures + 1)); }
exit "$failures"
