# What the program in a page brings along, put together in CONVOSCOPE_PACKED as the page's memory has it: /assets, /shaders, /fonts.
# CONVOSCOPE_HOSTED gets what a hosted page fetches only when it is needed.
set(CONVOSCOPE_PACKED "${PROJECT_BINARY_DIR}/packed")
set(CONVOSCOPE_HOSTED "${PROJECT_BINARY_DIR}/hosted")
find_program(CONVOSCOPE_SYSTEM_PYTHON python3 PATHS /usr/bin NO_CMAKE_FIND_ROOT_PATH REQUIRED)

# The site's own pictures, the desktop's files and the samples' maker stay out.
file(GLOB_RECURSE packed_assets CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/assets/languages/*" "${PROJECT_SOURCE_DIR}/assets/lessons/*" "${PROJECT_SOURCE_DIR}/assets/themes/*"
  "${PROJECT_SOURCE_DIR}/assets/photographs/*.png" "${PROJECT_SOURCE_DIR}/shaders/*")
set(packed_files)
foreach(asset IN LISTS packed_assets)
  add_custom_command(OUTPUT "${CONVOSCOPE_PACKED}/${asset}" DEPENDS "${PROJECT_SOURCE_DIR}/${asset}"
    COMMAND "${CMAKE_COMMAND}" -E copy "${PROJECT_SOURCE_DIR}/${asset}" "${CONVOSCOPE_PACKED}/${asset}" VERBATIM)
  list(APPEND packed_files "${CONVOSCOPE_PACKED}/${asset}")
endforeach()

set(texts ${packed_assets})
list(FILTER texts INCLUDE REGEX "\\.(json|md)$")
list(TRANSFORM texts PREPEND "${PROJECT_SOURCE_DIR}/")
add_custom_command(OUTPUT "${CONVOSCOPE_PACKED}/fonts/cjk.ttf" BYPRODUCTS "${CONVOSCOPE_HOSTED}/cjk.ttf"
  COMMAND "${CONVOSCOPE_SYSTEM_PYTHON}" "${PROJECT_SOURCE_DIR}/app/web/pack_fonts" "${PROJECT_SOURCE_DIR}/assets"
    "${CONVOSCOPE_PACKED}/fonts" "${CONVOSCOPE_HOSTED}"
  DEPENDS "${PROJECT_SOURCE_DIR}/app/web/pack_fonts" ${texts} COMMENT "Cutting the fonts" VERBATIM)
list(APPEND packed_files "${CONVOSCOPE_PACKED}/fonts/cjk.ttf")
add_custom_target(convoscope_packed DEPENDS ${packed_files})
