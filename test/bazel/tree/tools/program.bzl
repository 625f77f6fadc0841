"""The command line in this folder, with the Node of the machine."""

def _program_impl(ctx):
    program = ctx.actions.declare_file(ctx.label.name + ".sh")
    command = "#!/bin/sh\nexec node \"$0.runfiles/tree/tools/dist/cli.js\" \"$@\"\n"
    ctx.actions.write(program, command, is_executable = True)
    return DefaultInfo(executable = program, runfiles = ctx.runfiles(files = ctx.files.data))

program = rule(
    implementation = _program_impl,
    attrs = {"data": attr.label_list(allow_files = True)},
    executable = True,
)
