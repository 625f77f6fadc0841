"""Reads a JSON array of [before, [after, …]] and prints one of arrays: for each text after, what it has lost or got.

Beyond what compiles: comments and constant strings that are gone, and names that are undefined or unused now.
"""

import ast
import collections
import io
import json
import sys
import tokenize
import warnings

from pyflakes import checker, messages

warnings.simplefilter("ignore")

NAMES = (
    messages.UndefinedName,
    messages.UndefinedLocal,
    messages.UndefinedExport,
    messages.UnusedImport,
    messages.UnusedVariable,
    messages.RedefinedWhileUnused,
    messages.ImportShadowedByLoopVar,
)


def contents(text):
    tree = ast.parse(text)
    compile(tree, "<text>", "exec", dont_inherit=True)
    found = collections.Counter()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            found["lost comment " + token.string] += 1
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            found["lost string " + repr(node.value)] += 1
    flakes = collections.Counter(
        f"{type(message).__name__} {message.message_args[0]}"
        for message in checker.Checker(tree, "text.py", builtins={"WindowsError"}).messages
        if isinstance(message, NAMES)
    )
    return found, flakes


def damages(before, after):
    try:
        found, flakes = contents(after)
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        return [f"does not compile: {error}"]
    old_found, old_flakes = before
    return [*(old_found - found), *(flakes - old_flakes)]


def judge(before, texts):
    try:
        old = contents(before)
    except (SyntaxError, ValueError, tokenize.TokenError):
        # What does not compile before need not afterwards.
        return [[] for _ in texts]
    return [damages(old, text) for text in texts]


json.dump([judge(before, texts) for before, texts in json.load(sys.stdin)], sys.stdout)
