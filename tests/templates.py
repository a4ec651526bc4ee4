"""Whether the reading room's templates ask for what is there, and for all that is: ``python -m tests.templates``.

Each is read with the types of its page, in all its branches and in all parts that it uses. Where something may be
missing, the template has to ask whether it is there before it says anything of it.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib import import_module
from inspect import getmembers
from pkgutil import walk_packages
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

import django
from jinja2 import TemplateError, nodes

from archive import public
from archive.public.frame import templates
from archive.public.frame.pages import Page

PARTS: Final = "public/parts/"
# What templates have besides their page, and in loops.
GLOBALS: Final = {"_", "early_faces", "loop", "parts", "static"}


def kinds() -> set[type]:
    """The classes of pages, those that programs read among them."""
    modules = [import_module(one.name) for one in walk_packages(public.__path__, f"{public.__name__}.")]
    found = {one for module in modules for one in vars(module).values() if isinstance(one, type)}
    return {one for one in found if one.__module__.startswith(public.__name__) and hasattr(one, "template")} - {Page}


@dataclass(frozen=True)
class Scope:
    """The types of the names that are known, and which ways through them, such as "page.results", lead to something."""

    types: Mapping[str, Any]
    there: frozenset[str] = frozenset()

    def knowing(self, *there: str) -> "Scope":
        return replace(self, there=self.there.union(there))

    def naming(self, types: Mapping[str, Any]) -> "Scope":
        hidden = tuple(f"{name}." for name in types)
        there = (way for way in self.there if way not in types and not way.startswith(hidden))
        return Scope({**self.types, **types}, frozenset(there))


class Reading:
    """What the template of a kind of pages asks for: ``uses`` are the fields that it reads, with their classes."""

    def __init__(self, template: str, kind: Any) -> None:
        self.uses: set[tuple[type, str]] = set()
        self.parts: set[str] = set()
        self.mistakes: set[str] = set()
        self._blocks: dict[str, nodes.Block] = {}
        self._seen: set[object] = set()
        self._top = Scope({"page": kind})
        self._where = template
        self._extend(template)

    def _extend(self, template: str) -> None:
        tree = tree_of(template)
        self._blocks = {block.name: block for block in tree.find_all(nodes.Block)} | self._blocks
        parent = tree.find(nodes.Extends)
        if parent:
            self._extend(parent.template.as_const())
        else:
            self._read(tree.body, self._top)

    def _read(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            match node:
                case nodes.Output():
                    for one in node.nodes:
                        self._say(one, scope)
                case nodes.If():
                    self._if(node, scope)
                case nodes.For():
                    self._for(node, scope)
                case nodes.Block():
                    self._read(self._blocks[node.name].body, replace(self._top, there=scope.there))
                case nodes.Assign(target=nodes.Name(name=name)):
                    scope = scope.naming({name: self._type(node.node, scope)})
                case _:
                    self.mistakes.add(f"{self._where}: {type(node).__name__} is not understood")

    def _say(self, node: nodes.Node, scope: Scope) -> None:
        if not isinstance(node, nodes.TemplateData) and may_be_missing(self._type(node, scope)):
            self.mistakes.add(f"{self._where}: {way(node)} may be missing where it is said")

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self._type(node.test, scope)
        self._read(node.body, scope.knowing(*if_true(node.test)))
        scope = scope.knowing(*if_false(node.test))
        if node.elif_:
            first, *others = node.elif_
            self._if(nodes.If(first.test, first.body, others, node.else_), scope)
        else:
            self._read(node.else_, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        among = self._type(node.iter, scope)
        if may_be_missing(among):
            self.mistakes.add(f"{self._where}: {way(node.iter)} may be missing where it is gone through")
        names = [one.name for one in node.target.find_all(nodes.Name)] or [node.target.name]
        elements = [next(iter(get_args(among)), Any)] if isinstance(node.target, nodes.Name) else [Any] * len(names)
        self._read(node.body, scope.naming(dict(zip(names, elements, strict=True))))
        self._read(node.else_, scope)

    def _type(self, node: nodes.Node, scope: Scope) -> Any:
        """The type of an expression, as far as it is known here."""
        found = self._declared(node, scope)
        return present(found) if way(node) in scope.there else found

    def _declared(self, node: nodes.Node, scope: Scope) -> Any:
        match node:
            case nodes.Name(name=name):
                if name not in scope.types and name not in GLOBALS:
                    self.mistakes.add(f"{self._where}: there is no {name}")
                return scope.types.get(name, Any)
            case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="parts"), attr=part)):
                return self._part(part, node, scope)
            case nodes.Getattr(attr=str(name)) | nodes.Getitem(arg=nodes.Const(value=name)):
                return self._step(node, name, scope)
            case nodes.And():
                self._type(node.left, scope)
                return self._type(node.right, scope.knowing(*if_true(node.left)))
            case nodes.Or():
                self._type(node.left, scope)
                return self._type(node.right, scope.knowing(*if_false(node.left)))
            case nodes.CondExpr():
                self._type(node.test, scope)
                self._type(node.expr1, scope.knowing(*if_true(node.test)))
                return self._type(node.expr2, scope.knowing(*if_false(node.test)))
        for child in node.iter_child_nodes():
            self._type(child, scope)
        return str if isinstance(node, nodes.Const) else Any

    def _step(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope) -> Any:
        """The type of what stands under ``name`` in a thing."""
        owner = self._type(node.node, scope)
        if may_be_missing(owner):
            self.mistakes.add(f"{self._where}: {way(node.node)} may be missing where it is asked for its {name}")
            owner = present(owner)
        if owner is Any:
            return Any
        if get_origin(owner) is Mapping:
            if isinstance(node, nodes.Getattr):
                self.mistakes.add(f"{self._where}: {way(node.node)} is asked for {name} in brackets")
            return get_args(owner)[1]
        hints = types_in(owner) if is_dataclass(owner) else {}
        if name not in hints:
            self.mistakes.add(f"{self._where}: {getattr(owner, '__name__', owner)} has no {name}")
            return Any
        self.uses.add((owner, name))
        return hints[name]

    def _part(self, name: str, call: nodes.Call, scope: Scope) -> type:
        """Reads a part with what it is given."""
        macro = macro_of(name)
        self.parts.add(name)
        names = [argument.name for argument in macro.args]
        given = dict(zip(names, call.args, strict=False)) | {one.key: one.value for one in call.kwargs}
        needed = names[: len(names) - len(macro.defaults)]
        if len(call.args) > len(names) or not set(needed) <= given.keys() <= set(names):
            self.mistakes.add(f"{self._where}: parts.{name} takes {', '.join(names) or 'nothing'}")
        types = {one: self._type(given[one], scope) if one in given else Any for one in names}
        there = {
            f"{one}{known.removeprefix(way(given[one]))}"
            for one in given
            for known in scope.there
            if way(given[one]) and known.startswith(f"{way(given[one])}.")
        }
        if (key := (name, *types.items(), frozenset(there))) not in self._seen:
            self._seen.add(key)
            where, self._where = self._where, f"{self._where}: parts.{name}"
            self._read(macro.body, Scope(types, frozenset(there)))
            self._where = where
        return str


def way(node: nodes.Node) -> str:
    """How an expression leads from a name to something in it: "page.results.total"; empty for all else."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(attr=name) | nodes.Getitem(arg=nodes.Const(value=name)):
            return f"{before}.{name}" if (before := way(node.node)) else ""
    return ""


def if_true(test: nodes.Node) -> set[str]:
    """What is there if a condition is true."""
    match test:
        case nodes.And():
            return if_true(test.left) | if_true(test.right)
        case nodes.Not():
            return if_false(test.node)
    return {way(test)} - {""}


def if_false(test: nodes.Node) -> set[str]:
    match test:
        case nodes.Or():
            return if_false(test.left) | if_false(test.right)
        case nodes.Not():
            return if_true(test.node)
    return set()


def types_in(owner: type) -> dict[str, Any]:
    """The types of its fields, and of its properties."""
    properties = getmembers(owner, lambda one: isinstance(one, property))
    return get_type_hints(owner) | {name: get_type_hints(one.fget)["return"] for name, one in properties}


def may_be_missing(hint: Any) -> bool:
    return NoneType in get_args(hint)


def present(hint: Any) -> Any:
    """The type of what may be missing, when it is there."""
    return next((one for one in get_args(hint) if one is not NoneType), hint) if may_be_missing(hint) else hint


@cache
def tree_of(template: str) -> nodes.Template:
    environment = templates.environment()
    source, _path, _is_fresh = environment.loader.get_source(environment, template)
    return environment.parse(source, template)


@cache
def macro_of(part: str) -> nodes.Macro:
    """The one macro of a part."""
    (macro,) = tree_of(f"{PARTS}{part}.html").find_all(nodes.Macro)
    assert macro.name == part, f"{PARTS}{part}.html has the macro {macro.name}"
    return macro


@cache
def readings() -> dict[type, Reading]:
    return {kind: Reading(kind.template, kind) for kind in kinds()}


def unshown(read: Mapping[type, Reading]) -> set[tuple[type, str]]:
    """Fields of pages, and of what is in them, that no template reads."""
    used = set().union(*(one.uses for one in read.values()))
    return {(one, field.name) for one in made_of(read) for field in fields(one)} - used


def made_of(types: Iterable[Any]) -> set[type]:
    """``types``, as far as they are dataclasses, and those of all that is in them."""
    found: set[type] = set()
    waiting = [*types]
    while waiting:
        one = waiting.pop()
        if is_dataclass(one) and one not in found:
            found.add(one)
            waiting += get_type_hints(one).values()
        waiting += get_args(one)
    return found


def mistakes() -> list[str]:
    """Of all templates. Whatever is there has to be used, too."""
    environment = templates.environment()
    names = environment.list_templates(filter_func=lambda name: name.startswith("public/"))
    try:
        for name in names:
            environment.get_template(name)
    except TemplateError as error:
        return [f"{error.name}:{error.lineno}: {error.message}"]
    read = readings()
    found = set().union(*(one.mistakes for one in read.values()))
    used = {f"{PARTS}{part}.html" for one in read.values() for part in one.parts}
    unused = {name for name in names if name.startswith(PARTS)} - used
    return sorted(found | {f"{name}: no template has this part" for name in unused})


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
    django.setup()
    for line in (said := mistakes()):
        print(line, file=sys.stderr)
    return bool(said)


if __name__ == "__main__":
    sys.exit(main())
