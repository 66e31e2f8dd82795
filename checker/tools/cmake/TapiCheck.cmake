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

# Also of object libraries that a checked target is made of.
if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
endif()

find_program(TAPI_CHECK_EXECUTABLE tapi-check
  HINTS "${CMAKE_CURRENT_LIST_DIR}/../../../bin"
  DOC "The checker of TAPI handles")

# The sources of TARGET that a compiler of C or C++ sees, as absolute paths, for
# steps: those must be known when CMake configures.
function(_tapi_check_sources Target Result)
  get_target_property(Folder ${Target} SOURCE_DIR)
  get_target_property(BinaryFolder ${Target} BINARY_DIR)
  get_target_property(Sources ${Target} SOURCES)
  set_target_properties(${Target} PROPERTIES TAPI_CHECK_SOURCES "${Sources}")
  # What is deferred reads its variables only then.
  cmake_language(EVAL CODE
    "cmake_language(DEFER CALL _tapi_check_unchanged [[${Target}]])")
  set(Found "")
  foreach(Source IN LISTS Sources)
    string(TOLOWER "${Source}" Lower)
    if(Source MATCHES "\\$<")
      message(FATAL_ERROR "tapi_check_target: with STEPS, the sources of "
        "${Target} must be named, but one is ${Source}")
    elseif(Lower MATCHES "\\.(c|cc|cp|cpp|cxx|c\\+\\+)$")
      get_filename_component(Path "${Source}" ABSOLUTE BASE_DIR "${Folder}")
      if(NOT EXISTS "${Path}") # A step of the build makes it.
        get_filename_component(Path "${Source}" ABSOLUTE
          BASE_DIR "${BinaryFolder}")
      endif()
      list(APPEND Found "${Path}")
    endif()
  endforeach()
  set(${Result} "${Found}" PARENT_SCOPE)
endfunction()

# What joins a target behind its steps would go unchecked.
function(_tapi_check_unchanged Target)
  get_target_property(Known ${Target} TAPI_CHECK_SOURCES)
  get_target_property(Sources ${Target} SOURCES)
  if(NOT "${Sources}" STREQUAL "${Known}")
    message(FATAL_ERROR "tapi_check_target: with STEPS, ${Target} must have all "
      "its sources before, but ${Sources} is not ${Known}")
  endif()
endfunction()

# What a step of the build must make before TARGET's sources can be read. Those
# of other folders, and later ones, must be there.
function(_tapi_check_generated Target Result)
  get_target_property(Folder ${Target} SOURCE_DIR)
  get_target_property(Sources ${Target} SOURCES)
  set(Found "")
  foreach(Source IN LISTS Sources)
    get_filename_component(Path "${Source}" ABSOLUTE BASE_DIR "${Folder}")
    if(NOT Source MATCHES "\\$<" AND NOT EXISTS "${Path}")
      list(APPEND Found "${Source}")
    endif()
  endforeach()
  if(NOT "${Folder}" STREQUAL "${CMAKE_CURRENT_SOURCE_DIR}")
    set(Found "")
  endif()
  set(${Result} "${Found}" PARENT_SCOPE)
endfunction()

# A file that lists the object files of TARGETS, generated when all sources are
# known: those of generator expressions, of libraries, and added later.
function(_tapi_check_objects Name Targets Result)
  set(Content "")
  foreach(Target IN LISTS Targets)
    # Not what Qt's compiler makes of headers: it may not be there yet.
    string(APPEND Content "$<JOIN:$<FILTER:$<TARGET_OBJECTS:${Target}>,EXCLUDE,"
      "_autogen/mocs_compilation>,\n>\n")
    # Objects of other targets, as sources.
    string(APPEND Content "$<JOIN:$<FILTER:$<TARGET_PROPERTY:${Target},SOURCES>"
      ",INCLUDE,\\.(o|obj)$>,\n>\n")
  endforeach()
  set(List "${CMAKE_CURRENT_BINARY_DIR}/tapi-check-${Name}-$<CONFIG>.objects")
  file(GENERATE OUTPUT "${List}" CONTENT "${Content}")
  set(${Result} "${List}" PARENT_SCOPE)
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

  list(GET Targets 0 First)
  foreach(Target IN LISTS Targets)
    if(NOT TARGET ${Target})
      message(FATAL_ERROR "tapi_check_target: ${Target} is no target")
    endif()
    get_target_property(Aliased ${Target} ALIASED_TARGET)
    get_target_property(Type ${Target} TYPE)
    if(Aliased)
      message(FATAL_ERROR "tapi_check_target: ${Target} is an alias; name "
        "${Aliased}")
    elseif(NOT Type MATCHES "^(EXECUTABLE|(STATIC|SHARED|MODULE|OBJECT)_LIBRARY)$")
      message(FATAL_ERROR "tapi_check_target: ${Target} compiles no sources")
    endif()
    set_target_properties(${Target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  endforeach()

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
  set(Inputs "")
  if(Arg_STEPS)
    foreach(Target IN LISTS Targets)
      _tapi_check_sources(${Target} Sources)
      foreach(Source IN LISTS Sources)
        _tapi_check_summary(${First} "${Source}" Summary)
        list(APPEND Inputs "${Summary}")
      endforeach()
    endforeach()
    if(NOT Inputs)
      message(FATAL_ERROR "tapi_check_target: ${Targets} has no sources in C or "
        "C++")
    endif()
    set(What --link --root "${CMAKE_SOURCE_DIR}" ${Inputs})
  else()
    foreach(Target IN LISTS Targets)
      _tapi_check_generated(${Target} Some)
      list(APPEND Inputs ${Some})
    endforeach()
    _tapi_check_objects(${First} "${Targets}" Objects)
    set(What -p "${CMAKE_BINARY_DIR}" --objects "${Objects}")
  endif()
  add_custom_target(tapi-check-${First} ${All}
    COMMAND "${TAPI_CHECK_EXECUTABLE}" ${Options} ${Arg_OPTIONS} ${What}
    DEPENDS ${Inputs}
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    COMMENT "Checking TAPI handles in ${First}"
    VERBATIM USES_TERMINAL)
endfunction()
