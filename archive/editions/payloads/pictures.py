"""Pictures: what they show, and the master of which all that readers are given is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from archive.dates import Dating, in_words

from .base import UNSAID, Payload, Phrase, Reference

# The first page is the picture itself.
FIRST_FURTHER: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageForm:
    """A further page of a picture: its file, as with ``PicturePayload``, and what can be read on it.

    The original of ``transcription`` is in the language of the page itself, the others are translations.
    """

    master: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    colour: str = ""
    alternative: Phrase = UNSAID
    transcription: Phrase = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePayload(Payload):
    """``master`` is the SHA-256 of the cleaned file, ``width`` and ``height`` are its pixels, ``colour`` is
    #rrggbb; of a draft whose file is still to come they say nothing.

    ``focus_x`` and ``focus_y`` are thousandths from its left and its upper edge. The summary of its texts is its
    caption. A ``sensitive`` one is shown on request only. ``pages`` are those behind the first one, in their order.
    """

    KIND: ClassVar[str] = "picture"
    FACETS: ClassVar[Mapping[str, str]] = {**Payload.FACETS, "place": "place", "shown": "shown"}
    ADDED: ClassVar[frozenset[str]] = Payload.ADDED | {"pages"}

    master: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    colour: str = ""
    focus_x: int = 500
    focus_y: int = 500
    sort: str = "photograph"
    date: str = ""
    places: tuple[Reference, ...] = ()
    persons: tuple[Reference, ...] = ()
    alternative: Phrase = UNSAID
    decorative: bool = False
    creator: Phrase = UNSAID
    credit: Phrase = UNSAID
    rights: str = ""
    sensitive: bool = False
    pages: tuple[PageForm, ...] = ()

    @property
    def is_on_request(self) -> bool:
        """Whether readers are told what it shows before they choose to see it."""
        return self.sensitive or self.has_content_note()

    def stands_for(self, language: str) -> tuple[str, str]:
        """What is read out in its place, and before it in which language: as ``Phrase.localized`` says it."""
        return ("", "") if self.decorative else self.alternative.localized(language)

    def references(self) -> tuple[Reference, ...]:
        return (*self.places, *self.persons, *Payload.references(self))

    def revealing(self) -> tuple[Reference, ...]:
        return (*self.persons, *self.mentions)

    def terms(self) -> Iterator[tuple[str, str]]:
        """Under "open" it names itself, where everybody is shown it at once."""
        yield from Payload.terms(self)
        if self.master and not self.is_on_request:
            yield "open", self.record

    def dating(self) -> Dating | None:
        return Dating.parse(self.date) if self.date else None

    def columns(self) -> dict[str, Any]:
        return {"form": self.sort}

    def days_in_words(self, language: str) -> tuple[str, ...]:
        return (in_words(self.date, language),) if self.date else ()

    def words_elsewhere(self) -> tuple[tuple[str, str], ...]:
        """What stands for it where it is not seen, who made it, how it is credited, and what its pages say."""
        of_pages = (phrase for page in self.pages for phrase in (page.alternative, page.transcription))
        phrases = (self.alternative, self.creator, self.credit, *of_pages)
        said = (one for phrase in phrases for one in phrase.words.items())
        return (*Payload.words_elsewhere(self), *said)

    def masters(self) -> frozenset[str]:
        """Of its own file, and of those of its pages."""
        return frozenset(filter(None, (self.master, *(page.master for page in self.pages))))

    def shows_any_of(self, records: frozenset[str]) -> bool:
        """Whether one of ``records`` (uuids) is among the persons whom it shows."""
        return any(ref.record in records for ref in self.persons)
