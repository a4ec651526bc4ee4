"""What the catalogue holds of one interval: its row, the texts of that, its place in lists, terms and spellings."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID, uuid5

from django.db.models import Model

from archive import clock, languages, markup, names, sounds
from archive.dates import Dating
from archive.editions import masking
from archive.editions.models import Interval
from archive.editions.payloads import Payload, RenderingForm
from archive.editions.payloads.base import WITHIN_A_DAY

from . import tokens
from .models import Row, RowForReader, RowText, Spelling, Term, text_id

LONGEST_SORT_KEY: Final = 100
# A day has room for what is left of the calendar, for every minute, and for the night after them.
_DAYS, _NIGHT = 4 * 10**6, 24 * 60
# The facet of what no record is called: two records that make a series.
SERIES: Final = "series"
# Between the day and the name of an observance, in its title.
PARTED: Final = re.compile(r"\s+[–—-]\s+")


@dataclass(frozen=True)
class Derived:
    """A row that is not stored yet, and the payload that all else of it is made of."""

    row: Row
    payload: Payload

    @cached_property
    def parts(self) -> tuple[list[Model], ...]:
        """All that belongs to the row, and bears its key: ask when it has one."""
        return [*self.texts()], [*self.for_readers()], [*self.terms()], [*self.spellings()]

    @property
    def texts_stored(self) -> list[RowText]:
        return [text for text in self.parts[0] if isinstance(text, RowText)]

    def pack(self) -> None:
        """Make its texts ready to be stored."""
        for text in self.texts_stored:
            text.pack()

    def texts(self) -> Iterator[RowText]:
        for place, language in enumerate(sorted(self.payload.texts)):
            yield _text(self.row, self.payload, place, language)

    def for_readers(self) -> Iterator[RowForReader]:
        """One for each reader's language."""
        facts, places = _facts(self.row, self.payload), sorted(self.payload.texts)
        for reader in languages.spoken():
            language, words = self.payload.words(reader)
            yield RowForReader(
                row_id=self.row.pk,
                reader=reader,
                text_id=text_id(self.row.pk, places.index(language)),
                language=language,
                languages=" ".join(places),
                sort_key=sort_key(words.title, reader),
                **facts,
            )

    def terms(self) -> Iterator[Term]:
        row, named = self.row, set[UUID]()
        if row.into:
            return
        years, sorted_by = _years(self.payload), sort_date(self.payload)
        named_under = {(facet, UUID(record)) for facet, record in self.payload.terms()}
        named_under |= {(SERIES, series(UUID(one), UUID(other))) for one, other in self.payload.series()}
        for facet, value in sorted(named_under):
            yield Term(
                row_id=row.pk,
                facet=facet,
                value=value,
                is_first=value not in named,
                kind=row.kind,
                live_from=row.live_from,
                first_year=years["first_year"],
                last_year=years["last_year"],
                sort_date=sorted_by,
            )
            named.add(value)

    def spellings(self) -> Iterator[Spelling]:
        if not self.row.into:
            for folded, language in spellings(self.payload).items():
                roots, heard = sounds.roots(folded, language)[:200], sounds.heard(folded, language)[:200]
                yield Spelling(row_id=self.row.pk, folded=folded, roots=roots, sounds=heard)


def derived(interval: Interval, unnamed: Collection[str], *, key: int | None = None) -> Derived:
    """Of whatever is withheld by name (``unnamed``) it holds none. ``key`` is that which its row had."""
    payload = masking.masked(interval.payload.held, unnamed, label={})
    row = Row(
        pk=key,
        record=interval.record,
        kind=payload.kind,
        slug=payload.slug,
        number=interval.number,
        digest=interval.payload_id,
        live_from=interval.live_from,
        live_until=interval.live_until,
        year=_years(payload)["year"],
        date=str(payload.dating() or payload.every_year()),
        issuers=[ref.label for ref in payload.issuing()],
        into=UUID(payload.merged_into.record) if payload.merged_into else None,
        **payload.columns(),
    )
    return Derived(row, payload)


def series(one: UUID, other: UUID) -> UUID:
    """The value under which all is found that names both."""
    return uuid5(one, str(other))


def _text(row: Row, payload: Payload, place: int, language: str) -> RowText:
    words = payload.texts[language]
    text = RowText(
        id=text_id(row.pk, place), row_id=row.pk, language=language, title=words.title, summary=words.summary
    )
    if row.into:
        return text
    own, beside = own_words(payload, language), words_beside(payload, language)
    searched = payload.searched_words(language)
    found_by = (own, *(said for _code, said in beside), *labels(payload, language), *searched)
    folded = names.fold("\n".join(found_by))
    text.said = own, tuple(beside)
    text.folded = " ".join((folded, *sorted(signs(payload, language, folded.split()))))
    return text


def signs(payload: Payload, language: str, words: Sequence[str]) -> set[str]:
    """What is told of a text besides its folded ``words``, as ``tokens``: of itself, it stands at its head."""
    titled = (payload.texts[language].title, *(name.text for name in payload.names))
    title = names.fold("\n".join(titled)).split()
    own = {*title, *_own_dates(payload)}
    named = {ref.record for ref in payload.references() if ref.label}
    own |= {tokens.named(ref.record) for ref in payload.about() if ref.label}
    found = {*tokens.of_words(words), *map(tokens.named, named), tokens.itself(payload.record)}
    summary = map(tokens.summed_up, names.fold(payload.texts[language].summary).split())
    return {tokens.of_language(language), *found, *summary, *_own_dates(payload), *map(tokens.head, own)}


def _own_dates(payload: Payload) -> Iterator[str]:
    for written in payload.dates():
        yield from tokens.of_dating(written)
    yield from tokens.of_every_year(payload.every_year())
    if years := payload.years():
        yield from map(tokens.year, {years.year, years.first, years.last})


def _facts(row: Row, payload: Payload) -> dict[str, object]:
    """What is the same for every reader."""
    dating = payload.dating()
    days = [100 * day.month + day.day for day in _outer_days(dating)] if dating else []
    return {
        "kind": row.kind,
        "live_from": row.live_from,
        "live_until": row.live_until,
        "is_listed": row.into is None,
        **_years(payload),
        "earliest": (dating.earliest or date.min) if dating else None,
        "latest": (dating.latest or date.max) if dating else None,
        "first_day": days[0] if days else None,
        "last_day": days[1] if len(days) > 1 else None,
        "sort_date": sort_date(payload),
    }


def _outer_days(dating: Dating) -> list[date]:
    """The first and the last day of what it can mean, as far as it names them; the same day of another year is one."""
    ends = [day for day in (dating.earliest, dating.latest) if day in dating.days]
    return list({(day.month, day.day): day for day in ends if day}.values())


def _years(payload: Payload) -> dict[str, int | None]:
    years = payload.years()
    return dict(zip(("year", "first_year", "last_year"), years or (None, None, None), strict=True))


def sort_key(title: str, reader: str) -> bytes:
    """``names.sort_key``, at half its length: its weights are two hexadecimal digits each."""
    weights = names.sort_key(title, reader)[: 2 * LONGEST_SORT_KEY]
    return bytes.fromhex(weights + "0" * (len(weights) % 2))


def sort_date(payload: Payload) -> int:
    """``Dating.order`` as a number. A time is placed on the archive's clock, after its whole day; a night after both.

    What has no date comes first, then the days of every year.
    """
    dating, moment = payload.dating(), payload.moment()
    if not dating:
        return _of_every_year(payload.every_year())
    if moment:
        local = clock.local(moment)
        return _position(local.toordinal(), True, _DAYS + 60 * local.hour + local.minute, payload.within_a_day())
    first, is_begun, left = dating.order
    at = _DAYS + _NIGHT if payload.begins_at_night() else left.days
    return _position(first.toordinal(), is_begun, at, payload.within_a_day())


def begins(day: date, *, later: int = 0) -> int:
    """The lowest ``sort_date`` that anything of the day can have which is so many days ``later``."""
    return _position(day.toordinal() + later, False, 0, 0)


def _position(day: int, is_begun: bool, at: int, within: int) -> int:
    return ((day * 2 + is_begun) * (_DAYS + _NIGHT + 1) + at) * WITHIN_A_DAY + within


def _of_every_year(day: str) -> int:
    """ "--01-20" as 120, a month alone as the beginning of it."""
    month, _dash, number = day.removeprefix("--").partition("-")
    return 100 * int(month) + int(number or 0) if month else 0


def spellings(payload: Payload) -> dict[str, str]:
    """Every folded name of what is looked for by any of them, and the language of each.

    Its titles are among them, and the parts of one that a dash divides: "20 January – National Mourning Day".
    """
    if not payload.HAS_NAMES:
        return {}
    titles = [(code, part) for code, title in payload.titles().items() for part in (title, *PARTED.split(title))]
    written = (*((name.language, name.text) for name in payload.names), *titles)
    found = {folded[:200]: language for language, one in written if (folded := names.fold(one))}
    return dict(sorted(found.items()))


def own_words(payload: Payload, language: str) -> str:
    """The payload's own words in ``language``, a line for each part: what passages are cut from."""
    words = payload.texts[language]
    body = (markup.plain(block.html) for block in words.blocks)
    remarks = (remark.words for remark in words.remarks)
    parts = (words.title, words.summary, *body, *remarks, *payload.further_words(language))
    return "\n".join(part for part in parts if part)


def words_beside(payload: Payload, language: str) -> list[tuple[str, str]]:
    """Words that say in which language they are: names, a date as its source puts it, further texts."""
    texts = ((one.language, _in_lines(one)) for one in payload.texts[language].renderings)
    return [*payload.words_elsewhere(), *texts]


def _in_lines(text: RenderingForm) -> str:
    return "\n".join((text.title, *(markup.plain(block.html) for block in text.blocks)))


def labels(payload: Payload, language: str) -> tuple[str, ...]:
    """The names of those it names, and its days in the other languages: by these it is found as well."""
    named = tuple(ref.label.get(language) or next(iter(ref.label.values()), "") for ref in payload.references())
    return (*named, *(day for other in languages.spoken() if other != language for day in payload.days_in_words(other)))
