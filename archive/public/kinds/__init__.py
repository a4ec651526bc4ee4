"""What each kind shows readers: one module for each, with a ``KIND`` in it, which is found by being here.

What is common asks a kind by its name and never knows which kinds there are. They are loaded when the first of them is
asked for: all that they are made of is there by then.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from .base import Kind, Position

__all__ = ["Kind", "Position", "called", "every", "form_called", "formed", "of", "under"]


@cache
def every() -> tuple[Kind, ...]:
    """In the order in which the reading room presents them."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found = (kind for module in modules if isinstance(kind := getattr(module, "KIND", None), Kind))
    return tuple(sorted(found, key=lambda kind: kind.order))


def of(name: str) -> Kind:
    return _by_name()[name]


@cache
def called(name: str, language: str) -> str:
    """What one record of the kind is called in ``language``, which is spoken now. Lists say it line by line."""
    return str(of(name).label)


@cache
def formed(name: str, form: str, language: str) -> str:
    """What lists call a record of that form, where they say that instead of its kind; otherwise nothing."""
    return form_called(name, form, language) if form and of(name).is_called_by_form else ""


@cache
def form_called(name: str, form: str, language: str) -> str:
    """What a form is called in ``language``, which is spoken now."""
    return of(name).form(form)


def under(segment: str) -> Kind:
    """The kind whose records stand under that part of an address."""
    return next(kind for kind in every() if kind.segment == segment)


@cache
def _by_name() -> dict[str, Kind]:
    return {kind.name: kind for kind in every()}
