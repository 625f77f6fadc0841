"""What Python's own ast and symtable say of files: one JSON object a line for the paths on standard input.

Nodes are written as `Kind start end details`, offsets in UTF-16 units. Patterns and the insides of f-strings are left out:
facts do not keep the former, and ast has no places for the latter before Python 3.12.
"""

import ast
import json
import symtable
import sys
import warnings

warnings.simplefilter("ignore")

KINDS = {
    **dict.fromkeys(["List", "Tuple", "Set"], "Collection"),
    **dict.fromkeys(["ListComp", "SetComp", "DictComp", "GeneratorExp"], "Comprehension"),
    **{"AsyncFunctionDef": "FunctionDef", "AsyncFor": "For", "AsyncWith": "With", "TryStar": "Try"},
}
OMITTED = {"BoolOp", "Pass", "Break", "Continue", "Global", "Nonlocal", "Import", "ImportFrom", "arg", "keyword", "alias"}
CONTEXTS = {ast.Load: "load", ast.Store: "store", ast.Del: "delete"}
OPERATORS = {
    **{ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Is: "is"},
    **{ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in", ast.Not: "not", ast.USub: "-", ast.UAdd: "+"},
    **{ast.Invert: "~", ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%"},
    **{ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitAnd: "&", ast.BitXor: "^"},
    **{ast.MatMult: "@"},
}


class Nodes:
    def __init__(self, source):
        self.source = source
        self.units = source.encode("utf-16-le")
        self.lines = source.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line.encode("utf-16-le")) // 2 + 1)
        self.found = []

    def offset(self, line, column):
        before = self.lines[line - 1].encode()[:column].decode()
        return self.starts[line - 1] + len(before.encode("utf-16-le")) // 2

    def text(self, start, end):
        return self.units[2 * start : 2 * end].decode("utf-16-le")

    def range(self, node):
        start = self.offset(node.lineno, node.col_offset)
        end = self.offset(node.end_lineno, node.end_col_offset)
        if isinstance(node, ast.stmt):  # a semicolon behind the last statement is no part of it
            end = start + len(self.text(start, end).rstrip("; ").encode("utf-16-le")) // 2
        return start, end

    def walk(self, node):
        kind = type(node).__name__
        if isinstance(node, ast.match_case):
            parts = ([node.guard] if node.guard else []) + node.body
        elif isinstance(node, ast.Subscript):
            parts = [node.value, *self.indices(node)]
        else:
            parts = ast.iter_child_nodes(node)
        if hasattr(node, "lineno") and kind not in OMITTED:
            start, end = self.range(node)
            self.found.append(" ".join([KINDS.get(kind, kind), str(start), str(end), *self.details(node)]))
        if kind != "JoinedStr":
            for part in parts:
                self.walk(part)

    def indices(self, node):
        """`x[a, b]` has two indices, `x[(a, b)]` one."""
        if not isinstance(node.slice, ast.Tuple) or not node.slice.elts:
            return [node.slice]
        start, end = self.range(node.slice)
        try:
            alone = ast.parse(f"({self.text(start, end)}\n)", mode="eval").body
        except SyntaxError:  # a slice in it
            return node.slice.elts
        return [node.slice] if ast.dump(alone) == ast.dump(node.slice) and alone.col_offset == 1 else node.slice.elts

    def details(self, node):
        match node:
            case ast.Name():
                return [CONTEXTS[type(node.ctx)], node.id]
            case ast.Attribute():
                return [CONTEXTS[type(node.ctx)], node.attr]
            case ast.Subscript():
                return [CONTEXTS[type(node.ctx)], str(len(self.indices(node)))]
            case ast.FunctionDef() | ast.ClassDef():
                return [node.name]
            case ast.AsyncFunctionDef():
                return [node.name, "async"]
            case ast.With():
                return [str(len(node.items))]
            case ast.AsyncWith():
                return [str(len(node.items)), "async"]
            case ast.AsyncFor():
                return ["async"]
            case ast.Compare():
                return [OPERATORS[type(operator)] for operator in node.ops]
            case ast.UnaryOp() | ast.BinOp() | ast.AugAssign():
                return [OPERATORS[type(node.op)]]
            case ast.Call():
                return [str(len(node.args) + len(node.keywords))]
            case ast.ExceptHandler():
                return [node.name] if node.name else []
            case ast.Constant():
                return [{"NoneType": "None"}.get(type(node.value).__name__, type(node.value).__name__)]
            case _:
                return []


def scopes(table, class_name, found):
    """`type name: bound names` of every scope, private names as they are written."""
    if table.get_type() == "class":
        class_name = table.get_name()
    prefix = "_" + class_name.lstrip("_") + "__"
    names = set()
    for symbol in table.get_symbols():
        is_bound = symbol.is_assigned() or symbol.is_imported() or symbol.is_parameter() or symbol.is_namespace()
        if symbol.is_local() and is_bound and not symbol.get_name().startswith("."):
            name = symbol.get_name()
            names.add("__" + name[len(prefix) :] if class_name and name.startswith(prefix) else name)
    found.append(f"{table.get_type()} {table.get_name()}: {' '.join(sorted(names))}")
    for child in table.get_children():
        scopes(child, class_name, found)
    return found


for path in sys.stdin.read().splitlines():
    try:
        with open(path, encoding="utf-8", newline="") as file:
            source = file.read()
        if any(mark in source for mark in "\r\f\ufeff\x00"):
            continue  # ast counts lines in another way there
        nodes = Nodes(source)
        nodes.walk(ast.parse(source))
        bound = scopes(symtable.symtable(source, path, "exec"), "", [])
    except (SyntaxError, ValueError, RecursionError):
        continue  # not a file that Python itself reads
    print(json.dumps({"path": path, "nodes": nodes.found, "scopes": bound}))
