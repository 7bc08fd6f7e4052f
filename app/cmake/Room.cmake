# A room is a folder that is one target, convoscope_<name>, alias convoscope::<name>.
#
# Its headers are included as "<name>/header.h" and are found only where the room is linked: each room has an include
# root of its own, holding nothing but a link called <name> to its folder. An include against the direction of the
# doors therefore finds no header, and does not build (tests/rooms proves it).

set(CONVOSCOPE_ROOMS_DIR "${PROJECT_BINARY_DIR}/rooms")

# convoscope_compile_together(<target> <at most> <source>...)
# The sources of one folder are compiled as one, <at most> so many at a time: names in them are unique in the folder.
# Most of the time that a file takes is spent on reading what it includes; a build from nothing takes a quarter.
function(convoscope_compile_together target at_most)
  if(NOT CONVOSCOPE_UNITY)
    return()
  endif()
  foreach(source IN LISTS ARGN)
    get_filename_component(folder "${source}" DIRECTORY)
    string(MAKE_C_IDENTIFIER "${folder}" id)
    math(EXPR count_${id} "0${count_${id}} + 1")
    math(EXPR part "(${count_${id}} - 1) / ${at_most}")
    get_filename_component(name "${folder}" NAME)
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${name}_${part}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# convoscope_room(<name> [WITHOUT <pattern>] [ROOMS <room>...] [PUBLIC <library>...] [PRIVATE <library>...])
# ROOMS are the rooms it may include from; PUBLIC and PRIVATE its third-party libraries. Files that match WITHOUT, a regular expression, are
# for another machine.
function(convoscope_room name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "WITHOUT" "ROOMS;PUBLIC;PRIVATE")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "convoscope_room(${name}): unknown arguments ${arg_UNPARSED_ARGUMENTS}")
  endif()

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  if(arg_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "${arg_WITHOUT}")
  endif()
  if(NOT sources)
    # A static library wants at least one source, even while its room has only headers.
    set(sources "${CONVOSCOPE_ROOMS_DIR}/${name}.cpp")
    file(CONFIGURE OUTPUT "${sources}" CONTENT "namespace convoscope {}\n" @ONLY)
  endif()

  set(include_root "${CONVOSCOPE_ROOMS_DIR}/${name}")
  file(MAKE_DIRECTORY "${include_root}")
  if(NOT EXISTS "${include_root}/${name}")
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${include_root}/${name}" SYMBOLIC)
  endif()

  add_library(convoscope_${name} STATIC ${sources} ${headers})
  add_library(convoscope::${name} ALIAS convoscope_${name})
  target_include_directories(convoscope_${name} PUBLIC "${include_root}")
  list(TRANSFORM arg_ROOMS PREPEND "convoscope::")
  target_link_libraries(convoscope_${name} PUBLIC ${arg_ROOMS} ${arg_PUBLIC}
                                           PRIVATE convoscope_toolchain ${arg_PRIVATE})
  convoscope_compile_together(convoscope_${name} 12 ${sources})
  set_property(GLOBAL APPEND PROPERTY CONVOSCOPE_ROOMS ${name})
endfunction()
