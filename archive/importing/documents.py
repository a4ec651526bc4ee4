"""A document as it was read: its headings and blocks, and what was taken out of it."""

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["Block", "Document", "Label", "Remain", "Remains", "Sort", "is_address"]

LONGEST_ADDRESS: Final = 500


class Sort(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the text. ``level`` is that of a heading, 1 for the highest; Markdown stays inside ``text``."""

    text: str
    sort: Sort = Sort.PARAGRAPH
    level: int = 0


class Remains(StrEnum):
    """What a document may carry along that is no part of its text."""

    STAMP = "stamp"
    FRONT_MATTER = "front-matter"
    BOX = "box"
    BYLINE = "byline"
    LABEL = "label"
    COMMENTS = "comments"
    MORE = "more"
    SEE_ALSO = "see-also"
    REPETITION = "repetition"
    DATE_LINE = "date-line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remain:
    """Something left out of the text: which sort it is of, and its words as they stood."""

    sort: Remains
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line that says something about the document, as in “Author: …”. ``about`` is author, date, issuer …"""

    about: str
    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read from one file. Every word of the file is in ``headings``, ``blocks`` or ``remains``.

    ``box`` holds the pairs of a box of facts; ``stamp`` is the machine's date before the first word,
    ``date_line`` the line at the top that is a date and nothing else.
    """

    name: str
    is_markdown: bool = False
    headings: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    box: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()
    byline: str = ""
    stamp: str = ""
    date_line: str = ""
    remains: tuple[Remain, ...] = ()

    @property
    def heading(self) -> str:
        return " ".join(self.headings)

    @property
    def title(self) -> str:
        """Its heading, or what a line about it gives as its title."""
        return self.heading or next((label.value for label in self.labels if label.about == "title"), "")

    @property
    def address_line(self) -> Label | None:
        """The line that gives the web address at which it was found."""
        lines = sorted(self.labels, key=lambda label: label.about)  # an address before what stands under "Source:"
        found = (label for label in lines if label.about in ("address", "publisher") and is_address(label.value))
        return next(found, None)

    @property
    def address(self) -> str:
        return self.address_line.value if self.address_line else ""

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def digest(self) -> str:
        """Equal for the same words, however they are marked up, spaced and capitalised.

        What clung to them does not count, except the title and the date: an institution may say the same words every
        year.
        """
        dates = (label.value for label in self.labels if label.about == "date")
        counted = "\n".join((self.stamp, self.date_line, *dates, self.title, self.text))
        folded = unicodedata.normalize("NFC", counted).casefold()
        letters = "".join(character if character.isalnum() else " " for character in folded)
        return hashlib.sha256(" ".join(letters.split()).encode()).hexdigest()


def is_address(written: str) -> bool:
    """Whether it is a web address, and one that the archive can keep."""
    return written.startswith(("http://", "https://")) and len(written) <= LONGEST_ADDRESS
