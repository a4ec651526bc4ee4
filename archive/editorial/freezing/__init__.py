"""Turning a working record into its payload, and what it needs before.

Each kind has a module of its own, which is found by being here: a class that says what its records name, which rows
hang on them, and what their payload is.
"""

from importlib import import_module
from pkgutil import iter_modules

from .base import of, of_kind
from .labels import Public
from .texts import mentioned, words_of
from .verbs import Unpublished, carry_over, draft, freeze, labels_for, names_of, read

__all__ = [
    "Public",
    "Unpublished",
    "carry_over",
    "draft",
    "freeze",
    "labels_for",
    "mentioned",
    "names_of",
    "of",
    "of_kind",
    "read",
    "words_of",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
