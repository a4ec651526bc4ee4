"""Sources, and the copies of them that readers may have."""

from dataclasses import dataclass
from typing import ClassVar

from .base import CitedSource, Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedCopy:
    """A captured copy that readers may have: its digest, by which it is found, size in bytes, type, and when it was
    captured, an instant in UTC.
    """

    sha256: str
    size: int
    media_type: str
    captured_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePayload(Payload):
    """``address`` is the one as cited, ``current_address`` that of today if it is another one.

    ``rights`` is an identifier of rightsstatements.org; ``checked_at`` an instant in UTC.
    """

    KIND: ClassVar[str] = "source"

    sort: str
    standing: str = ""
    creator: str = ""
    publisher: str = ""
    described_in: str = ""
    published: str = ""
    language: str = ""
    rights: str = ""
    address: str = ""
    accessed: str = ""
    current_address: str = ""
    address_state: str = "unknown"
    checked_at: str = ""
    archived_address: str = ""
    further_addresses: tuple[str, ...] = ()
    offered_copy: OfferedCopy | None = None

    def as_cited(self) -> CitedSource:
        return CitedSource(
            record=self.record,
            label=self.titles(),
            sort=self.sort,
            creator=self.creator,
            publisher=self.publisher,
            described_in=self.described_in,
            published=self.published,
            address=self.address,
            language=self.language,
            accessed=self.accessed,
        )
