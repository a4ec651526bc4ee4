"""Whether the addresses of sources still lead to them. What is found stands beside a source and changes no record."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, When
from django.utils.translation import gettext as _

from archive import clock
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.observances import Observance
from archive.records.sources import Source
from archive.records.texts import titles_of

from . import past
from .asking import Asker
from .models import AddressCheck

# What was found holds so long.
HOLDS: Final = timedelta(days=30)
# Of the sources of one year so many are told.
MOST: Final = 200

# The uuid of a source, and the address at which it is read today.
Due = tuple[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was found at the address of a source the last time."""

    source: Record
    check: AddressCheck


def due(*, most: int) -> list[Due]:
    """Addresses that were not asked for ``HOLDS``, or never, no two of one host behind one another if it can be."""
    today = Case(When(current_address="", then=F("address")), default=F("current_address"))
    sources = Source.objects.alias(today=today).exclude(today="").filter(merged_into=None)
    known = AddressCheck.objects.filter(
        source=OuterRef("uuid"), address=OuterRef("today"), checked_at__gt=clock.now() - HOLDS
    )
    found = sources.filter(~Exists(known)).order_by("pk").values_list("uuid", "address", "current_address")
    return list(_by_turns((uuid, current or cited) for uuid, cited, current in found[:most]))


def check(found: Iterable[Due], asker: Asker, told: Callable[[Due, AddressCheck], None]) -> None:
    """Ask at each, and write down what was found before the next is asked."""
    for source, address in found:
        answer = asker.ask(address)
        said = {
            "state": answer.state,
            "moved_to": answer.moved_to,
            "answer": answer.said[:100],
            "checked_at": clock.now(),
        }
        row, _made = AddressCheck.objects.update_or_create(source=source, address=address, defaults=said)
        AddressCheck.objects.filter(source=source).exclude(pk=row.pk).delete()
        told((source, address), row)


def of(source: Source) -> AddressCheck | None:
    """What was found at its address of today."""
    return AddressCheck.objects.filter(source=source.uuid, address=source.address_today).first()


def of_records(records: Collection[int]) -> list[Told]:
    """What was found of the sources that ``records`` cite, first what cannot be read any more."""
    sources = Source.objects.filter(pk__in=Citation.objects.filter(record__in=records).values("source"))
    cited = {one.uuid: one for one in sources.only("uuid", "kind", "slug", "address", "current_address")[:MOST]}
    titles = titles_of([one.pk for one in cited.values()]) if cited else {}
    for one in cited.values():
        one.listed_titles = titles[one.pk]
    rows = AddressCheck.objects.filter(source__in=cited) if cited else ()
    found = [
        Told(source=cited[row.source], check=row) for row in rows if row.address == cited[row.source].address_today
    ]
    return sorted(found, key=lambda told: (_ORDER.index(told.check.state), str(told.source)))


def of_year(observance: Observance, year: int) -> list[Told]:
    """What was found of the sources that an observance and its statements of ``year`` cite."""
    return of_records([observance.pk, *(one.pk for one in past.statements_of(observance.pk, year))])


def in_words(found: Collection[Told]) -> str:
    """How many can be read where they were, and the addresses of those that cannot."""
    wrong = [one.check for one in found if one.check.state != AddressCheck.State.OK]
    counted = _("Addresses that were asked: %(asked)s. The source can be read there: %(there)s.")
    lines = (f"{AddressCheck.State(one.state).label}: {one.address}" for one in wrong)
    return "\n".join([counted % {"asked": len(found), "there": len(found) - len(wrong)}, *lines])


_ORDER: Final = [one.value for one in (*(AddressCheck.State.GONE, AddressCheck.State.MOVED), *AddressCheck.State)]


def _by_turns(found: Iterable[Due]) -> Iterator[Due]:
    by_host = defaultdict(list)
    for one in found:
        by_host[urlsplit(one[1]).hostname].append(one)
    for turn in zip_longest(*by_host.values()):
        yield from (one for one in turn if one)
