"""Deriving rows from intervals: for one record after every act, or for all of them."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from archive import clock, languages, markup, names
from archive.dates import Dating
from archive.editions import intervals, ledger, masking, payloads
from archive.editions.histories import History
from archive.editions.models import FOREVER, Edition, Interval, IntervalQuerySet
from archive.editions.payloads import Payload, RenderingForm

from .models import Row, RowForReader, SearchText, Spelling, Term


def refresh(record: UUID) -> None:
    """Derive the rows of ``record`` anew from its intervals. Call it in the transaction of the act.

    Of whatever is withheld by name they hold none.
    """
    Row.objects.filter(record=record).delete()
    stood = (
        Interval.objects.filter(record=record)
        .exclude(state=Interval.State.WITHDRAWN)
        .select_related("payload")
        .order_by("live_from")
    )
    unnamed = {str(one) for one in _unnamed().values_list("record", flat=True)}
    derived = [pair for interval in stood for pair in _rows(interval, unnamed)]
    Row.objects.bulk_create(row for row, _payload in derived)
    RowForReader.objects.bulk_create(one for pair in derived for one in _for_readers(*pair))
    of_their_own = [(row, payload) for row, payload in derived if not row.into]
    Term.objects.bulk_create(one for pair in of_their_own for one in _terms(*pair))
    Spelling.objects.bulk_create(one for pair in of_their_own for one in _spellings(*pair))
    SearchText.objects.bulk_create(_search_text(*pair) for pair in of_their_own)


def refresh_naming(record: UUID) -> None:
    """The same for all that name ``record``: call it when the name of that is withheld from now on, or no longer."""
    rows = Row.objects.filter(Exists(Term.objects.filter(row=OuterRef("pk"), value=record)))
    for naming in list(rows.order_by("record").values_list("record", flat=True).distinct()):
        refresh(naming)


def is_unnamed(record: UUID) -> bool:
    """Whether nobody is told the name of ``record``."""
    return _unnamed().filter(record=record).exists()


def _unnamed() -> IntervalQuerySet:
    """Notices that stand for good: when rows are derived makes no difference to them."""
    return Interval.objects.filter(live_until=FOREVER).unnamed()


def rebuild() -> int:
    """Derive every interval and row anew, while nobody publishes; returns how many records have an edition."""
    with ledger.locked():
        records = list(Edition.objects.order_by("record").values_list("record", flat=True).distinct())
        Interval.objects.all().delete()
        Row.objects.all().delete()
        for record in records:
            intervals.refresh(History.of(record))
        for record in records:  # not before all of it is known
            refresh(record)
    return len(records)


def _rows(interval: Interval, unnamed: Collection[str]) -> Iterator[tuple[Row, Payload]]:
    """One for each language, with the payload that it is made of."""
    payload = masking.masked(payloads.from_bytes(bytes(interval.payload.content)), unnamed, label={})
    for language in sorted(payload.texts):
        yield _row(interval, payload, language), payload


def _row(interval: Interval, payload: Payload, language: str) -> Row:
    words, dating = payload.texts[language], payload.dating()
    return Row(
        record=interval.record,
        kind=payload.kind,
        slug=payload.slug,
        number=interval.number,
        digest=interval.payload_id,
        language=language,
        live_from=interval.live_from,
        live_until=interval.live_until,
        **_years(payload),
        **payload.columns(),
        date=str(dating or payload.every_year()),
        sort_date=sort_date(dating, payload.moment()) if dating else payload.every_year(),
        earliest=(dating.earliest or date.min) if dating else None,
        latest=(dating.latest or date.max) if dating else None,
        issuers=[ref.label for ref in payload.issuing()],
        title=words.title,
        summary=words.summary,
        into=UUID(payload.merged_into.record) if payload.merged_into else None,
    )


def _for_readers(row: Row, payload: Payload) -> Iterator[RowForReader]:
    for reader in languages.spoken():
        leads = payload.words(reader)[0] == row.language
        yield RowForReader(row=row, reader=reader, leads=leads, sort_key=names.sort_key(row.title, reader)[:400])


def _terms(row: Row, payload: Payload) -> Iterator[Term]:
    for facet, value in sorted({(facet, UUID(record)) for facet, record in payload.terms()}):
        yield Term(row=row, facet=facet, value=value)


def _spellings(row: Row, payload: Payload) -> Iterator[Spelling]:
    return (Spelling(row=row, folded=folded) for folded in spellings(payload, row.language))


def _search_text(row: Row, payload: Payload) -> SearchText:
    own, beside = own_words(payload, row.language), words_beside(payload, row.language)
    found_by = (own, *(said for _code, said in beside), *labels(payload, row.language))
    return SearchText(row=row, words=own, beside=beside, folded=names.fold("\n".join(found_by)))


def spellings(payload: Payload, language: str) -> tuple[str, ...]:
    """Every folded name of what is looked for by any of them, its title in ``language`` among them."""
    if not payload.HAS_NAMES:
        return ()
    written = (payload.texts[language].title, *(name.text for name in payload.names))
    return tuple(sorted({folded[:200] for one in written if (folded := names.fold(one))}))


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


def _years(payload: Payload) -> dict[str, int]:
    years = payload.years()
    return {"year": years.year, "first_year": years.first, "last_year": years.last} if years else {}


def sort_date(dating: Dating, moment: datetime | None = None) -> str:
    """``Dating.order`` as a text of one width. A time is placed on the archive's clock, after its whole day."""
    if moment:
        local = clock.local(moment).isoformat(timespec="minutes")[:16]
        return f"{local[:10]} 1 {local[11:]} 9999999"
    first, is_begun, left = dating.order
    return f"{first.isoformat()} {is_begun:d} 00:00 {left.days:07}"
