# What `cpack` makes in the build folder: a package for Debian and its kin, and an archive whose folder runs from wherever it is put.
#   cd build/release && cpack              both (convoscope_VERSION_ARCH.deb, convoscope-VERSION-SYSTEM-PROCESSOR.tar.gz)
#   cpack -G DEB -B FOLDER                 one of them, elsewhere
# Nothing is built here: what is packed is what `cmake --build` has left.

# The desktop's own files: menu entry, icon, the type of scene files, notices.
set(desktop "${PROJECT_SOURCE_DIR}/assets/desktop")
if(CONVOSCOPE_GUI AND UNIX AND NOT APPLE)
  install(FILES "${desktop}/convoscope.desktop" DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
  install(FILES "${desktop}/convoscope.svg" DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
  install(FILES "${desktop}/convoscope.xml" DESTINATION "${CMAKE_INSTALL_DATADIR}/mime/packages")
endif()
install(FILES "${desktop}/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/convoscope")

set(CONVOSCOPE_PACKAGER "The authors of Convoscope <authors@convoscope.example>" CACHE STRING
  "Who answers for the package: a name, and an address in <>")

set(CPACK_PACKAGE_NAME convoscope)
set(CPACK_SYSTEM_NAME "${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_PACKAGE_VENDOR Convoscope)
set(CPACK_PACKAGE_CONTACT "${CONVOSCOPE_PACKAGER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "see what convolution and transposed convolution do")
set(CPACK_PACKAGE_DESCRIPTION
"Convoscope shows a convolution and the transposed convolution that has the
very same connections: the numbers, the window that slides, the zeros between
the elements, the graph, the matrix, the sum of every cell.
.
It reads layers from the code of frameworks such as PyTorch and Keras, has
lessons with questions, and exports pictures, films and pages. The window and
the command line speak English and Chinese.")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
if(WIN32)
  set(CPACK_GENERATOR ZIP)
elseif(APPLE)
  set(CPACK_GENERATOR TGZ)
else()
  set(CPACK_GENERATOR DEB TGZ)
endif()

# Fonts are found by name, and OpenGL is loaded by name, so that no tool can see what is needed: a Chinese font, without
# which the window's other language is question marks. Without Inter it takes what there is.
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei")
if(CONVOSCOPE_GUI)
  string(APPEND CPACK_DEBIAN_PACKAGE_DEPENDS ", libgl1, libegl1")
endif()
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, fonts-dejavu-core, xdg-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "ffmpeg, wl-clipboard | xclip")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/PackageDebian.cmake")
set(CPACK_CONVOSCOPE_PACKAGER "${CONVOSCOPE_PACKAGER}")
include(CPack)
