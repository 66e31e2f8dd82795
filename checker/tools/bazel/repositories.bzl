"""Where the checker and the headers of Windows come from."""

_CXX_HEADERS = """
cc_library(
    name = "headers",
    hdrs = glob(["c++/**"], allow_empty = True),
    includes = ["c++", "c++/x86_64-w64-mingw32", "c++/backward"],
    visibility = ["//visibility:public"],
)
"""

def _cxx_headers_impl(ctx):
    # A folder for each version of the compiler; clang, too, takes the last.
    folder = ctx.path(ctx.attr.path)
    versions = sorted([str(v) for v in folder.readdir()]) if folder.exists else []
    for version in reversed(versions):
        headers = ctx.path(version + "/include/c++")
        if headers.exists:
            ctx.symlink(headers, "c++")
            break
    ctx.file("BUILD.bazel", _CXX_HEADERS)

_cxx_headers = repository_rule(
    implementation = _cxx_headers_impl,
    attrs = {"path": attr.string(mandatory = True)},
    local = True,
)

def tapi_repositories(
        prefix = "/usr/lib/tapi-handle-checker",
        headers = "/usr/share/mingw-w64/include",
        compiler = "/usr/lib/gcc/x86_64-w64-mingw32"):
    """Declares what the rules of tapi.bzl need.

    Args:
      prefix: the folder whose bin/ holds tapi-check, and lib/clang/ the headers
        of its clang.
      headers: a folder with windows.h and tapi.h.
      compiler: a folder of versions of g++, each with include/c++. Without one,
        sources that include headers of C++ are analysed in part.
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
    _cxx_headers(name = "tapi_cxx_headers", path = compiler)
