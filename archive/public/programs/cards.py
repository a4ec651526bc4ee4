"""What other sites show of a page: a card with the archive's name, what it is, its title, and whose words these are;
beside them a picture, where the page shows one that everybody may see at once.

It is drawn by ``drawing``, which is loaded where the first one is asked for.
"""

import logging
import re
from functools import cache
from typing import Final, NamedTuple

from django.conf import settings
from django.http import Http404, HttpResponse

from archive import characters, picture_files
from archive.editions.payloads import Payload
from archive.imaging.recipes import Recipe
from archive.kept import Kept
from archive.public import kinds
from archive.public.frame.pages import Card, Identity
from archive.public.pictures.later import not_yet
from archive.public.words import labels

log = logging.getLogger(__name__)
# Characters of what stands longest on a card. Nobody reads more of it in passing.
LONGEST: Final = 300
PNG, JPEG = "image/png", "image/jpeg"
# Each some twenty thousand bytes, by what is written on it; with a picture five times as many.
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
    form = kinds.formed(payload.kind, columns.get("form", ""), language) or kinds.called(payload.kind, language)
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


def shown(words: CardWords, address: str, *, type: str = PNG, beside: str = "") -> Card | None:
    """The card at ``address``, as a page leads to it; none of words that cannot be drawn. ``beside`` stands for the
    picture beside them.
    """
    alt = " · ".join(filter(None, (words.label, words.title, words.signed, words.archive, beside)))
    return Card(address=address, type=type, alt=alt) if words.can_be_drawn() else None


def answer(words: CardWords) -> HttpResponse:
    # What draws takes four megabytes: only of a process that is asked for one.
    from archive.public.programs import drawing

    content = _DRAWN.get(words, lambda: drawing.drawn(words, faces()), weight=len)
    return HttpResponse(content, content_type=PNG)


def answer_beside(words: CardWords, master: str, recipe: Recipe) -> HttpResponse:
    """With what ``recipe`` makes of a master; 503 where that is not there yet. Raises ``Http404`` if it was lost."""
    from archive.public.programs import drawing

    def draw() -> bytes:
        _recipe, file = picture_files.at_hand(master, recipe)
        with file:
            return drawing.drawn_beside(words, faces(), file.read())

    try:
        return HttpResponse(_DRAWN.get((words, master, recipe), draw, weight=len), content_type=JPEG)
    except FileNotFoundError as lost:
        log.error("The picture %s cannot be drawn on a card: it was lost", master)
        raise Http404 from lost
    except picture_files.NotYet:
        return not_yet()
    except OSError as failed:
        log.error("The picture %s cannot be drawn on a card: %s", master, failed)
        return not_yet()


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
