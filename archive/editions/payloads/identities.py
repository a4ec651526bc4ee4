"""The archive itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from .base import Payload, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPayload(Payload):
    """The archive itself: its texts hold its name, what it is, and what stands at the foot of every page.

    ``support`` is the site page that says where support can be found, ``quiet_exit`` an address elsewhere or empty.
    ``texts_in_feeds``: feeds bring whole texts.
    ``story`` is the record that stands on the first page, ``figures_of`` the event whose figures do.
    """

    KIND: ClassVar[str] = "identity"
    FACETS: ClassVar[Mapping[str, str]] = {
        **Payload.FACETS,
        **dict.fromkeys(("support", "story", "figures"), "mention"),
    }
    ADDED: ClassVar[frozenset[str]] = Payload.ADDED | {"texts_in_feeds", "story", "figures_of"}

    mark: str = ""
    licence: str = ""
    licence_address: str = ""
    postal_address: str = ""
    email: str = ""
    telephone: str = ""
    support: Reference | None = None
    quiet_exit: str = ""
    texts_in_feeds: bool = False
    story: Reference | None = None
    figures_of: Reference | None = None

    def references(self) -> tuple[Reference, ...]:
        own = (self.support, self.story, self.figures_of)
        return (*(one for one in own if one), *Payload.references(self))
