# How our own code is compiled: the language, the warnings, the sanitizers, the hardening, ccache.
# The target convoscope_toolchain carries it, so that fetched third-party code is compiled as its authors do.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

find_program(CONVOSCOPE_CCACHE ccache)
if(CONVOSCOPE_CCACHE AND (NOT CMAKE_CXX_COMPILER_LAUNCHER OR CONVOSCOPE_COMPILER_ENVIRONMENT))
  # What one build folder has compiled the next need not: with paths taken from the folder, the same file has the same command.
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env ${CONVOSCOPE_COMPILER_ENVIRONMENT} "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" "${CONVOSCOPE_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
endif()

add_library(convoscope_toolchain INTERFACE)
target_compile_features(convoscope_toolchain INTERFACE cxx_std_20)

if(MSVC)
  target_compile_options(convoscope_toolchain INTERFACE /W4 /permissive- /utf-8 /Zc:preprocessor)
  target_compile_definitions(convoscope_toolchain INTERFACE NOMINMAX _USE_MATH_DEFINES)
else()
  target_compile_options(convoscope_toolchain INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wunused
    -Wformat=2 -Wimplicit-fallthrough)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 raises these falsely inside fmt and std::string once inlined; AddressSanitizer watches for the real thing.
    target_compile_options(convoscope_toolchain INTERFACE
      -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(CONVOSCOPE_UNITY)
    # Of files that are compiled together, the local names of one may well be file names of another.
    target_compile_options(convoscope_toolchain INTERFACE -Wno-shadow
      $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
  # A programmer's error asserts in release too.
  target_compile_options(convoscope_toolchain INTERFACE -UNDEBUG)
  target_compile_definitions(convoscope_toolchain INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
  # Contraction into fused multiply-adds would make the four methods differ in the last bit between processors.
  target_compile_options(convoscope_toolchain INTERFACE -ffp-contract=off)
endif()

if(EMSCRIPTEN)
  # Exceptions and jumps as WebAssembly has them itself, in every library alike; vectors for core's fast path.
  # Older versions of Emscripten inline nothing where a program is to be small, not even what is smaller inlined.
  add_compile_options(-fwasm-exceptions -sSUPPORT_LONGJMP=wasm -msimd128 -finline-functions)
  add_link_options(-fwasm-exceptions -sSUPPORT_LONGJMP=wasm)
  # What its standard library may lack of C++20.
  target_compile_options(convoscope_toolchain INTERFACE "SHELL:-include ${PROJECT_SOURCE_DIR}/app/web/prelude.h")
endif()

# Files come from anywhere, so what is released gets what the system offers against what they may do: no address known
# beforehand, no table of functions writable, no buffer overrun unseen (tests/cmake/hardened.sh).
set(CONVOSCOPE_HARDENED OFF)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT CONVOSCOPE_SANITIZE)
  set(CONVOSCOPE_HARDENED ON)
  target_compile_options(convoscope_toolchain INTERFACE
    -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_link_options(convoscope_toolchain INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

if(CONVOSCOPE_WERROR)
  if(MSVC)
    target_compile_options(convoscope_toolchain INTERFACE /WX)
  else()
    target_compile_options(convoscope_toolchain INTERFACE -Werror)
  endif()
endif()

if(CONVOSCOPE_SANITIZE)
  set(sanitizer_flags -fsanitize=${CONVOSCOPE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(convoscope_toolchain INTERFACE ${sanitizer_flags})
  target_link_options(convoscope_toolchain INTERFACE ${sanitizer_flags})
  if(CONVOSCOPE_SANITIZE MATCHES "fuzzer")
    target_compile_options(convoscope_toolchain INTERFACE
      "-fsanitize-coverage-allowlist=${PROJECT_SOURCE_DIR}/tests/fuzz/instrumented.txt")
  endif()
endif()

# convoscope_make_quick(<target>...): a page is small first, so that a function is inlined in it only where that is smaller; but these, which
# work on every cell, pixel or frame, are to be quick there, too.
function(convoscope_make_quick)
  if(EMSCRIPTEN)
    foreach(target IN LISTS ARGN)
      target_compile_options(${target} PRIVATE -Os)
    endforeach()
  endif()
endfunction()
