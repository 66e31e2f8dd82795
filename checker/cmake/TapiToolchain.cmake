# Which LLVM, which compiler, which linker. Included before project().

set(TAPI_LLVM 19 CACHE STRING "Major version of LLVM to build for and with")
set(TAPI_LLVM_PREFIX "" CACHE PATH
  "Where that LLVM is installed; empty: where Debian puts it")
if(NOT TAPI_LLVM_PREFIX)
  set(TAPI_LLVM_PREFIX "/usr/lib/llvm-${TAPI_LLVM}" CACHE PATH "" FORCE)
endif()

if(NOT EXISTS "${TAPI_LLVM_PREFIX}/bin")
  message(FATAL_ERROR "no LLVM ${TAPI_LLVM} in ${TAPI_LLVM_PREFIX}: install it "
    "(./dev build does), or set TAPI_LLVM or TAPI_LLVM_PREFIX")
endif()

# The clang of the same LLVM compiles its headers fastest and agrees with the
# libraries about their ABI. Whoever sets a compiler keeps it.
if(NOT CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX}
    AND EXISTS "${TAPI_LLVM_PREFIX}/bin/clang++")
  set(CMAKE_C_COMPILER "${TAPI_LLVM_PREFIX}/bin/clang" CACHE FILEPATH "")
  set(CMAKE_CXX_COMPILER "${TAPI_LLVM_PREFIX}/bin/clang++" CACHE FILEPATH "")
  if(EXISTS "${TAPI_LLVM_PREFIX}/bin/ld.lld")
    foreach(Kind EXE MODULE SHARED)
      set(CMAKE_${Kind}_LINKER_FLAGS_INIT "-fuse-ld=lld")
    endforeach()
  endif()
endif()

# ccache does not see through a precompiled header unless it is told to.
find_program(TAPI_CCACHE ccache)
if(TAPI_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${TAPI_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_CXX_COMPILER_LAUNCHER}")
endif()

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
