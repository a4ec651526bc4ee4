"""What the archive has already: what a document may name, and what it may be once more."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive import datings, names
from archive.records.base import Record
from archive.records.institutions import Institution
from archive.records.names import Name
from archive.records.observances import Observance
from archive.records.places import Place
from archive.records.sources import Source
from archive.records.statements import Statement

__all__ = ["Authority", "Known", "KnownSource", "KnownStatement", "Named", "known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record by its kind and address, with the title to call it by."""

    kind: str
    slug: str
    title: str

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A record with all the ways in which it is written; an observance also with its day, if that is fixed."""

    named: Named
    titles: tuple[tuple[str, str], ...]
    spellings: tuple[str, ...]
    month: int = 0
    day: int = 0

    def called(self, language: str) -> str:
        """Its title in ``language`` if it has one there."""
        return dict(self.titles).get(language, self.named.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    named: Named
    titles: tuple[str, ...]
    published: str
    addresses: tuple[str, ...]

    def is_called(self, title: str) -> bool:
        return names.fold(title) in map(names.fold, self.titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStatement:
    """A statement by what tells it from others: the addresses of its observance and issuers, and its year."""

    named: Named
    observance: str
    year: int | None
    issuers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    observances: tuple[Authority, ...] = ()
    places: tuple[Authority, ...] = ()
    institutions: tuple[Authority, ...] = ()
    sources: tuple[KnownSource, ...] = ()
    statements: tuple[KnownStatement, ...] = ()


def known() -> Known:
    """What is stored now, drafts included: three queries for each kind, one each for rules, issuers, addresses."""
    return Known(
        observances=tuple(map(_observance, _all(Observance).prefetch_related("rules"))),
        places=tuple(map(_authority, _all(Place))),
        institutions=tuple(map(_authority, _all(Institution))),
        sources=tuple(map(_source, _all(Source).prefetch_related("further_addresses"))),
        statements=tuple(map(_statement, _all(Statement).select_related("observance").prefetch_related("issuers"))),
    )


def _all(model: type[Record]):
    return model.objects.filter(merged_into=None).prefetch_related("texts", "names").order_by("slug")


def _named(record: Record) -> Named:
    return Named(kind=record.kind, slug=record.slug, title=str(record))


def _observance(record: Observance) -> Authority:
    month, day = record.fixed_day() or (0, 0)
    return replace(_authority(record), month=month, day=day)


def _authority(record: Record) -> Authority:
    return Authority(named=_named(record), titles=_titles(record), spellings=_spellings(record))


def _source(record: Source) -> KnownSource:
    titles = tuple(title for _language, title in _titles(record))
    return KnownSource(named=_named(record), titles=titles, published=record.published, addresses=record.addresses())


def _statement(record: Statement) -> KnownStatement:
    return KnownStatement(
        named=_named(record),
        observance=record.observance.slug if record.observance else "",
        year=record.year,
        issuers=tuple(issuer.slug for issuer in record.issuers.all()),
    )


def _titles(record: Record) -> tuple[tuple[str, str], ...]:
    return tuple((text.language, text.title) for text in record.texts.all() if text.title)


def _spellings(record: Record) -> tuple[str, ...]:
    """Titles, their parts ("20 January – National Mourning Day"), and other names; a day of the year is no name."""
    others = (name.text for name in record.names.all() if name.sort != Name.Sort.SEARCHED)
    written = (*dict(_titles(record)).values(), *others)
    parts = (part for whole in written for part in _parts(whole))
    return tuple(dict.fromkeys(part for part in parts if names.fold(part) and not _is_day(part)))


def _parts(title: str) -> Iterator[str]:
    yield title
    for dash in (" – ", " — ", " - ", ": "):
        if dash in title:
            yield from (part.strip() for part in title.split(dash))
    if title.endswith(")") and " (" in title:
        yield title[: title.rindex(" (")]


def _is_day(part: str) -> bool:
    days = datings.days_in(part)
    return len(days) == 1 and names.fold(days[0].words) == names.fold(part)
