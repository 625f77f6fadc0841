"""Async Pitfalls in Bazel: each package is checked by one action, with its sources and what the packages that it imports tell.

See https://github.com/async-pitfalls/async-pitfalls/blob/main/server/docs/monorepos.md.
"""

OutsideInfo = provider(
    doc = "What packages tell others, and what was found in them.",
    fields = {
        "outsides": "depset of files: what a package and all that it imports tell",
        "findings": "depset of files: what was found in these, as JSON",
    },
)

# The files with what other packages tell are too many for a command line: `@list` names a file with their names.
_COMMAND = """
set -eu
tool=$1 outside=$2 findings=$3 others=$4
shift 4
"$tool" outside --outsides "$others" --output-file "$outside" "$@"
# 2 says that a file is no valid Python, which the message tells; what else could be wrong was wrong above.
"$tool" check --no-cache --exit-zero --output-format json --output-file "$findings" \\
    --outsides "$outside" --outsides "$others" "$@" || [ $? -eq 2 ]
"""

def _outside_info(deps):
    infos = [dep[OutsideInfo] for dep in deps if OutsideInfo in dep]
    return OutsideInfo(
        outsides = depset(transitive = [info.outsides for info in infos]),
        findings = depset(transitive = [info.findings for info in infos]),
    )

def _check(ctx, srcs, deps, tool, settings):
    others = _outside_info(deps)
    if not srcs:
        return others
    outside = ctx.actions.declare_file(ctx.label.name + ".outside.json")
    findings = ctx.actions.declare_file(ctx.label.name + ".async-pitfalls.json")
    names = ctx.actions.args()
    names.add_all(others.outsides)
    names.set_param_file_format("multiline")
    names.use_param_file("@%s", use_always = True)
    ctx.actions.run_shell(
        command = _COMMAND,
        arguments = [tool.executable.path, outside.path, findings.path, names] + [src.path for src in srcs],
        inputs = depset(srcs + settings, transitive = [others.outsides]),
        outputs = [outside, findings],
        tools = [tool],
        mnemonic = "AsyncPitfalls",
        progress_message = "Checking %s for async/await mistakes" % ctx.label,
    )
    return OutsideInfo(
        outsides = depset([outside], transitive = [others.outsides]),
        findings = depset([findings], transitive = [others.findings]),
    )

def _sources(targets):
    files = [file for target in targets for file in target.files.to_list()]
    return [file for file in files if file.is_source and file.extension in ("py", "pyi")]

def _aspect_impl(target, ctx):
    if OutsideInfo in target:
        return []
    attr = ctx.rule.attr
    deps = getattr(attr, "deps", [])
    if ctx.label.workspace_name:
        info = _outside_info(deps)
    else:
        info = _check(ctx, _sources(getattr(attr, "srcs", [])), deps, ctx.attr._tool.files_to_run, ctx.files._settings)
    return [info, OutputGroupInfo(async_pitfalls = info.findings)]

def async_pitfalls_aspect(tool, settings = []):
    """Makes an aspect that checks `py_library` and its like, with all that they depend on.

    Args:
      tool: the program `async-pitfalls`, as a `Label`
      settings: the `pyproject.toml` files that count, as `Label`s

    Returns:
      the aspect; its output group `async_pitfalls` has the findings
    """
    return aspect(
        implementation = _aspect_impl,
        attr_aspects = ["deps"],
        attrs = {
            "_settings": attr.label_list(default = settings, allow_files = True),
            "_tool": attr.label(default = tool, executable = True, cfg = "exec"),
        },
    )

def _package_impl(ctx):
    info = _check(ctx, _sources(ctx.attr.srcs), ctx.attr.deps, ctx.attr.tool.files_to_run, ctx.files.settings)
    return [info, DefaultInfo(files = info.findings), OutputGroupInfo(async_pitfalls = info.findings)]

async_pitfalls_package = rule(
    implementation = _package_impl,
    doc = "A package of a tree that has no `py_library`.",
    attrs = {
        "srcs": attr.label_list(allow_files = [".py", ".pyi"]),
        "deps": attr.label_list(doc = "The packages that it imports.", providers = [OutsideInfo]),
        "settings": attr.label_list(doc = "The `pyproject.toml` files that count.", allow_files = True),
        "tool": attr.label(doc = "The program `async-pitfalls`.", mandatory = True, executable = True, cfg = "exec"),
    },
)
