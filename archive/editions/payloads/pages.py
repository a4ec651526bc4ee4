"""Pages of the site about itself."""

from dataclasses import dataclass
from typing import ClassVar

from .base import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePayload(Payload):
    """A page of the site. ``menu`` is its place in the menu at the foot of every page; ``None``: it is not in it."""

    KIND: ClassVar[str] = "page"

    menu: int | None = None
