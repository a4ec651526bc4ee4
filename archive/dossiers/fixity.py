"""Whether every byte of what was published for a year is what it was: payloads, acts, captured copies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive import copies
from archive.editions.ledger import entry_hash
from archive.editions.models import Edition, LedgerEntry
from archive.editions.payloads import digest
from archive.records.citations import Citation
from archive.records.observances import Observance
from archive.records.sources import CapturedCopy

from . import past

# So many editions of one year are looked at, and so many copies of the sources that they cite.
MOST_EDITIONS: Final = 2000
MOST_COPIES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixity:
    """How many of each were looked at, and what is not as it was, in words that name no title."""

    editions: int
    acts: int
    copies: int
    broken: tuple[str, ...]

    @property
    def is_ok(self) -> bool:
        return not self.broken

    def in_words(self) -> str:
        counted = _("Editions: %(editions)s, acts in the ledger: %(acts)s, captured copies: %(copies)s.")
        words = {"editions": self.editions, "acts": self.acts, "copies": self.copies}
        return "\n".join([counted % words, *self.broken])

    def data(self) -> dict[str, Any]:
        return {"editions": self.editions, "acts": self.acts, "copies": self.copies, "broken": list(self.broken)}


def of_year(observance: Observance, year: int) -> Fixity:
    """Of the statements of ``year`` and the observance itself; and the copies of all sources that these cite."""
    statements = past.statements_of(observance.pk, year)
    records = [observance.uuid, *(one.uuid for one in statements)]
    editions = list(_editions(records))
    acts = list(_acts(records))
    digests = _copies([observance.pk, *(one.pk for one in statements)])
    broken = (*_changed_payloads(editions), *_broken_acts(acts), *_lost_copies(digests))
    return Fixity(editions=len(editions), acts=len(acts), copies=len(digests), broken=broken)


def _editions(records: Iterable[UUID]) -> Iterator[Edition]:
    rows = Edition.objects.filter(record__in=records).select_related("payload").order_by("pk")
    yield from rows[:MOST_EDITIONS]


def _acts(records: Iterable[UUID]) -> Iterator[LedgerEntry]:
    yield from LedgerEntry.objects.filter(record__in=records).order_by("seq")[:MOST_EDITIONS]


def _copies(records: Iterable[int]) -> list[str]:
    sources = Citation.objects.filter(record__in=records).values("source")
    digests = CapturedCopy.objects.filter(source__in=sources).order_by("sha256").values_list("sha256", flat=True)
    return list(digests.distinct()[:MOST_COPIES])


def _changed_payloads(editions: Iterable[Edition]) -> Iterator[str]:
    for edition in editions:
        if digest(bytes(edition.payload.content)) != edition.payload_id:
            yield _("The words of an edition are not those that were published (edition %(key)s).") % {
                "key": edition.pk
            }


def _broken_acts(acts: list[LedgerEntry]) -> Iterator[str]:
    """Each has the hash of what it says, and names that of the act before it."""
    before = {act.seq - 1 for act in acts}
    hashes = dict(LedgerEntry.objects.filter(seq__in=before).values_list("seq", "hash"))
    for act in acts:
        if act.hash != entry_hash(act) or act.previous != hashes.get(act.seq - 1, ""):
            yield _("An act in the ledger is not as it was written (act %(number)s).") % {"number": act.seq}


def _lost_copies(digests: Iterable[str]) -> Iterator[str]:
    for one in digests:
        if not copies.is_whole(one):
            yield _("A captured copy is lost or was changed (SHA-256 %(digest)s).") % {"digest": one}
