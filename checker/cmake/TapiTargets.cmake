# What every target of the project shares: flags, LLVM, and the functions that
# apply them.
#
#   tapi_own_code(Target)        our warnings, C++17, includes from the root
#   tapi_use_clang(Target)       clang's headers, its flags, its precompiled header
#   tapi_link_clang(Target)      clang and LLVM as shared libraries (programs only)

option(TAPI_TESTS "Build the tests" ON)
option(TAPI_TOOLS "Build tapi-check, tapi-clang-tidy and tapi-clangd" ON)
# The shim does not depend on LLVM: one build of it is enough.
if(TAPI_LLVM EQUAL 19)
  set(Default ON)
else()
  set(Default OFF)
endif()
option(TAPI_SHIM "Build the runtime shim, tapi32.dll" ${Default})
set(TAPI_SANITIZE "" CACHE STRING
  "Sanitizers for the unit tests, for instance address,undefined")

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

find_package(LLVM REQUIRED CONFIG
  PATHS "${TAPI_LLVM_PREFIX}" NO_DEFAULT_PATH)
if(NOT LLVM_VERSION_MAJOR EQUAL TAPI_LLVM)
  message(FATAL_ERROR "${TAPI_LLVM_PREFIX} has LLVM ${LLVM_VERSION_MAJOR}, "
    "but TAPI_LLVM is ${TAPI_LLVM}")
endif()
find_package(Clang REQUIRED CONFIG
  PATHS "${TAPI_LLVM_PREFIX}" NO_DEFAULT_PATH)

if(TAPI_SANITIZE)
  add_compile_options(-fsanitize=${TAPI_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${TAPI_SANITIZE})
endif()

function(tapi_own_code Target)
  target_include_directories(${Target} PRIVATE "${PROJECT_SOURCE_DIR}")
  if(MSVC)
    target_compile_options(${Target} PRIVATE /W4 /WX)
  else()
    # -fPIC for programs too, or they could not share the precompiled header.
    target_compile_options(${Target} PRIVATE -fPIC -Wall -Wextra -Werror)
  endif()
endfunction()

# The flags clang's headers need. Apart from tapi_use_clang because the owner of
# the precompiled header needs them too, and all its users exactly the same.
function(tapi_clang_flags Target)
  tapi_own_code(${Target})
  target_include_directories(${Target} SYSTEM PRIVATE
    ${CLANG_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
  separate_arguments(Definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_definitions(${Target} PRIVATE ${Definitions})
  if(NOT MSVC)
    target_compile_options(${Target} PRIVATE
      $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
      $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang AND TAPI_CCACHE)
    target_compile_options(${Target} PRIVATE
      $<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>)
  endif()
endfunction()

function(tapi_use_clang Target)
  tapi_clang_flags(${Target})
  target_precompile_headers(${Target} REUSE_FROM TapiClangHeaders)
endfunction()

function(tapi_link_clang Target)
  target_link_libraries(${Target} PRIVATE clang-cpp LLVM)
endfunction()
