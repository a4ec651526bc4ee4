"""Sources, and the copies of them that readers may have."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from archive.dates import Dating

from .base import UNSAID, CitedSource, Payload, Phrase


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
class Access:
    """Where a source can be read, which changes after it was cited: fields of ``SourcePayload``."""

    slug: str
    address: str = ""
    current_address: str = ""
    address_state: str = "unknown"
    checked_at: str = ""
    archived_address: str = ""
    offered_copy: OfferedCopy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePayload(Payload):
    """``original_title`` is how the document itself is headed, in its own ``language``.

    ``address`` is the one as cited, ``current_address`` that of today if it is another one.

    ``rights`` is an identifier of rightsstatements.org; ``checked_at`` an instant in UTC.
    """

    KIND: ClassVar[str] = "source"

    sort: str
    standing: str = ""
    original_title: str = ""
    creator: Phrase = UNSAID
    publisher: Phrase = UNSAID
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

    def columns(self) -> dict[str, Any]:
        return {"form": self.sort}

    def as_cited(self) -> CitedSource:
        return CitedSource(
            record=self.record,
            label=self.titles(),
            sort=self.sort,
            original_title=self.original_title,
            creator=self.creator,
            publisher=self.publisher,
            published=self.published,
            address=self.address,
            language=self.language,
            accessed=self.accessed,
        )

    def access(self) -> Access:
        return Access(**{field.name: getattr(self, field.name) for field in fields(Access)})

    def dating(self) -> Dating | None:
        """When it was published."""
        return Dating.parse(self.published) if self.published else None

    def words_elsewhere(self) -> tuple[tuple[str, str], ...]:
        """How it is headed, who wrote it and who published it."""
        own = ((self.language, self.original_title),) if self.original_title else ()
        by_whom = (said for phrase in (self.creator, self.publisher) for said in phrase.words.items())
        return (*Payload.words_elsewhere(self), *own, *by_whom)
