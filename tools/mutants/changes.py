"""Every small change to a source file that could be a slip of its author."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COMBINED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which file, from which line and byte to which, and the text that stands there instead.

    The text has as many lines as what it replaces, so that all other code keeps its line numbers. `statement` is the
    first line of the statement it stands in: tests that reach the statement are the ones that may notice.
    """

    file: Path
    start: tuple[int, int]
    end: tuple[int, int]
    instead: str
    statement: int

    def written(self) -> str:
        before, _, after = self._parts()
        return (before + self.instead.encode() + after).decode()

    def _parts(self) -> tuple[bytes, bytes, bytes]:
        lines = self.file.read_bytes().splitlines(keepends=True)
        left = len(b"".join(lines[: self.start[0] - 1])) + self.start[1]
        right = len(b"".join(lines[: self.end[0] - 1])) + self.end[1]
        source = b"".join(lines)
        return source[:left], source[left:right], source[right:]

    def __str__(self) -> str:
        was = " ".join(self._parts()[1].decode().split())
        return f"{self.file.relative_to(ROOT)}:{self.start[0]}: {was} -> {self.instead.strip()}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """The changes of one file, those of its docstrings and annotations left out."""
    yield from _mutants_in(path, ast.parse(path.read_text()), 1)


def _mutants_in(path: Path, node: ast.AST, statement: int) -> Iterator[Mutant]:
    left_alone = {id(inner) for inner in _left_alone(node)}
    if isinstance(node, ast.stmt):
        statement = node.lineno
    if id(node) in left_alone:
        return
    if isinstance(node, ast.stmt | ast.expr):
        for changed in _changed(node):
            yield _mutant(path, node, changed, statement)
    for inner in ast.iter_child_nodes(node):
        if id(inner) not in left_alone:
            yield from _mutants_in(path, inner, statement)


def _mutant(path: Path, node: ast.stmt | ast.expr, changed: ast.AST, statement: int) -> Mutant:
    last, right = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    text = ast.unparse(ast.fix_missing_locations(changed))
    gap = "\n" * (last - node.lineno)
    instead = f"({text}{gap})" if isinstance(changed, ast.expr) else text + gap
    start = node.lineno, node.col_offset
    return Mutant(path, start, (last, right), instead, min(statement, node.lineno))


def _left_alone(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, annotations, texts with places to fill, and options of model fields, which migrations hold."""
    match node:
        case ast.JoinedStr():
            yield from ast.walk(node)
        case ast.Expr(value=ast.Constant(value=str())):
            yield from ast.walk(node)
        case ast.AnnAssign(annotation=annotation) | ast.arg(annotation=ast.AST() as annotation):
            yield from ast.walk(annotation)
        case ast.FunctionDef(returns=ast.AST() as returns):
            yield from ast.walk(returns)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="models"))) | ast.ClassDef(name="Meta"):
            yield from ast.walk(node)


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    yield from _changed_condition(node)
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COMBINED:
            yield ast.BinOp(left, COMBINED[type(op)](), right)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Return(value=ast.AST() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield ast.Pass()


def _changed_condition(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left=left, ops=[one, *others], comparators=right) if type(one) in COMPARED:
            yield ast.Compare(left, [COMPARED[type(one)](), *others], right)
        case ast.BoolOp(op=ast.And(), values=values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(op=ast.Or(), values=values):
            yield ast.BoolOp(ast.And(), values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
