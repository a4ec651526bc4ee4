"""Whether what languages know stands in their room, and nowhere else: ``python -m tests.languages``.

Outside ``archive/languages`` no code of a language that has a module there may be compared with, listed, be a key or a
default, or end a name: whoever adds a language would have to find all such places.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from archive import languages

ROOT: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = ("archive", "memorial")
# Its own room; what is over; and the sample, which is written in three languages.
ELSEWHERE: Final = ("archive/languages/", "archive/migrations/", "archive/sample/")

CODES: Final = frozenset(one.code for one in languages.known())
_ENDING: Final = re.compile(rf"\w+_(?:{'|'.join(sorted(CODES))})")
_IN_A_TEMPLATE: Final = re.compile(rf"{{%[^%]*(?:[!=]=|\bin)\s*[\"'](?:{'|'.join(sorted(CODES))})[\"'][^%]*%}}")

Finding = tuple[int, str]


def in_python(source: str) -> Iterator[Finding]:
    """Lines of a module that know a language, and what of it they have."""
    for node in ast.walk(ast.parse(source)):
        for place in _places(node):
            if isinstance(place, ast.Constant) and place.value in CODES:
                yield place.lineno, f'"{place.value}" in a {_sort(node)}'
        for name in _names(node):
            if _ENDING.fullmatch(name):
                yield getattr(node, "lineno", 0), f"the name {name}"


def in_template(source: str) -> Iterator[Finding]:
    for match in _IN_A_TEMPLATE.finditer(source):
        yield source.count("\n", 0, match.start()) + 1, match[0]


def _places(node: ast.AST) -> list[ast.expr | None]:
    """Where in ``node`` no code may stand."""
    match node:
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.Dict():
            return list(node.keys)
        case ast.Tuple() | ast.List() | ast.Set():
            return list(node.elts)
        case ast.arguments():
            return [*node.defaults, *node.kw_defaults]
        case ast.MatchValue():
            return [node.value]
        case ast.BoolOp():
            return list(node.values)
        case ast.Call():
            return [*node.args, *(one.value for one in node.keywords)]
    return []


def _names(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            return [name]
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Constant(value=str(name)) if name.isidentifier():
            return [name]
    return []


def _sort(node: ast.AST) -> str:
    sorts = {
        "Compare": "comparison",
        "Dict": "key",
        "arguments": "default",
        "MatchValue": "case",
        "BoolOp": "condition",
    }
    return sorts.get(type(node).__name__, type(node).__name__.lower())


def findings() -> Iterator[tuple[str, Finding]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if not name.startswith(ELSEWHERE):
                yield from ((name, found) for found in in_python(path.read_text(encoding="utf-8")))
    for path in sorted((*(ROOT / "templates").rglob("*.html"), *(ROOT / "archive").rglob("*.html"))):
        yield from ((str(path.relative_to(ROOT)), found) for found in in_template(path.read_text(encoding="utf-8")))


def mistakes() -> list[str]:
    return [f"{path}:{line}: {what}" for path, (line, what) in findings()]


def main() -> int:
    for line in (said := mistakes()):
        print(line, file=sys.stderr)
    return bool(said)


if __name__ == "__main__":
    sys.exit(main())
