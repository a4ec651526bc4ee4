"""Each template gets exactly its page: it asks for nothing that is not there, and nothing that is there goes unused."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import walk_packages
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from django.forms import Form
from django.template import Node
from django.template.base import FilterExpression, Variable
from django.template.defaulttags import ForNode
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase

from archive import public
from archive.public.detail.pages import ChangeLine
from archive.public.frame.pages import Identity, Page
from archive.public.kinds.statements import StatementPage
from archive.public.programs.pages import SitemapIndexPage, SitemapPage
from tests.public.archives import ADDRESSES, whole

pytestmark = pytest.mark.once

MODULES = [import_module(one.name) for one in walk_packages(public.__path__, f"{public.__name__}.")]
KINDS = {
    one
    for module in MODULES
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Page) and one is not Page
}
READ_BY_PROGRAMS = {SitemapPage, SitemapIndexPage}

# What no template shows, because other parts of the page are made from it, or say it better.
UNSHOWN = {
    (ChangeLine, "is_announced"),
    (Identity, "address"),
    (Identity, "menu"),
    (Identity, "record"),
    (StatementPage, "kind"),  # its form
}


@pytest.mark.django_db
def test_a_template_sees_its_page_and_nothing_else(client):
    whole()
    shown = set()

    for address in ADDRESSES:
        answer = client.get(f"/en/{address}")
        page, context = answer.context["page"], answer.context[0].flatten()

        assert (address, context) == (address, {"True": True, "False": False, "None": None, "page": page})
        assert (address, answer.templates[0].name) == (address, page.template)
        shown.add(type(page))

    assert shown == set(KINDS)
    assert len({kind.template for kind in shown}) == len(shown)


def test_a_template_asks_for_what_its_page_has():
    assert {kind: unknown for kind in (*KINDS, *READ_BY_PROGRAMS) if (unknown := Reading(kind).unknown)} == {}


def test_nothing_of_a_page_goes_unused():
    used = set().union(*(Reading(kind).uses for kind in (*KINDS, *READ_BY_PROGRAMS)))

    assert {(one, field.name) for one in made_of(KINDS | READ_BY_PROGRAMS) for field in fields(one)} - used == UNSHOWN


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


class Reading:
    """What the template of a kind of pages asks for: in all its branches, and in all that it includes.

    ``uses`` are the fields that it reads, with their classes; ``unknown`` is what no class has.
    """

    def __init__(self, kind: type[Page]) -> None:
        self.uses: set[tuple[type, str]] = set()
        self.unknown: set[str] = set()
        self.blocks: dict[str, BlockNode] = {}
        self.read(get_template(kind.template).template.nodelist, {"page": kind})

    def read(self, nodes: Iterable[Node], scope: dict[str, Any]) -> None:
        """``scope`` is the types of the names that the nodes know."""
        for node in nodes:
            types = {id(one): self.type_of(one, scope) for one in expressions(vars(node))}
            given = {name: types[id(one)] for name, one in getattr(node, "extra_context", {}).items()}
            known = given if getattr(node, "isolated_context", False) else scope | given
            if name := getattr(node, "asvar", None):
                scope[name] = str
            match node:
                case ExtendsNode():
                    self.blocks = node.blocks | self.blocks
                    self.read(get_template(node.parent_name.var).template.nodelist, scope)
                    continue
                case IncludeNode():
                    self.read(get_template(node.template.var).template.nodelist, known)
                case BlockNode():
                    node = self.blocks.get(node.name, node)
                case ForNode():
                    element, *_rest = (*get_args(types[id(node.sequence)]), Any)
                    known["forloop"] = Any
                    known |= dict.fromkeys(node.loopvars, Any) if node.loopvars[1:] else {node.loopvars[0]: element}
            for children in node.child_nodelists:
                self.read(getattr(node, children, ()), dict(known))

    def type_of(self, expression: FilterExpression, scope: Mapping[str, Any]) -> Any:
        if not isinstance(expression.var, Variable) or not expression.var.lookups:
            return str
        first, *rest = expression.var.lookups
        if first not in scope:  # what a part may be given, and was not
            return Any
        found = scope[first]
        for name in rest:
            found = self.step(found, name)
        return Any if expression.filters else found

    def step(self, owner: Any, name: str) -> Any:
        if owner is Any or owner is Form:
            return Any
        if get_origin(owner) is Mapping:
            return get_args(owner)[1]
        hints = get_type_hints(owner) if is_dataclass(owner) else {}
        if name not in hints:
            self.unknown.add(f"{owner.__name__}.{name}")
            return Any
        self.uses.add((owner, name))
        return present(hints[name])


def present(hint: Any) -> Any:
    """The type of what may be missing, when it is there."""
    return next((one for one in get_args(hint) if NoneType in get_args(hint)), hint)


def expressions(thing: object) -> Iterable[FilterExpression]:
    """What a node itself asks for, without the nodes in it."""
    match thing:
        case FilterExpression():
            yield thing
        case TokenBase():
            yield from expressions((thing.value, thing.first, thing.second))
        case Mapping():
            yield from expressions(tuple(thing.values()))
        case list() | tuple():
            for one in thing:
                yield from expressions(one)
