"""Where the checker and the headers of Windows come from."""

def tapi_repositories(
        prefix = "/usr/lib/tapi-handle-checker",
        headers = "/usr/share/mingw-w64/include"):
    """Declares what the rules of tapi.bzl need.

    Args:
      prefix: the folder whose bin/ holds tapi-check, and lib/clang/ the headers
        of its clang.
      headers: a folder with windows.h and tapi.h.
    """
    native.new_local_repository(
        name = "tapi_checker",
        path = prefix,
        build_file = "@tapi//:checker.BUILD",
    )
    native.new_local_repository(
        name = "tapi_headers",
        path = headers,
        build_file = "@tapi//:headers.BUILD",
    )
