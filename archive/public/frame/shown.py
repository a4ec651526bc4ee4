"""How whatever a template shows is declared."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

One = TypeVar("One")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def shown(one: type[One]) -> type[One]:
    """A dataclass for a template: every value has its name, and none is changed afterwards.

    mypy holds that, and not Python: for a class that is frozen as it runs, Python writes and compiles more methods
    whenever a process begins, and each object takes longer to make.
    """
    return dataclass(slots=True, kw_only=True, repr=False)(one)
