"""Reads a JSON array of sources and prints one of booleans: whether each compiles."""

import json
import sys
import warnings

warnings.simplefilter("ignore")


def compiles(source: str) -> bool:
    try:
        compile(source, "<source>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


json.dump([compiles(source) for source in json.load(sys.stdin)], sys.stdout)
