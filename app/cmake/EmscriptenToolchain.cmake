# Finds Emscripten by its compiler, em++, and takes its own toolchain file.
find_program(CONVOSCOPE_EM_CONFIG em-config REQUIRED)
execute_process(COMMAND "${CONVOSCOPE_EM_CONFIG}" EMSCRIPTEN_ROOT OUTPUT_VARIABLE EMSCRIPTEN_ROOT_PATH
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")

# Emscripten is a Python program, started for every file: the system's Python starts quickest. Debian's acorn lies where node
# does not look for it.
# One start of it a file: ccache is to take what the compiler tells of a file, and not to have it read twice.
set(CONVOSCOPE_COMPILER_ENVIRONMENT NODE_PATH=/usr/share/nodejs CCACHE_DEPEND=1)
find_program(CONVOSCOPE_SYSTEM_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
if(CONVOSCOPE_SYSTEM_PYTHON)
  list(APPEND CONVOSCOPE_COMPILER_ENVIRONMENT "EMSDK_PYTHON=${CONVOSCOPE_SYSTEM_PYTHON}")
endif()
set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env ${CONVOSCOPE_COMPILER_ENVIRONMENT})
set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
set(CMAKE_C_LINKER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
