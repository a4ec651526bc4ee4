"""What lists, the search and the timeline say of how a question was understood, and in which orders they can stand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.catalogue.listing import MOST_RANKED, Entry, ResultPage, Search, bearers
from archive.dates import day_in_words, in_words
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import ORDERS, Filters
from archive.public.lists.items import item
from archive.public.lists.pages import Meant, Order, Understanding
from archive.public.words import counting

# Characters of what is told of other spellings.
LONGEST_SPELLING: Final = 40


def of(
    found: ResultPage | None, filters: Filters, *, here: str, visit: Visit, kind: str = "", is_ranked: bool = True
) -> Understanding | None:
    """At most two queries: for what is named, and what it is called in other languages. ``is_ranked``: what answers
    best may come first.
    """
    if found is None or found.search is None:
        return None
    search = found.search
    is_literal, asked = bool(filters.parameters.get("literal")), {**filters.parameters, "literal": ()}
    meant = () if is_literal else tuple(_meant(search, visit))
    in_full = listing.in_full(visit.reading, filters.query((kind,) if kind else ()), search) if search.is_near else 0
    is_near = search.is_near and in_full < found.total
    return Understanding(
        is_near=is_near,
        counted=counting.counted(kind, in_full, visit.language) if in_full else "",
        left_out=tuple(group.written for group in search.left_out),
        is_any=bool(search.lacking),
        meant=meant,
        literally=results.address_with(here, {**asked, "literal": ("1",)}, visit) if meant or is_near else "",
        loosely=results.address_with(here, asked, visit) if is_literal else "",
        best_of=MOST_RANKED if found.total > MOST_RANKED and is_ranked and not filters.in_order else 0,
        read_of=found.read_of,
    )


def orders(found: ResultPage | None, filters: Filters, *, here: str, visit: Visit, kind: str = "") -> tuple[Order, ...]:
    """In which orders there is something to see: more than one of it."""
    if found is None or found.total < 2:
        return ()
    own = results.own_order(filters, kind)
    others = tuple(name for name in ORDERS if name and name != own and _tells(name, found))
    if not others:
        return ()
    current = filters.in_order if filters.in_order != own else ""
    return tuple(
        Order(
            label=str(ORDERS[name or own] if _tells(name or own, found) else _("By the calendar")),
            address=""
            if name == current
            else results.address_with(here, {**filters.parameters, "order": (name,) if name else ()}, visit),
        )
        for name in ("", *others)
    )


def _tells(order: str, found: ResultPage) -> bool:
    """Whether anything can come before another by it: nothing does by its year that has none."""
    return order not in results.BY_YEAR or bool(found.facets["year"])


def _meant(search: Search, visit: Visit) -> Iterator[Meant]:
    yield from (Meant(words=typed, instead=other) for typed, other in search.instead.items())
    known = {entry.record: entry for entry in bearers(visit.reading, search, reader=visit.language)}
    titles = listing.titles_borne(visit.reading, known)
    for group in search.groups:
        named = [known[record] for record, _weight in group.bearers if record in known]
        if group.date and group.date != group.written:
            yield Meant(words=group.written, date=_in_words(group.date, visit.language), links=_links(named, visit))
        elif named:
            links = _links(named, visit) if any(entry.title != group.written for entry in named) else ()
            spelled = _spelled(named[0], group.written, titles) if len(named) == 1 else ()
            if links or spelled:
                yield Meant(words=group.written, links=links, spelled=spelled)


def _spelled(entry: Entry, written: str, titles: Mapping[UUID, tuple[tuple[str, str], ...]]) -> tuple[Link, ...]:
    """What it is called in other languages, each spelling once; long ones say no more than that there are others."""
    told = {entry.title, written}
    others = {title: language for language, title in titles.get(entry.record, ()) if title not in told}
    return tuple(Link(text=title, language=code) for title, code in others.items() if len(title) <= LONGEST_SPELLING)


def _links(entries: Iterable[Entry], visit: Visit) -> tuple[Link, ...]:
    return tuple(item(entry, visit=visit).title for entry in entries)


def _in_words(date: str, language: str) -> str:
    if not date.startswith("--"):
        return in_words(date, language)
    month, day = date.removeprefix("--").split("-")
    return day_in_words(int(month), int(day), language)
