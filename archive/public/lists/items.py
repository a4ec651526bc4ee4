"""Records in lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from archive import dates, languages
from archive.catalogue.listing import Entry, Named
from archive.dates import Dating
from archive.kept import Kept
from archive.passages import Piece, passages
from archive.public import kinds
from archive.public.frame import addresses
from archive.public.frame.pages import Link, When
from archive.public.frame.visits import Visit
from archive.public.lists.pages import Group, Item, Passage
from archive.public.pictures.pages import Image
from archive.public.words import labels

# One passage, in as many characters as a line has beside a date and what it is.
MOST_PASSAGES: Final = 1
LENGTH: Final = 85
# Each a kilobyte.
_PASSAGES: Final = Kept["_Found"](most=2_000)


class _Found(NamedTuple):
    """Where words stand: in the title, in pieces if any is there, and in the text below it."""

    titled: tuple[Piece, ...] = ()
    passages: tuple[Passage, ...] = ()


def item(
    entry: Entry,
    *,
    visit: Visit,
    terms: tuple[str, ...] = (),
    year: int = 0,
    day: date | None = None,
    image: Image | None = None,
) -> Item:
    """A line of a list. ``terms`` are the folded words that were looked for; ``year`` or ``day`` is said over it."""
    is_foreign = entry.language != visit.language
    found = _found(entry, terms, visit) if terms else _Found()
    return Item(
        title=Link(
            text=entry.title,
            language=entry.language if is_foreign else "",
            address=addresses.record(visit.language, entry.kind, entry.slug, as_of=visit.as_of),
        ),
        kind=kinds.called(entry.kind, visit.language),
        form=kinds.formed(entry.kind, entry.form, visit.language),
        when=when(entry, visit.language, year=year, day=day),
        summary=entry.summary,
        language_name=languages.get(entry.language).autonym if is_foreign else "",
        issuers=tuple(_name(label, visit.language) for label in entry.issuers),
        is_best=entry.leads,
        titled=found.titled,
        passages=found.passages,
        image=image,
    )


def link(named: Named | Entry, *, visit: Visit) -> Link:
    """To the page of a record."""
    return Link(
        text=named.title,
        language=named.language if named.language != visit.language else "",
        address=addresses.record(visit.language, named.kind, named.slug, as_of=visit.as_of),
    )


def _found(entry: Entry, terms: tuple[str, ...], visit: Visit) -> _Found:
    """Where the words stand in the record's title, its text, and beside it. Whoever narrows a search, puts it in
    another order or asks again after a publication sees many of the same.
    """
    made_from = entry.digest, entry.language, visit.reading.unnamed, terms, visit.language
    return _PASSAGES.get(made_from, lambda: _looked_through(entry, terms, visit.language))


def _looked_through(entry: Entry, terms: tuple[str, ...], language: str) -> _Found:
    """What stands beside its own text, such as its names, tells something only where they are nowhere else."""
    titled = next(iter(passages(entry.title, terms, length=len(entry.title), most=1)), ())
    own, *beside = entry.texts
    found = tuple(_passages(entry.title, [own], terms, language))
    return _Found(titled, found if found or titled else tuple(_passages(entry.title, beside, terms, language)))


def _passages(title: str, texts: Iterable[tuple[str, str]], terms: tuple[str, ...], language: str) -> Iterator[Passage]:
    lines = ((code, _below(title, words).replace("\n", " · ")) for code, words in texts)
    found = ((code, one) for code, line in lines for one in passages(line, terms, length=LENGTH, most=MOST_PASSAGES))
    for code, pieces in islice(found, MOST_PASSAGES):
        yield Passage(language=labels.tagged(code, pieces[0].text) if code != language else "", pieces=pieces)


def _below(title: str, words: str) -> str:
    """``words`` without their title, which is shown already."""
    first, _break, others = words.partition("\n")
    return others if first == title else words


def items(entries: Iterable[Entry], *, visit: Visit, year: int = 0, day: date | None = None) -> tuple[Item, ...]:
    return tuple(item(entry, visit=visit, year=year, day=day) for entry in entries)


def grouped_by_kind(
    entries: tuple[Entry, ...], *, visit: Visit, all_of: Callable[[str], Link | None] = lambda kind: None
) -> tuple[Group, ...]:
    """Under the headings of the room's sections and in their order; ``entries`` come newest first.

    ``all_of`` leads to all of a kind where these are but some.
    """
    of_kind = {kind: [entry for entry in entries if entry.kind == kind.name] for kind in kinds.every()}
    return tuple(
        Group(heading=str(kind.section), items=items(_in_order(found, kind), visit=visit), all=all_of(kind.name))
        for kind, found in of_kind.items()
        if found
    )


def _in_order(newest_first: list[Entry], kind: kinds.Kind) -> Iterable[Entry]:
    return reversed(newest_first) if kind.list_order == "oldest" else newest_first


def _name(label: Mapping[str, str], language: str) -> Link:
    code, text = labels.localized(label, language)
    return Link(text=text, language=code if code != language else "")


def when(entry: Entry, language: str, *, year: int = 0, day: date | None = None) -> When | None:
    """What is not said over it already: of a day in ``year`` the day, of ``day`` in any year the year."""
    if not entry.date:
        return None
    own = _day_of(entry) if year or day else None
    if own and own.year == year:
        words = dates.day_in_words(own.month, own.day, language)
    elif own and day and (own.month, own.day) == (day.month, day.day):
        words = str(own.year)
    else:
        words = labels.event_in_words(entry.date, language, one_night=entry.one_night, time=entry.time, zone=entry.zone)
    return When(machine=labels.machine_date(entry.date), words=words)


def _day_of(entry: Entry) -> date | None:
    """The day it is dated to, if nothing else is said of its time."""
    if entry.time or entry.date.startswith("--"):
        return None
    dating = Dating.parse(entry.date)
    return dating.earliest if dating.is_plain and dating.known[0].day else None
