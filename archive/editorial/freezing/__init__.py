"""Turning a working record into its payload, and what it needs before.

Each kind has a module of its own, which is found by being here: a class that says what its records name, which rows
hang on them, and what their payload is.
"""

from importlib import import_module
from pkgutil import iter_modules

from .base import of, of_kind
from .labels import Public, unpublished
from .texts import mentioned, words_of
from .together import Asked, freeze_together
from .verbs import (
    Unpublished,
    carry_over,
    draft,
    drafts,
    freeze,
    hand,
    labels_for,
    names_in,
    names_of,
    read,
    read_several,
)

__all__ = [
    "Asked",
    "Public",
    "Unpublished",
    "carry_over",
    "draft",
    "drafts",
    "freeze",
    "freeze_together",
    "hand",
    "labels_for",
    "mentioned",
    "names_in",
    "names_of",
    "of",
    "of_kind",
    "read",
    "read_several",
    "unpublished",
    "words_of",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
