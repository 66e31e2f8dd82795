# `cmake --install` and `cpack`: what is installed where. Included last, for it asks
# which targets there are.
#
#   bin/                            links to the programs
#   lib/tapi-handle-checker/        the programs, the plugin, the shim, and a link
#                                   to the headers of clang, which programs look
#                                   for beside themselves
#   share/tapi-handle-checker/      for CMake and Bazel
#   share/doc/tapi-handle-checker/  these docs
#
# Nothing in it knows where it is: the folder may be moved as a whole. Only LLVM's
# shared libraries and headers stay where they are.

include(GNUInstallDirs)

set(Name tapi-handle-checker)
set(Home "lib/${Name}")

set(Links "${CMAKE_BINARY_DIR}/install")
file(MAKE_DIRECTORY "${Links}")
foreach(Program tapi-check tapi-clang-tidy tapi-clangd tapi-pre-commit)
  if(NOT TARGET ${Program})
    continue()
  endif()
  # The one path is LLVM's own, where programs find its shared libraries.
  set_target_properties(${Program} PROPERTIES
    INSTALL_RPATH "${TAPI_LLVM_PREFIX}/lib")
  install(TARGETS ${Program} RUNTIME DESTINATION "${Home}/bin")
  set(Link "${Links}/${Program}")
  file(CREATE_LINK "../${Home}/bin/${Program}" "${Link}" SYMBOLIC)
  install(FILES "${Link}" DESTINATION bin)
endforeach()
install(TARGETS TapiTidyModule LIBRARY DESTINATION "${Home}")

set(Link "${Links}/${LLVM_VERSION_MAJOR}")
file(CREATE_LINK "${TAPI_LLVM_PREFIX}/lib/clang/${LLVM_VERSION_MAJOR}"
  "${Link}" SYMBOLIC)
install(FILES "${Link}" DESTINATION "${Home}/lib/clang")

if(TARGET tapi-shim-x64)
  foreach(Arch x64 x86)
    install(FILES "${CMAKE_BINARY_DIR}/shim/${Arch}/tapi32.dll"
      DESTINATION "${Home}/shim/${Arch}")
  endforeach()
endif()

set(Tools "${PROJECT_SOURCE_DIR}/checker/tools")
install(FILES "${Tools}/cmake/TapiCheck.cmake" DESTINATION "share/${Name}/cmake")
install(DIRECTORY "${Tools}/bazel/" DESTINATION "share/${Name}/bazel")
install(FILES "${PROJECT_SOURCE_DIR}/README.md" "${PROJECT_SOURCE_DIR}/LICENSE"
  DESTINATION "share/doc/${Name}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs" DESTINATION "share/doc/${Name}")

set(CPACK_PACKAGE_NAME "${Name}")
set(CPACK_PACKAGE_VENDOR "The authors of ${Name}")
set(CPACK_PACKAGE_CONTACT "The authors of ${Name} <nobody@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "libclang-common-${TAPI_LLVM}-dev, mingw-w64-x86-64-dev")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
  "clang-tidy-${TAPI_LLVM}, g++-mingw-w64-x86-64, mingw-w64-i686-dev, git")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "pre-commit, wine")
# The libraries that the programs need, by name and version.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_LIST_DIR}/TapiPackage.cmake")
include(CPack)
