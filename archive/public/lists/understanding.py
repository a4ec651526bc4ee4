"""What the page of a search says of how a question was understood."""

from collections.abc import Iterable, Iterator

from archive.catalogue.listing import MOST_RANKED, Entry, ResultPage, Search, bearers
from archive.dates import day_in_words, in_words
from archive.public.frame import addresses
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import ORDERS, Filters
from archive.public.lists.items import item
from archive.public.lists.pages import Meant, Order, Understanding
from archive.public.words import counting


def of(found: ResultPage | None, filters: Filters, *, visit: Visit) -> Understanding | None:
    """At most one query: for the titles of what is named."""
    if found is None or found.search is None:
        return None
    search, here = found.search, addresses.search(visit.language)
    is_literal, asked = bool(filters.parameters.get("literal")), {**filters.parameters, "literal": ()}
    meant = () if is_literal else tuple(_meant(search, visit))
    is_other = meant or search.is_near
    return Understanding(
        is_near=search.is_near,
        counted=counting.counted("", search.total, visit.language) if search.total else "",
        left_out=tuple(group.written for group in search.left_out),
        is_any=bool(search.lacking),
        meant=meant,
        literally=results.address_with(here, {**asked, "literal": ("1",)}, visit) if is_other else "",
        loosely=results.address_with(here, asked, visit) if is_literal else "",
        best_of=MOST_RANKED if found.total > MOST_RANKED and not filters.in_order else 0,
        read_of=found.read_of,
    )


def orders(found: ResultPage | None, filters: Filters, *, visit: Visit) -> tuple[Order, ...]:
    """In which orders there is something to see: more than one of it."""
    if found is None or found.total < 2:
        return ()
    here, is_asked = addresses.search(visit.language), bool(found.search)
    # Without words nothing answers better than another.
    several = {name: label for name, label in ORDERS.items() if name != ("newest" if not is_asked else None)}
    return tuple(
        Order(
            label=str(ORDERS["newest"] if name == "" and not is_asked else label),
            address=""
            if name == filters.in_order
            else results.address_with(here, {**filters.parameters, "order": (name,) if name else ()}, visit),
        )
        for name, label in several.items()
    )


def _meant(search: Search, visit: Visit) -> Iterator[Meant]:
    yield from (Meant(words=typed, instead=other) for typed, other in search.instead.items())
    known = {entry.record: entry for entry in bearers(visit.reading, search, reader=visit.language)}
    for group in search.understood.groups:
        named = [known[record] for record, _weight in group.bearers if record in known]
        if group.date and group.date != group.written:
            yield Meant(words=group.written, date=_in_words(group.date, visit.language), links=_links(named, visit))
        elif any(entry.title != group.written for entry in named):
            yield Meant(words=group.written, links=_links(named, visit))


def _links(entries: Iterable[Entry], visit: Visit) -> tuple[Link, ...]:
    return tuple(item(entry, visit=visit).title for entry in entries)


def _in_words(date: str, language: str) -> str:
    if not date.startswith("--"):
        return in_words(date, language)
    month, day = date.removeprefix("--").split("-")
    return day_in_words(int(month), int(day), language)
