"""The whole public form of a record, in every language that is ready, as one value that turns into canonical bytes.

Each kind has a module of its own, which is found by being here: its class, and the rows that only it has.
"""

from importlib import import_module
from pkgutil import iter_modules

from .base import (
    KINDS,
    SCHEMA,
    UNSAID,
    Block,
    Change,
    Cited,
    CitedSource,
    IdentifierForm,
    NameForm,
    Naming,
    Payload,
    Phrase,
    Reference,
    Remark,
    RenderingForm,
    SlotForm,
    Words,
)
from .canonical import digest, from_bytes, part_of, to_bytes
from .comparing import called_as, named_alike, relabelled, rewritten, same_content

__all__ = [
    "KINDS",
    "SCHEMA",
    "UNSAID",
    "Block",
    "Change",
    "Cited",
    "CitedSource",
    "IdentifierForm",
    "NameForm",
    "Naming",
    "Payload",
    "Phrase",
    "Reference",
    "Remark",
    "RenderingForm",
    "SlotForm",
    "Words",
    "called_as",
    "digest",
    "from_bytes",
    "named_alike",
    "part_of",
    "relabelled",
    "rewritten",
    "same_content",
    "to_bytes",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
