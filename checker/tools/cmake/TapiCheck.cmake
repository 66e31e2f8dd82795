# tapi_check_target(TARGET...): checks the life of TAPI handles in the sources of
# a target, or of several that make one program.
#
#   include(TapiCheck)
#   add_executable(dialer dialer.cpp line.cpp)
#   tapi_check_target(dialer SARIF dialer.sarif BASELINE tapi-baseline.json)
#
# makes a target "tapi-check-dialer" (the first name counts), which fails if
# there are findings or if something could not be analysed.
#
#   ALL             part of the default build
#   SARIF FILE      also write SARIF there (relative: in the build folder)
#   HTML FILE       also write the HTML report there
#   BASELINE FILE   findings that are known (relative: in the source folder)
#   CHECKS LIST     which checks, a list of globs, as --checks of tapi-check
#   OPTIONS WORD... further options of tapi-check
#   STEPS           a step of the build for each source, and one to link them:
#                   only what has changed is compiled again
#
# TAPI_CHECK_EXECUTABLE is the checker; found in PATH and beside this file's
# installation if not set. Needs a generator that writes compile_commands.json:
# Ninja or Makefiles. For Visual Studio see docs/ci.md.

include_guard(GLOBAL)

find_program(TAPI_CHECK_EXECUTABLE tapi-check
  HINTS "${CMAKE_CURRENT_LIST_DIR}/../../../bin"
  DOC "The checker of TAPI handles")

# The sources of TARGET that a compiler of C or C++ sees, as absolute paths.
function(_tapi_check_sources Target Result)
  get_target_property(Folder ${Target} SOURCE_DIR)
  get_target_property(Sources ${Target} SOURCES)
  set(Found "")
  foreach(Source IN LISTS Sources)
    if(Source MATCHES "\\.(c|cc|cp|cpp|cxx|c\\+\\+|C)$")
      get_filename_component(Source "${Source}" ABSOLUTE BASE_DIR "${Folder}")
      list(APPEND Found "${Source}")
    endif()
  endforeach()
  set(${Result} "${Found}" PARENT_SCOPE)
endfunction()

# A step of the build that compiles SOURCE to a summary, whose name goes to RESULT.
# Flags come from the database, which is written anew whenever CMake runs.
function(_tapi_check_summary Target Source Result)
  file(RELATIVE_PATH Name "${CMAKE_SOURCE_DIR}" "${Source}")
  string(REPLACE "../" "_/" Name "${Name}")
  set(Summary "${CMAKE_CURRENT_BINARY_DIR}/tapi-check-${Target}.dir/${Name}.sum")
  get_filename_component(Folder "${Summary}" DIRECTORY)
  file(MAKE_DIRECTORY "${Folder}")
  add_custom_command(OUTPUT "${Summary}"
    COMMAND "${TAPI_CHECK_EXECUTABLE}" -p "${CMAKE_BINARY_DIR}"
      --summarize "${Source}" -o "${Summary}" --depfile "${Summary}.d"
      --root "${CMAKE_SOURCE_DIR}"
    DEPENDS "${Source}" "${CMAKE_BINARY_DIR}/compile_commands.json"
      "${TAPI_CHECK_EXECUTABLE}"
    DEPFILE "${Summary}.d"
    COMMENT "Summarising TAPI handles in ${Name}"
    VERBATIM)
  set(${Result} "${Summary}" PARENT_SCOPE)
endfunction()

function(tapi_check_target)
  cmake_parse_arguments(PARSE_ARGV 0 Arg "ALL;STEPS" "SARIF;HTML;BASELINE;CHECKS"
    "OPTIONS")
  set(Targets "${Arg_UNPARSED_ARGUMENTS}")
  if(NOT Targets)
    message(FATAL_ERROR "tapi_check_target: name a target")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(WARNING "tapi_check_target: ${CMAKE_GENERATOR} writes no "
      "compile_commands.json; ${Targets} will not be checked")
    return()
  endif()

  set(Sources "")
  foreach(Target IN LISTS Targets)
    if(NOT TARGET ${Target})
      message(FATAL_ERROR "tapi_check_target: ${Target} is no target")
    endif()
    set_target_properties(${Target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
    _tapi_check_sources(${Target} Some)
    list(APPEND Sources ${Some})
  endforeach()
  if(NOT Sources)
    message(FATAL_ERROR "tapi_check_target: ${Targets} has no sources in C or "
      "C++")
  endif()

  set(Options --format text)
  foreach(Form SARIF HTML)
    if(Arg_${Form})
      string(TOLOWER ${Form} Name)
      get_filename_component(File "${Arg_${Form}}" ABSOLUTE
        BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
      list(APPEND Options --format ${Name} -o "${File}")
    endif()
  endforeach()
  if(Arg_BASELINE)
    get_filename_component(File "${Arg_BASELINE}" ABSOLUTE
      BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    list(APPEND Options --baseline "${File}")
  endif()
  if(Arg_CHECKS)
    list(APPEND Options "--checks=${Arg_CHECKS}")
  endif()

  list(GET Targets 0 First)
  set(All "")
  if(Arg_ALL)
    set(All ALL)
  endif()
  if(NOT TAPI_CHECK_EXECUTABLE)
    # A missing checker must not look like a clean program.
    add_custom_target(tapi-check-${First} ${All}
      COMMAND "${CMAKE_COMMAND}" -E echo
        "tapi-check is not installed: set TAPI_CHECK_EXECUTABLE"
      COMMAND "${CMAKE_COMMAND}" -E false
      VERBATIM)
    return()
  endif()
  set(Summaries "")
  if(Arg_STEPS)
    foreach(Source IN LISTS Sources)
      _tapi_check_summary(${First} "${Source}" Summary)
      list(APPEND Summaries "${Summary}")
    endforeach()
    set(What --link --root "${CMAKE_SOURCE_DIR}" ${Summaries})
  else()
    set(What -p "${CMAKE_BINARY_DIR}" ${Sources})
  endif()
  add_custom_target(tapi-check-${First} ${All}
    COMMAND "${TAPI_CHECK_EXECUTABLE}" ${Options} ${Arg_OPTIONS} ${What}
    DEPENDS ${Summaries}
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    COMMENT "Checking TAPI handles in ${First}"
    VERBATIM USES_TERMINAL)
endfunction()
