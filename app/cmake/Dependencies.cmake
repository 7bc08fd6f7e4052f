# Third-party libraries: the system's package first, else a pinned release built along with us (FetchContent).
# What has no CMake build of its own (Cairo, FreeType, giflib, libpng, libjpeg, fontconfig, libepoxy) must be a system package, and is
# named when missing. -DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=NEVER takes the pinned releases even where packages are there.
#
# Only the rooms' CMakeLists.txt say who links what; here each library merely becomes a target:
#   fmt::fmt  nlohmann_json::nlohmann_json  glm::glm  CLI11::CLI11  convoscope_hwy  convoscope_md4c  convoscope_libzip  convoscope_xlsxwriter
#   convoscope_protozero  convoscope_stb  convoscope_zlib  convoscope_libpng  convoscope_libjpeg  convoscope_fontconfig
#   where it is installed  convoscope_harfbuzz
#   with CONVOSCOPE_RASTER  convoscope_cairo  convoscope_gif  and with CONVOSCOPE_GUI  convoscope_glfw  convoscope_epoxy  convoscope_imgui
# and for the tests  GTest::gtest_main  GTest::gmock  rapidcheck  rapidcheck_gtest.

if(EMSCRIPTEN)
  include(WebLibraries)
  return()
endif()

include(FetchContent)
include(CheckCXXSourceCompiles)
find_package(PkgConfig)
if(NOT PkgConfig_FOUND)
  message(FATAL_ERROR "pkg-config not found. Install pkg-config (Debian, Ubuntu), pkgconf (Fedora, Arch, Homebrew).")
endif()

# convoscope_fetch(<name> <owner/repository> <commit> [find_package arguments...]): a release by its commit, so that
# what is built is what was tested. Without find_package arguments the pinned release is always taken.
macro(convoscope_fetch name repository commit)
  set(find_arguments ${ARGN})
  if(find_arguments)
    list(PREPEND find_arguments FIND_PACKAGE_ARGS)
  endif()
  FetchContent_Declare(${name} SYSTEM
    GIT_REPOSITORY "https://github.com/${repository}.git" GIT_TAG ${commit} GIT_SUBMODULES "" ${find_arguments})
  FetchContent_MakeAvailable(${name})
  if(${name}_SOURCE_DIR AND NOT ${name}_FOUND)
    # Only what we link of it is built, and nothing of it is installed with us.
    set_property(DIRECTORY "${${name}_SOURCE_DIR}" PROPERTY EXCLUDE_FROM_ALL ON)
  endif()
endmacro()

# The same for sources that are only unpacked: <name>_SOURCE_DIR says where.
macro(convoscope_fetch_sources name repository commit)
  FetchContent_Declare(${name} SOURCE_SUBDIR none
    GIT_REPOSITORY "https://github.com/${repository}.git" GIT_TAG ${commit} GIT_SUBMODULES "")
  FetchContent_MakeAvailable(${name})
endmacro()

# convoscope_pkg_config(<target> <what to install> <module>...): libraries that only their package manager can build.
function(convoscope_pkg_config target advice)
  pkg_check_modules(${target} QUIET IMPORTED_TARGET ${ARGN})
  if(NOT ${target}_FOUND)
    list(JOIN ARGN ", " modules)
    message(FATAL_ERROR "Not found through pkg-config: ${modules}. Install ${advice}.")
  endif()
  add_library(${target} INTERFACE)
  target_link_libraries(${target} INTERFACE PkgConfig::${target})
endfunction()

# No install rules, tests or warnings of others in our build; old projects too are to heed these variables.
set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)
set(FMT_INSTALL OFF)
set(FMT_SYSTEM_HEADERS ON)
set(JSON_Install OFF)
set(JSON_SystemInclude ON)
set(CLI11_INSTALL OFF)
set(CLI11_BUILD_TESTS OFF)
set(CLI11_BUILD_EXAMPLES OFF)
set(CLI11_BUILD_DOCS OFF)
set(GLM_BUILD_LIBRARY OFF)
set(GLM_BUILD_INSTALL OFF)

convoscope_fetch(fmt fmtlib/fmt 40626af88bd7df9a5fb80be7b25ac85b122d6c21 QUIET)  # 11.2.0
convoscope_fetch(nlohmann_json nlohmann/json 9cca280a4d0ccf0c08f47a99aa71d1b0e52f8d03 3.10 QUIET)  # 3.11.3
convoscope_fetch(glm g-truc/glm 0af55ccecd98d4e5a8d1fad7de25ba429d60e863 QUIET)  # 1.0.1
convoscope_fetch(CLI11 CLIUtils/CLI11 4160d259d961cd393fd8d67590a8c7d210207348 2.1 QUIET)  # 2.5.0

# Highway: vector instructions for the arithmetic's fast path, one binary for every processor.
set(HWY_ENABLE_CONTRIB OFF)
set(HWY_ENABLE_EXAMPLES OFF)
set(HWY_ENABLE_INSTALL OFF)
set(HWY_ENABLE_TESTS OFF)
convoscope_fetch(hwy google/highway ac0d5d297b13ab1b89f48484fc7911082d76a93f 1.0.3 QUIET)  # 1.3.0
add_library(convoscope_hwy INTERFACE)
if(TARGET hwy::hwy)
  target_link_libraries(convoscope_hwy INTERFACE hwy::hwy)
else()
  target_link_libraries(convoscope_hwy INTERFACE hwy)
endif()

# md4c: only its parser. Debian's CMake package asks for its HTML writer too, so pkg-config finds it.
if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
  pkg_check_modules(convoscope_system_md4c QUIET IMPORTED_TARGET md4c)
endif()
if(convoscope_system_md4c_FOUND)
  add_library(convoscope_md4c INTERFACE)
  target_link_libraries(convoscope_md4c INTERFACE PkgConfig::convoscope_system_md4c)
else()
  convoscope_fetch_sources(md4c mity/md4c 729e6b8b320caa96328968ab27d7db2235e4fb47)  # 0.5.2
  add_library(convoscope_md4c STATIC "${md4c_SOURCE_DIR}/src/md4c.c")
  target_include_directories(convoscope_md4c SYSTEM PUBLIC "${md4c_SOURCE_DIR}/src")
endif()

# libzip: writes packages of learning platforms.
if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
  pkg_check_modules(convoscope_system_libzip QUIET IMPORTED_TARGET libzip)
endif()
add_library(convoscope_libzip INTERFACE)
if(convoscope_system_libzip_FOUND)
  target_link_libraries(convoscope_libzip INTERFACE PkgConfig::convoscope_system_libzip)
else()
  foreach(part IN ITEMS ENABLE_COMMONCRYPTO ENABLE_GNUTLS ENABLE_MBEDTLS ENABLE_OPENSSL ENABLE_WINDOWS_CRYPTO ENABLE_BZIP2
                        ENABLE_LZMA ENABLE_ZSTD BUILD_TOOLS BUILD_REGRESS BUILD_OSSFUZZ BUILD_EXAMPLES BUILD_DOC LIBZIP_DO_INSTALL)
    set(${part} OFF)
  endforeach()
  convoscope_fetch(libzip nih-at/libzip 6f8a0cdd24a0dc6cce9dac4a7679da784ab124ea)  # 1.11.4
  target_link_libraries(convoscope_libzip INTERFACE zip)
endif()

# libxlsxwriter: spreadsheets. Found by its files: Debian 13's pkg-config file asks for another package that nothing installs.
if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
  find_path(CONVOSCOPE_XLSXWRITER_DIR xlsxwriter.h)
  find_library(CONVOSCOPE_XLSXWRITER xlsxwriter)
endif()
add_library(convoscope_xlsxwriter INTERFACE)
if(CONVOSCOPE_XLSXWRITER_DIR AND CONVOSCOPE_XLSXWRITER)
  target_include_directories(convoscope_xlsxwriter SYSTEM INTERFACE "${CONVOSCOPE_XLSXWRITER_DIR}")
  target_link_libraries(convoscope_xlsxwriter INTERFACE "${CONVOSCOPE_XLSXWRITER}")
else()
  convoscope_fetch(xlsxwriter jmcnamara/libxlsxwriter 051a01a2c31eb55fa467964a2c2328cfb8bcbde8)  # 1.2.3
  target_link_libraries(convoscope_xlsxwriter INTERFACE xlsxwriter)
endif()

# protozero: headers alone.
if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
  find_path(CONVOSCOPE_PROTOZERO_DIR protozero/pbf_reader.hpp)
endif()
if(NOT CONVOSCOPE_PROTOZERO_DIR)
  convoscope_fetch_sources(protozero mapbox/protozero 89a55ad2962cca3adbe8383a4b6d9a8411352ef2)  # 1.8.1
  set(CONVOSCOPE_PROTOZERO_DIR "${protozero_SOURCE_DIR}/include")
endif()
add_library(convoscope_protozero INTERFACE)
target_include_directories(convoscope_protozero SYSTEM INTERFACE "${CONVOSCOPE_PROTOZERO_DIR}")

# stb has no build: a header, included as <stb_truetype.h> or <stb/stb_truetype.h>.
if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
  find_path(CONVOSCOPE_STB_DIR stb_truetype.h PATH_SUFFIXES stb)
endif()
if(NOT CONVOSCOPE_STB_DIR)
  convoscope_fetch_sources(stb nothings/stb 31c1ad37456438565541f4919958214b6e762fb4)
  set(CONVOSCOPE_STB_DIR "${stb_SOURCE_DIR}")
endif()
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/third_party")
file(CREATE_LINK "${CONVOSCOPE_STB_DIR}" "${PROJECT_BINARY_DIR}/third_party/stb" SYMBOLIC)
add_library(convoscope_stb INTERFACE)
target_include_directories(convoscope_stb SYSTEM INTERFACE
  "${PROJECT_BINARY_DIR}/third_party" "${PROJECT_BINARY_DIR}/third_party/stb")

convoscope_pkg_config(convoscope_zlib
  "zlib: zlib1g-dev (Debian, Ubuntu), zlib-devel (Fedora), zlib (Arch, Homebrew)" zlib)
# Pictures that are read: photographs.
convoscope_pkg_config(convoscope_libpng
  "libpng: libpng-dev (Debian, Ubuntu), libpng-devel (Fedora), libpng (Arch, Homebrew)" libpng)
convoscope_pkg_config(convoscope_libjpeg
  "libjpeg-turbo: libjpeg-dev (Debian, Ubuntu), libjpeg-turbo-devel (Fedora), libjpeg-turbo (Arch), jpeg-turbo (Homebrew)" libjpeg)
convoscope_pkg_config(convoscope_fontconfig
  "fontconfig: libfontconfig-dev (Debian, Ubuntu), fontconfig-devel (Fedora), fontconfig (Arch, Homebrew)"
  fontconfig)

# Cuts the fonts that SVG and HTML files bring along. Without it they only name their fonts, and `--text embed` is refused.
option(CONVOSCOPE_HARFBUZZ "Cut fonts with HarfBuzz, where it is installed" ON)
if(CONVOSCOPE_HARFBUZZ)
  pkg_check_modules(convoscope_subset QUIET IMPORTED_TARGET harfbuzz-subset)
endif()
if(NOT CONVOSCOPE_HARFBUZZ)
  message(STATUS "Without HarfBuzz: SVG and HTML files bring no fonts along")
elseif(convoscope_subset_FOUND)
  add_library(convoscope_harfbuzz INTERFACE)
  target_link_libraries(convoscope_harfbuzz INTERFACE PkgConfig::convoscope_subset)
else()
  message(STATUS "HarfBuzz's subsetter was not found (libharfbuzz-dev): SVG and HTML files bring no fonts along")
endif()

if(CONVOSCOPE_RASTER)
  convoscope_pkg_config(convoscope_cairo
    "Cairo with FreeType: libcairo2-dev (Debian, Ubuntu), cairo-devel (Fedora), cairo (Arch, Homebrew)"
    cairo cairo-ft freetype2)

  find_package(GIF QUIET)
  if(NOT GIF_FOUND)
    message(FATAL_ERROR
      "giflib not found. Install libgif-dev (Debian, Ubuntu), giflib-devel (Fedora), giflib (Arch, Homebrew).")
  endif()
  add_library(convoscope_gif INTERFACE)
  target_link_libraries(convoscope_gif INTERFACE GIF::GIF)
endif()

if(CONVOSCOPE_GUI)
  convoscope_pkg_config(convoscope_epoxy
    "libepoxy: libepoxy-dev (Debian, Ubuntu), libepoxy-devel (Fedora), libepoxy (Arch, Homebrew)" epoxy)

  set(GLFW_BUILD_DOCS OFF)
  set(GLFW_BUILD_TESTS OFF)
  set(GLFW_BUILD_EXAMPLES OFF)
  set(GLFW_INSTALL OFF)
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # A fetched GLFW supports Wayland only where its headers and its scanner are installed.
    find_program(CONVOSCOPE_WAYLAND_SCANNER wayland-scanner)
    pkg_check_modules(convoscope_wayland QUIET wayland-client wayland-cursor wayland-egl xkbcommon)
    if(NOT CONVOSCOPE_WAYLAND_SCANNER OR NOT convoscope_wayland_FOUND)
      set(GLFW_BUILD_WAYLAND OFF)
    endif()
  endif()
  convoscope_fetch(glfw glfw/glfw 7b6aead9fb88b3623e3b3725ebb42670cbe4c579 3.3 QUIET NAMES glfw3)  # 3.4
  add_library(convoscope_glfw INTERFACE)
  target_link_libraries(convoscope_glfw INTERFACE glfw)
  target_compile_definitions(convoscope_glfw INTERFACE GLFW_INCLUDE_NONE)  # OpenGL comes from libepoxy
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # Xlib, which GLFW uses itself: to survive its errors. Where its headers are missing, they end the program.
    pkg_check_modules(convoscope_x11 QUIET IMPORTED_TARGET x11)
    if(convoscope_x11_FOUND)
      target_link_libraries(convoscope_glfw INTERFACE PkgConfig::convoscope_x11)
      target_compile_definitions(convoscope_glfw INTERFACE CONVOSCOPE_X11)
    endif()
  endif()

  # Dear ImGui: Debian's package has the back ends inside the library; other packages may not.
  if(NOT FETCHCONTENT_TRY_FIND_PACKAGE_MODE STREQUAL "NEVER")
    pkg_check_modules(convoscope_system_imgui QUIET IMPORTED_TARGET imgui)
  endif()
  if(convoscope_system_imgui_FOUND)
    # The back ends inside the archive call GLFW, so GLFW has to follow it on the link line.
    target_link_libraries(PkgConfig::convoscope_system_imgui INTERFACE glfw)
    set(CMAKE_REQUIRED_LIBRARIES PkgConfig::convoscope_system_imgui)
    check_cxx_source_compiles("
      #include <backends/imgui_impl_glfw.h>
      #include <backends/imgui_impl_opengl3.h>
      int main() { return ImGui_ImplGlfw_InitForOpenGL(nullptr, true) && ImGui_ImplOpenGL3_Init(nullptr); }"
      CONVOSCOPE_IMGUI_HAS_BACKENDS)
    unset(CMAKE_REQUIRED_LIBRARIES)
  endif()
  if(CONVOSCOPE_IMGUI_HAS_BACKENDS)
    find_path(CONVOSCOPE_IMGUI_DIR imgui.h HINTS ${convoscope_system_imgui_INCLUDE_DIRS} PATH_SUFFIXES imgui)
    add_library(convoscope_imgui INTERFACE)
    target_link_libraries(convoscope_imgui INTERFACE PkgConfig::convoscope_system_imgui)
    target_include_directories(convoscope_imgui SYSTEM INTERFACE
      "${CONVOSCOPE_IMGUI_DIR}" "${CONVOSCOPE_IMGUI_DIR}/backends")
    target_link_libraries(convoscope_imgui INTERFACE convoscope_glfw)
  else()
    convoscope_fetch_sources(imgui ocornut/imgui 6d910d5487d11ca567b61c7824b0c78c569d62f0)  # 1.92.5
    add_library(convoscope_imgui STATIC
      "${imgui_SOURCE_DIR}/imgui.cpp"
      "${imgui_SOURCE_DIR}/imgui_demo.cpp"
      "${imgui_SOURCE_DIR}/imgui_draw.cpp"
      "${imgui_SOURCE_DIR}/imgui_tables.cpp"
      "${imgui_SOURCE_DIR}/imgui_widgets.cpp"
      "${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp"
      "${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp")
    target_include_directories(convoscope_imgui SYSTEM PUBLIC "${imgui_SOURCE_DIR}" "${imgui_SOURCE_DIR}/backends")
    target_link_libraries(convoscope_imgui PUBLIC convoscope_glfw PRIVATE ${CMAKE_DL_LIBS})
    if(WIN32)
      target_link_libraries(convoscope_imgui PRIVATE opengl32)
    endif()
  endif()
endif()

if(CONVOSCOPE_TESTS)
  set(INSTALL_GTEST OFF)
  set(RC_ENABLE_GTEST ON)
  set(RC_ENABLE_GMOCK ON)
  convoscope_fetch(googletest google/googletest 52eb8108c5bdec04579160ae17225d66034bd723 QUIET NAMES GTest)  # 1.17.0
  convoscope_fetch(rapidcheck emil-e/rapidcheck ff6af6fc683159deb51c543b065eba14dfcf329b QUIET)  # has no releases
endif()
