"""What a document may become: proposals, each with its reason, and what was looked for in vain."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from archive import languages

from .known import Named

__all__ = ["Day", "Proposal", "Understood", "Unfit"]


T = TypeVar("T")


class Unfit(Exception):
    """No draft can be made of this document. The text is for the archivist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Generic[T]):
    """Something proposed, and the sentence that tells an archivist which words of the document say so."""

    value: T
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one document seems to be. ``date`` is the one on the document, or of the event of a timeline entry.

    ``observance`` is the one a statement was issued for, or the one in the archive that an article describes;
    ``day`` is that of an observance which an article describes. ``known_source`` is this very document, described
    as a source before. ``translation`` says whose words they are, if not the issuer's. ``language`` may be one that the
    archive does not speak. ``missing`` says in sentences what was looked for and not found.
    """

    kind: Understood[str]
    title: Understood[str]
    language: Understood[str] | None = None
    form: Understood[str] | None = None
    completeness: Understood[str] | None = None
    translation: Understood[str] | None = None
    date: Understood[str] | None = None
    year: Understood[int] | None = None
    day: Understood[Day] | None = None
    observance: Understood[Named] | None = None
    issuer: Understood[Named] | None = None
    places: tuple[Understood[Named], ...] = ()
    source_sort: Understood[str]
    source_title: str
    creator: Understood[str] | None = None
    publisher: Understood[str] | None = None
    published: Understood[str] | None = None
    address: Understood[str] | None = None
    known_source: Understood[Named] | None = None
    missing: tuple[str, ...] = ()

    @property
    def text_language(self) -> str:
        """The archive's language in which its words can stand in a text; "" if it is in none of them."""
        spoken = self.language.value if self.language else ""
        return spoken if spoken in languages.spoken() else ""
