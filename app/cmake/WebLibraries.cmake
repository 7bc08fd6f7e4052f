# The libraries of the program in a browser, built from their sources as Debian has them (debian_sources.sh). Each becomes
# the same target as on the desktop (Dependencies.cmake). Headers that need no building are those of the desktop's packages.

set(CONVOSCOPE_SOURCES "${PROJECT_BINARY_DIR}/sources")
message(STATUS "Fetching the libraries' sources")
execute_process(
  COMMAND "${PROJECT_SOURCE_DIR}/app/cmake/debian_sources.sh" "${CONVOSCOPE_SOURCES}"
    cairo freetype giflib harfbuzz highway imgui libjpeg-turbo libpng1.6 libxlsxwriter libzip md4c pixman zlib
  COMMAND_ERROR_IS_FATAL ANY)

# convoscope_web_library(<name> <folder of sources> INCLUDE <folder>... SOURCES <glob>... [EXCEPT <regex>...]
#                        [DEFINE <definition>...] [OPTIONS <option>...] [LINK <library>...])
# Folders and globs are seen from the folder of sources. Warnings are its authors' affair.
function(convoscope_web_library name sources)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "INCLUDE;SOURCES;EXCEPT;DEFINE;OPTIONS;LINK")
  list(TRANSFORM arg_SOURCES PREPEND "${CONVOSCOPE_SOURCES}/${sources}/")
  file(GLOB files CONFIGURE_DEPENDS ${arg_SOURCES})
  foreach(except IN LISTS arg_EXCEPT)
    list(FILTER files EXCLUDE REGEX "/${except}\\.[a-z]+$")
  endforeach()
  if(NOT files)
    message(FATAL_ERROR "No sources of ${name} in ${CONVOSCOPE_SOURCES}/${sources}")
  endif()
  add_library(${name} STATIC ${files})
  set(include "${PROJECT_BINARY_DIR}/third_party/${name}")  # of headers that are configured
  file(MAKE_DIRECTORY "${include}")
  target_include_directories(${name} SYSTEM PUBLIC "${include}")
  foreach(folder IN LISTS arg_INCLUDE)
    target_include_directories(${name} SYSTEM PUBLIC "${CONVOSCOPE_SOURCES}/${sources}/${folder}")
  endforeach()
  target_compile_definitions(${name} PRIVATE ${arg_DEFINE})
  target_compile_options(${name} PRIVATE -w ${arg_OPTIONS})
  target_link_libraries(${name} PUBLIC ${arg_LINK})
endfunction()

# convoscope_web_header(<library> <file> <text>): a header that a library's own build would configure.
function(convoscope_web_header library file text)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/third_party/${library}/${file}" CONTENT "${text}" @ONLY)
endfunction()

# Headers alone, from the desktop's packages: a folder with links to them, since /usr/include holds the desktop's own headers too.
set(CONVOSCOPE_HEADERS "${PROJECT_BINARY_DIR}/third_party/headers")
file(MAKE_DIRECTORY "${CONVOSCOPE_HEADERS}")
foreach(folder IN ITEMS fmt nlohmann CLI glm protozero stb)
  if(NOT EXISTS "/usr/include/${folder}")
    message(FATAL_ERROR "No headers in /usr/include/${folder}: app/packages.sh names the packages")
  endif()
  file(CREATE_LINK "/usr/include/${folder}" "${CONVOSCOPE_HEADERS}/${folder}" SYMBOLIC)
endforeach()
function(convoscope_web_headers target)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE "${CONVOSCOPE_HEADERS}" ${ARGN})
endfunction()
convoscope_web_headers(fmt::fmt)
target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
convoscope_web_headers(nlohmann_json::nlohmann_json)
convoscope_web_headers(CLI11::CLI11)
convoscope_web_headers(glm::glm)
convoscope_web_headers(convoscope_protozero)
convoscope_web_headers(convoscope_stb "${CONVOSCOPE_HEADERS}/stb")

convoscope_web_library(convoscope_zlib zlib INCLUDE . SOURCES *.c EXCEPT "gz.*")
convoscope_web_library(convoscope_hwy highway INCLUDE . SOURCES hwy/aligned_allocator.cc hwy/targets.cc hwy/per_target.cc hwy/print.cc)
convoscope_web_library(convoscope_md4c md4c INCLUDE src SOURCES src/md4c.c)
convoscope_web_library(convoscope_gif giflib INCLUDE . SOURCES egif_lib.c dgif_lib.c gif_err.c gif_hash.c gifalloc.c *reallocarray.c quantize.c)
convoscope_web_library(convoscope_harfbuzz harfbuzz INCLUDE src SOURCES src/harfbuzz-subset.cc DEFINE HB_NO_MT OPTIONS -fno-exceptions -fno-rtti)

convoscope_web_library(convoscope_libpng libpng1.6 INCLUDE . SOURCES png*.c EXCEPT pngtest LINK convoscope_zlib)
file(COPY_FILE "${CONVOSCOPE_SOURCES}/libpng1.6/scripts/pnglibconf.h.prebuilt"
  "${PROJECT_BINARY_DIR}/third_party/convoscope_libpng/pnglibconf.h" ONLY_IF_DIFFERENT)

convoscope_web_library(convoscope_libjpeg libjpeg-turbo INCLUDE . SOURCES jc*.c jd*.c jerror.c jf*.c ji*.c jq*.c jutils.c jmem*.c
  jaricom.c jsimd_none.c EXCEPT "jd.*-tj" jdmrg565 "j.*ext" jstdhuff jcstest jdcol565 cjpeg djpeg)
convoscope_web_header(convoscope_libjpeg jconfig.h
"#define JPEG_LIB_VERSION 62
#define LIBJPEG_TURBO_VERSION 2.1.5
#define LIBJPEG_TURBO_VERSION_NUMBER 2001005
#define C_ARITH_CODING_SUPPORTED 1
#define D_ARITH_CODING_SUPPORTED 1
#define MEM_SRCDST_SUPPORTED 1
#define BITS_IN_JSAMPLE 8
")
convoscope_web_header(convoscope_libjpeg jconfigint.h
"#define BUILD \"web\"
#define INLINE inline __attribute__((always_inline))
#define THREAD_LOCAL
#define PACKAGE_NAME \"libjpeg-turbo\"
#define VERSION \"2.1.5\"
#define SIZEOF_SIZE_T 4
#define HAVE_BUILTIN_CTZL
#define FALLTHROUGH __attribute__((fallthrough));
")
file(READ "${CONVOSCOPE_SOURCES}/libjpeg-turbo/jversion.h.in" version)
string(REPLACE "@COPYRIGHT_YEAR@" "2023" version "${version}")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/third_party/convoscope_libjpeg/jversion.h" CONTENT "${version}" @ONLY)

convoscope_web_library(convoscope_xlsxwriter libxlsxwriter INCLUDE include
  SOURCES src/*.c third_party/minizip/ioapi.c third_party/minizip/zip.c third_party/tmpfileplus/*.c third_party/md5/*.c
  DEFINE USE_FILE32API LINK convoscope_zlib)

# libzip writes its table of errors from its header.
file(READ "${CONVOSCOPE_SOURCES}/libzip/lib/zip.h" zip_header)
string(REGEX MATCHALL "#define ZIP_ER_[A-Z_]+ [0-9]+ /\\* [NSZ] [^*]+\\*/" zip_errors "${zip_header}")
set(zip_texts "")
set(zip_kinds "")
foreach(error IN LISTS zip_errors)
  string(REGEX REPLACE ".*/\\* ([NSZ]) ([^*]+) \\*/" "\\2" text "${error}")
  string(REGEX REPLACE ".*/\\* ([NSZ]) ([^*]+) \\*/" "\\1" kind "${error}")
  string(APPEND zip_texts "\"${text}\",")
  string(APPEND zip_kinds "${kind},")
endforeach()
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/third_party/zip_err_str.c" @ONLY CONTENT "#include \"zipint.h\"
#define N ZIP_ET_NONE
#define S ZIP_ET_SYS
#define Z ZIP_ET_ZLIB
const char * const _zip_err_str[] = {@zip_texts@};
const int _zip_nerr_str = sizeof(_zip_err_str)/sizeof(_zip_err_str[0]);
const int _zip_err_type[] = {@zip_kinds@};
")
convoscope_web_library(convoscope_libzip libzip INCLUDE lib SOURCES lib/*.c
  EXCEPT ".*win32.*" ".*uwp" "zip_crypto_.*" zip_algorithm_bzip2 zip_algorithm_xz ".*winzip_aes.*" DEFINE HAVE_CONFIG_H
  LINK convoscope_zlib)
target_sources(convoscope_libzip PRIVATE "${PROJECT_BINARY_DIR}/third_party/zip_err_str.c")
convoscope_web_header(convoscope_libzip config.h
"#include \"zipconf.h\"
#define HAVE_FILENO
#define HAVE_FSEEKO
#define HAVE_FTELLO
#define HAVE_LOCALTIME_R
#define HAVE_MKSTEMP
#define HAVE_SNPRINTF
#define HAVE_STRCASECMP
#define HAVE_STRDUP
#define HAVE_STRTOLL
#define HAVE_STRTOULL
#define HAVE_STDBOOL_H
#define HAVE_STRINGS_H
#define HAVE_UNISTD_H
#define HAVE_DIRENT_H
#define SIZEOF_OFF_T 8
#define SIZEOF_SIZE_T 4
#define PACKAGE \"libzip\"
#define VERSION \"1\"
")
set(libzip_VERSION 1.7.3)
set(libzip_VERSION_MAJOR 1)
set(libzip_VERSION_MINOR 7)
set(libzip_VERSION_PATCH 3)
set(ZIP_STATIC 1)
set(LIBZIP_TYPES_INCLUDE "#include <stdint.h>")
set(ZIP_NULLABLE_DEFINES "#define _Nullable\n#define _Nonnull")
foreach(bits IN ITEMS 8 16 32 64)
  set(ZIP_INT${bits}_T int${bits}_t)
  set(ZIP_UINT${bits}_T uint${bits}_t)
endforeach()
configure_file("${CONVOSCOPE_SOURCES}/libzip/cmake-zipconf.h.in" "${PROJECT_BINARY_DIR}/third_party/convoscope_libzip/zipconf.h")

convoscope_web_library(convoscope_pixman pixman INCLUDE pixman SOURCES pixman/*.c
  EXCEPT pixman-region ".*neon" pixman-arm-simd pixman-mips-dspr2 pixman-mmx pixman-sse2 pixman-ssse3 pixman-vmx
  DEFINE HAVE_CONFIG_H LINK m)
convoscope_web_header(convoscope_pixman config.h
"#define HAVE_BUILTIN_CLZ 1
#define HAVE_FENV_H 1
#define HAVE_GCC_VECTOR_EXTENSIONS 1
#define HAVE_STDINT_H 1
#define HAVE_UNISTD_H 1
#define PACKAGE \"pixman\"
#define SIZEOF_LONG 4
#define TLS
")
file(GLOB pixman_version "${CONVOSCOPE_SOURCES}/pixman/pixman/pixman-version.h")
if(NOT pixman_version)
  message(FATAL_ERROR "pixman's sources lack pixman-version.h")
endif()

# FreeType reads what fonts we have: TrueType and CFF. Cairo asks for no more.
convoscope_web_library(convoscope_freetype freetype INCLUDE include
  SOURCES src/base/ftsystem.c src/base/ftinit.c src/base/ftdebug.c src/base/ftbase.c src/base/ftbitmap.c src/base/ftglyph.c
  src/base/ftmm.c src/base/ftsynth.c src/base/fttype1.c src/base/ftfstype.c src/base/ftbbox.c src/base/ftstroke.c
  src/base/ftgasp.c src/base/ftcid.c src/base/ftpatent.c src/base/ftotval.c src/base/ftgxval.c src/base/ftbdf.c src/base/ftpfr.c src/base/ftwinfnt.c
  src/autofit/autofit.c src/cff/cff.c src/psaux/psaux.c src/pshinter/pshinter.c src/psnames/psnames.c
  src/raster/raster.c src/gzip/ftgzip.c src/sfnt/sfnt.c src/smooth/smooth.c src/truetype/truetype.c
  DEFINE FT2_BUILD_LIBRARY FT_CONFIG_OPTION_SYSTEM_ZLIB "FT_CONFIG_MODULES_H=<convoscope_modules.h>" LINK convoscope_zlib)
convoscope_web_header(convoscope_freetype convoscope_modules.h
"FT_USE_MODULE( FT_Module_Class, autofit_module_class )
FT_USE_MODULE( FT_Driver_ClassRec, tt_driver_class )
FT_USE_MODULE( FT_Driver_ClassRec, cff_driver_class )
FT_USE_MODULE( FT_Module_Class, psaux_module_class )
FT_USE_MODULE( FT_Module_Class, psnames_module_class )
FT_USE_MODULE( FT_Module_Class, pshinter_module_class )
FT_USE_MODULE( FT_Module_Class, sfnt_module_class )
FT_USE_MODULE( FT_Renderer_Class, ft_smooth_renderer_class )
FT_USE_MODULE( FT_Renderer_Class, ft_raster1_renderer_class )
")

# Cairo 1.16 passes functions of two arguments, cast, where three are given. WebAssembly calls a function by its own type or not at all.
# convoscope_web_third_argument(<file> <function> <the function before which there is room> [<what to call> <its closure>])
function(convoscope_web_third_argument file function before)
  set(path "${CONVOSCOPE_SOURCES}/cairo/src/${file}")
  set(call "${function} (closure, point)")
  set(adapter "${function}_for_spline")
  if(ARGC GREATER 3)
    set(call "${ARGV3}")
    set(adapter "_cairo_call_for_spline")
  endif()
  file(READ "${path}" text)
  string(REGEX REPLACE "\\(cairo_spline_add_point_func_t\\) ?${function}([,;: \n])" "${adapter}\\1" mended "${text}")
  if(mended STREQUAL text)
    return()
  endif()
  if(ARGC GREATER 4)
    string(REPLACE "${ARGV4}" "${ARGV5}" mended "${mended}")
  endif()
  string(REPLACE "static cairo_status_t\n${before} (" "static cairo_status_t
${adapter} (void *closure, const cairo_point_t *point, const cairo_slope_t *slope)
{
    return ${call};
}

static cairo_status_t\n${before} (" mended "${mended}")
  file(WRITE "${path}" "${mended}")
endfunction()
convoscope_web_third_argument(cairo-path-fill.c _cairo_filler_line_to _cairo_filler_curve_to)
convoscope_web_third_argument(cairo-path-in-fill.c _cairo_in_fill_line_to _cairo_in_fill_curve_to)
convoscope_web_third_argument(cairo-path-stroke-traps.c line_to_dashed curve_to_dashed)
convoscope_web_third_argument(cairo-path-stroke.c _cairo_stroker_line_to_dashed _cairo_stroker_curve_to)
convoscope_web_third_argument(cairo-path-stroke.c _cairo_stroker_line_to _cairo_stroker_curve_to)
convoscope_web_third_argument(cairo-path-fixed.c cpf->line_to _cpf_curve_to
  "((cpf_t *) closure)->line_to (((cpf_t *) closure)->closure, point)"
  "_cairo_call_for_spline,\n\t\t\t      cpf->closure," "_cairo_call_for_spline,\n\t\t\t      cpf,")

convoscope_web_library(convoscope_cairo cairo INCLUDE src SOURCES src/cairo*.c
  EXCEPT "cairo-(beos|cogl|directfb|drm|egl|gl|glx|os2|perf|qt|quartz|skia|tee|vg|wgl|win32|xcb|xlib|xml|script|svg|ps)-.*"
  cairo-png
  DEFINE HAVE_CONFIG_H LINK convoscope_pixman convoscope_freetype convoscope_zlib)
convoscope_web_header(convoscope_cairo config.h
"#define CAIRO_NO_MUTEX 1
#define HAVE_CXX11_ATOMIC_PRIMITIVES 1
#define FT_HAS_COLOR 1
#define HAS_PIXMAN_GLYPHS 1
#define HAVE_CLOCK_GETTIME 1
#define HAVE_CTIME_R 1
#define HAVE_FCNTL_H 1
#define HAVE_FENV_H 1
#define HAVE_FT_DONE_MM_VAR 1
#define HAVE_FT_GET_VAR_DESIGN_COORDINATES 1
#define HAVE_FT_GET_X11_FONT_FORMAT 1
#define HAVE_FT_GLYPHSLOT_EMBOLDEN 1
#define HAVE_FT_GLYPHSLOT_OBLIQUE 1
#define HAVE_FT_LIBRARY_SETLCDFILTER 1
#define HAVE_FT_LOAD_SFNT_TABLE 1
#define HAVE_GMTIME_R 1
#define HAVE_INTTYPES_H 1
#define HAVE_LIBGEN_H 1
#define HAVE_LOCALTIME_R 1
#define HAVE_SETJMP_H 1
#define HAVE_STDINT_H 1
#define HAVE_STRNDUP 1
#define HAVE_SYS_STAT_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_TIME_H 1
#define HAVE_UINT64_T 1
#define HAVE_UNISTD_H 1
#define HAVE_ZLIB 1
#define SIZEOF_INT 4
#define SIZEOF_LONG 4
#define SIZEOF_LONG_LONG 8
#define SIZEOF_SIZE_T 4
#define SIZEOF_VOID_P 4
#define PACKAGE_NAME \"cairo\"
#define WARN_UNUSED_RESULT
")
convoscope_web_header(convoscope_cairo cairo-features.h
"#define CAIRO_FEATURES_H
#define CAIRO_HAS_FT_FONT 1
#define CAIRO_HAS_IMAGE_SURFACE 1
#define CAIRO_HAS_MIME_SURFACE 1
#define CAIRO_HAS_OBSERVER_SURFACE 1
#define CAIRO_HAS_PDF_SURFACE 1
#define CAIRO_HAS_RECORDING_SURFACE 1
#define CAIRO_HAS_USER_FONT 1
")

convoscope_web_library(convoscope_imgui imgui INCLUDE . backends SOURCES imgui*.cpp backends/imgui_impl_opengl3.cpp)
add_library(convoscope_epoxy INTERFACE)
add_library(convoscope_fontconfig INTERFACE)  # fonts come packed
convoscope_web_header(convoscope_epoxy epoxy/gl.h
"// The browser's OpenGL, WebGL 2, by the names of OpenGL ES 3.
#pragma once
#include <GLES3/gl3.h>
inline bool epoxy_is_desktop_gl() { return false; }
inline int epoxy_gl_version() { return 33; }
")
target_include_directories(convoscope_epoxy SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/third_party/convoscope_epoxy")

convoscope_make_quick(convoscope_imgui convoscope_libjpeg convoscope_libpng convoscope_zlib)
