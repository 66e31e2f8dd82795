# Read by cpack before it makes a package. Without these programs it makes one
# that names no libraries, and what is installed from that may not start.

foreach(Program dpkg-shlibdeps file)
  find_program(TAPI_${Program} ${Program})
  if(CPACK_GENERATOR STREQUAL "DEB" AND NOT TAPI_${Program})
    message(FATAL_ERROR "A Debian package needs ${Program}: install the packages "
      "dpkg-dev and file")
  endif()
endforeach()
