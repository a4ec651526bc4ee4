"""What other sites show of a page: a card with the archive's name, what it is, its title, and whose words these are.

It is drawn by ``drawing``, which is loaded where the first one is asked for.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from django.conf import settings
from django.http import HttpResponse

from archive import characters
from archive.editions.payloads import Payload
from archive.kept import Kept
from archive.public import kinds
from archive.public.frame.pages import Card, Identity
from archive.public.words import labels

# Characters of what stands longest on a card. Nobody reads more of it in passing.
LONGEST: Final = 300
# Each some twenty thousand bytes, by what is written on it.
_DRAWN: Final = Kept[bytes](most=4_000_000)
# A file of the archive's typeface, and the letters that it has.
_FACE: Final = re.compile(r'fonts/(roman-[a-z]+)\.woff2"[^}]*?unicode-range:\s*([^;]+);', re.DOTALL)


class CardWords(NamedTuple):
    """All that is written on a card. ``signed`` says whose words the text is."""

    archive: str
    label: str
    title: str
    signed: str

    def can_be_drawn(self) -> bool:
        """Whether the archive's typeface has every letter of it."""
        return all(_letters().fullmatch(words) for words in self)


def of_record(payload: Payload, language: str, archive: Identity, *, label: str = "") -> CardWords:
    """``label`` is said in the place of what the record is called. It is there in ``language``, which is spoken."""
    kind, columns, dating = kinds.of(payload.kind), payload.columns(), payload.dating()
    form = kind.form(columns["form"]) if kind.is_called_by_form and columns.get("form") else str(kind.label)
    clock = {
        name: columns.get(name, otherwise) for name, otherwise in (("one_night", False), ("time", ""), ("zone", ""))
    }
    date = labels.event_in_words(str(dating), language, **clock) if dating else ""
    signed = kind.signed(payload, language)
    said = (
        archive.name,
        label or " · ".join(filter(None, (form, date))),
        kind.headed(payload, payload.texts[language].title),
        signed if signed != archive.name else "",  # that stands on every card
    )
    return CardWords(*map(_short, said))


def of_archive(archive: Identity) -> CardWords:
    return CardWords("", "", _short(archive.name), _short(archive.summary))


def shown(words: CardWords, address: str) -> Card | None:
    """The card at ``address``, as a page leads to it; none of words that cannot be drawn."""
    alt = " · ".join(filter(None, (words.label, words.title, words.signed, words.archive)))
    return Card(address=address, alt=alt) if words.can_be_drawn() else None


def answer(words: CardWords) -> HttpResponse:
    # What draws takes four megabytes: only of a process that is asked for one.
    from archive.public.programs import drawing

    content = _DRAWN.get(words, lambda: drawing.drawn(words, faces()), weight=len)
    return HttpResponse(content, content_type="image/png")


@cache
def faces() -> dict[str, str]:
    """The files of the archive's typeface, and of each the letters that it has, as within brackets of an expression."""
    sheet = (settings.ROOT / "static/css/faces.css").read_text(encoding="utf-8")
    return {name: "".join(_range(one) for one in ranges.split(",")) for name, ranges in _FACE.findall(sheet)}


def _range(written: str) -> str:
    """A range of letters as style sheets write it ("U+20-7E") as expressions do."""
    first, _dash, last = written.strip().removeprefix("U+").partition("-")
    return f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}"


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(f"[{''.join(faces().values())}]*")


def _short(words: str) -> str:
    """On one line; what is cut off ends with a word."""
    line = characters.line(words).replace("\u2011", "-")
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]} …"
