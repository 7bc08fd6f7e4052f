# Run by cpack on the folder that it is about to pack: what Debian wants otherwise than an archive does.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(share "${CPACK_TEMPORARY_DIRECTORY}/usr/share")

# Its zsh looks for packages' completions in a folder of its own.
file(RENAME "${share}/zsh/site-functions" "${share}/zsh/vendor-completions")

# Today, or the day that SOURCE_DATE_EPOCH names.
string(TIMESTAMP day "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE "${share}/doc/convoscope/changelog"
"convoscope (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * The program as its sources have it.

 -- ${CPACK_CONVOSCOPE_PACKAGER}  ${day}
")
file(GLOB manuals "${share}/man/man1/*.1" "${share}/man/*/man1/*.1")
execute_process(COMMAND gzip -9nf "${share}/doc/convoscope/changelog" ${manuals} COMMAND_ERROR_IS_FATAL ANY)

# Modes do not depend on the umask of whoever built it.
execute_process(COMMAND chmod -R u=rwX,go=rX "${CPACK_TEMPORARY_DIRECTORY}/usr" COMMAND_ERROR_IS_FATAL ANY)
