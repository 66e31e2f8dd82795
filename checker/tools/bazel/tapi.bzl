"""Checks the life of TAPI handles in C and C++ targets.

    load("@tapi//:tapi.bzl", "tapi_check_test")
    tapi_check_test(name = "dialer_check_test", deps = [":dialer"])

An aspect summarises every source of `deps` and of what they depend on, each in an
action of its own; the rule links the summaries. `bazel test` fails on findings
and prints them, `bazel build` writes them as text, JSON and SARIF. All inputs are
declared, and no path is absolute, so that the actions run in a sandbox, are
cached, and may run on another machine.

What the sources are compiled with are the include folders, macros and copts of
their targets; compiler flags of the toolchain are not used, for that toolchain
need not be one for Windows.
"""

_SOURCES = ["c", "cc", "cp", "cpp", "cxx", "c++", "C"]

TapiCheckerInfo = provider(
    "A checker, and the system headers of the programs that it checks.",
    fields = {
        "compilation": "compilation context of the system headers",
        "cxx_compilation": "the same for C++, with its own headers first",
        "tool": "what runs tapi-check",
    },
)

TapiSummaryInfo = provider(
    "What tapi-check knows of a target and its dependencies.",
    fields = {
        "sources": "depset of sources and headers, for the text of a report",
        "summaries": "depset of summaries",
    },
)

def _checker_impl(ctx):
    headers = [d[CcInfo] for d in ctx.attr.headers]
    cxx_headers = [d[CcInfo] for d in ctx.attr.cxx_headers]
    merged = cc_common.merge_cc_infos(cc_infos = headers)
    cxx_merged = cc_common.merge_cc_infos(cc_infos = cxx_headers + headers)
    return [TapiCheckerInfo(
        compilation = merged.compilation_context,
        cxx_compilation = cxx_merged.compilation_context,
        tool = ctx.attr.executable[DefaultInfo].files_to_run,
    )]

tapi_checker = rule(
    implementation = _checker_impl,
    attrs = {
        "executable": attr.label(
            executable = True,
            cfg = "exec",
            mandatory = True,
        ),
        "cxx_headers": attr.label_list(providers = [CcInfo]),
        "headers": attr.label_list(providers = [CcInfo]),
    },
)

def _include_flag(folder):
    # Bazel passes "includes" as folders of the system, where mistakes are not
    # reported. Those of the workspace are the program's own.
    system = folder.startswith("external/") or "/external/" in folder
    return ("-isystem" if system else "-I") + folder

def _flags(ctx, args, compilation, system):
    args.add("--")
    args.add("-nostdlibinc")
    args.add_all(compilation.includes, before_each = "-I")
    args.add_all(compilation.quote_includes, before_each = "-iquote")
    args.add_all(compilation.system_includes, map_each = _include_flag)
    args.add_all(system.system_includes, before_each = "-isystem")
    args.add_all(compilation.defines, format_each = "-D%s")
    args.add_all(compilation.local_defines, format_each = "-D%s")
    for option in getattr(ctx.rule.attr, "copts", []):
        args.add_all(ctx.tokenize(option))

def _summarise(ctx, source, compilation, checker):
    name = "%s.%s.tapi" % (ctx.rule.attr.name, source.basename)
    summary = ctx.actions.declare_file(name, sibling = source)
    args = ctx.actions.args()
    args.add("--summarize", source)
    args.add("-o", summary)
    args.add("--root", ".")
    system = checker.compilation if source.extension == "c" else checker.cxx_compilation
    _flags(ctx, args, compilation, system)
    ctx.actions.run(
        executable = checker.tool,
        arguments = [args],
        inputs = depset(
            [source],
            transitive = [compilation.headers, system.headers],
        ),
        outputs = [summary],
        mnemonic = "TapiSummarize",
        progress_message = "Summarising TAPI handles in " + source.short_path,
    )
    return summary

def _summaries_impl(target, ctx):
    summaries, sources = [], []
    below = [
        d[TapiSummaryInfo]
        for d in getattr(ctx.rule.attr, "deps", [])
        if TapiSummaryInfo in d
    ]
    if CcInfo in target:
        checker = ctx.attr._checker[TapiCheckerInfo]
        compilation = target[CcInfo].compilation_context
        for source in getattr(ctx.rule.files, "srcs", []):
            if source.extension in _SOURCES:
                summaries.append(_summarise(ctx, source, compilation, checker))
                sources.append(source)
        sources.extend(compilation.direct_headers)
    return [TapiSummaryInfo(
        sources = depset(sources, transitive = [b.sources for b in below]),
        summaries = depset(summaries, transitive = [b.summaries for b in below]),
    )]

tapi_summaries = aspect(
    implementation = _summaries_impl,
    attr_aspects = ["deps"],
    attrs = {"_checker": attr.label(default = "//:checker")},
    provides = [TapiSummaryInfo],
)

# Findings are a result of the action, not a failure; 2 is one.
_LINK = 'code=0; "$@" || code=$?; echo $code > "$CODE"; test $code -le 1'

_TEST = """#!/bin/sh
cat '%s'
exit $(cat '%s')
"""

def _check_impl(ctx):
    checker = ctx.attr._checker[TapiCheckerInfo]
    infos = [d[TapiSummaryInfo] for d in ctx.attr.deps]
    summaries = depset(transitive = [i.summaries for i in infos])
    sources = depset(transitive = [i.sources for i in infos])
    name = ctx.label.name
    code = ctx.actions.declare_file(name + ".code")
    reports = []
    args = ctx.actions.args()
    args.add(checker.tool.executable)
    args.add("--link")
    args.add("--checks=" + ctx.attr.checks)
    for form, ending in [("text", "txt"), ("json", "json"), ("sarif", "sarif")]:
        report = ctx.actions.declare_file("%s.%s" % (name, ending))
        reports.append(report)
        args.add("--format", form)
        args.add("-o", report)
    if ctx.file.baseline:
        args.add("--baseline", ctx.file.baseline)
    if ctx.attr.library:
        args.add("--library")
    args.add_all(summaries)
    ctx.actions.run_shell(
        command = _LINK,
        arguments = [args],
        env = {"CODE": code.path},
        inputs = depset(ctx.files.baseline, transitive = [summaries, sources]),
        tools = [checker.tool],
        outputs = reports + [code],
        mnemonic = "TapiLink",
        progress_message = "Linking TAPI handles for " + name,
    )
    script = ctx.actions.declare_file(name + ".sh")
    ctx.actions.write(
        script,
        _TEST % (reports[0].short_path, code.short_path),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        files = depset(reports),
        runfiles = ctx.runfiles(files = [reports[0], code]),
    )]

tapi_check_test = rule(
    implementation = _check_impl,
    doc = "Checks `deps`, and what they depend on, as one program.",
    attrs = {
        "baseline": attr.label(
            allow_single_file = True,
            doc = "findings that are known, as --write-baseline writes them",
        ),
        "checks": attr.string(default = "tapi-*", doc = "a list of globs"),
        "deps": attr.label_list(aspects = [tapi_summaries], mandatory = True),
        "library": attr.bool(doc = "other programs call the functions, too"),
        "_checker": attr.label(default = "//:checker"),
    },
    test = True,
)
