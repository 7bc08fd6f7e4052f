# The program in a page: convoscope.js with its .wasm and .data, beside the page that loads them.
include(WebAssets)

add_executable(convoscope "${PROJECT_SOURCE_DIR}/app/web/main_web.cpp")
# Of a function that several rooms have compiled alike, the first one linked is taken: from these, which are the quick ones.
target_link_options(convoscope PRIVATE
  "SHELL:-Wl,--whole-archive $<TARGET_FILE:convoscope_core> $<TARGET_FILE:convoscope_document> -Wl,--no-whole-archive")
target_link_libraries(convoscope PRIVATE convoscope_toolchain convoscope::cli convoscope::platform convoscope::gui convoscope_imgui)
target_compile_definitions(convoscope PRIVATE CONVOSCOPE_VERSION="${PROJECT_VERSION}")
set_target_properties(convoscope PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/page")

set(scripts "${PROJECT_SOURCE_DIR}/app/web/page.js" "${PROJECT_SOURCE_DIR}/app/web/page_files.js")
foreach(script IN LISTS scripts)
  target_link_options(convoscope PRIVATE "SHELL:--pre-js ${script}")
endforeach()
set_property(TARGET convoscope APPEND PROPERTY LINK_DEPENDS ${scripts})
target_link_options(convoscope PRIVATE -Oz -sMAX_WEBGL_VERSION=2 -sMIN_WEBGL_VERSION=2 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB
  -sINITIAL_MEMORY=64MB -sTOTAL_STACK=5MB -sENVIRONMENT=web -sFORCE_FILESYSTEM=1 -sERROR_ON_UNDEFINED_SYMBOLS=1
  "SHELL:--preload-file ${CONVOSCOPE_PACKED}@/")
add_dependencies(convoscope convoscope_packed)
set_property(TARGET convoscope APPEND PROPERTY LINK_DEPENDS ${packed_files})
