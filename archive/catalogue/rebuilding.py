"""Deriving rows from intervals: for one record after every act, or for all of them."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from archive import clock, markup, names, rules
from archive.dates import Dating, in_words
from archive.editions import intervals, ledger, masking, payloads
from archive.editions.models import FOREVER, Edition, Interval, IntervalQuerySet
from archive.editions.payloads import (
    ObservancePayload,
    Payload,
    RenderingForm,
    TimelineEntryPayload,
    lead_order,
    rule_in_words,
)

from .models import LANGUAGES, Row, SearchText, Spelling, Term

# In which facet a record is found that another names in this role.
FACETS = {
    "observance": "observance",
    "issuer": "issuer",
    "on-behalf-of": "issuer",
    "delivered-by": "issuer",
    "published-by": "publisher",
    "instrument": "source",
    "base": "observance",
    "successor": "observance",
    "kept-by": "mention",
    "place": "place",
    "seat": "place",
    "speaker": "speaker",
    "event": "event",
    "parent": "parent",
    "predecessor": "predecessor",
    "mention": "mention",
    "subject": "subject",
    "broader": "broader",
    "member": "member",
    "support": "mention",
}

# The kinds whose names stand for one another in a search.
NAMED = ("observance", "place", "institution", "person")


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
    for interval in stood:
        payload = masking.masked(payloads.from_bytes(bytes(interval.payload.content)), unnamed, label={}).of_today()
        for language in sorted(payload.texts):
            _write(interval, payload, language)


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
    with ledger.opened():
        records = list(Edition.objects.order_by("record").values_list("record", flat=True).distinct())
        Interval.objects.all().delete()
        Row.objects.all().delete()
        for record in records:
            intervals.refresh(record)
        for record in records:  # not before all of it is known
            refresh(record)
    return len(records)


def _write(interval: Interval, payload: Payload, language: str) -> None:
    words = payload.texts[language]
    dating = _dating(payload)
    row = Row.objects.create(
        record=interval.record,
        kind=payload.kind,
        slug=payload.slug,
        number=interval.number,
        digest=interval.payload_id,
        language=language,
        live_from=interval.live_from,
        live_until=interval.live_until,
        **{f"leads_{reader}": leads(payload, reader) == language for reader in LANGUAGES},
        **_years(payload, dating),
        form=getattr(payload, "form", ""),
        date=str(dating) if dating else _every_year(payload),
        one_night=getattr(payload, "one_night", False),
        time=getattr(payload, "time", ""),
        zone=getattr(payload, "zone", ""),
        sort_date=_sort_date(payload, dating) if dating else _every_year(payload),
        earliest=(dating.earliest or date.min) if dating else None,
        latest=(dating.latest or date.max) if dating else None,
        issuers=[ref.label for ref in payloads.issuing(payload)],
        title=words.title,
        summary=words.summary,
        **{f"sort_{reader}": names.sort_key(words.title, reader)[:400] for reader in LANGUAGES},
        into=UUID(payload.merged_into.record) if payload.merged_into else None,
    )
    if row.into:
        return
    Term.objects.bulk_create(Term(row=row, facet=facet, value=value) for facet, value in sorted(set(_terms(payload))))
    Spelling.objects.bulk_create(Spelling(row=row, folded=folded) for folded in spellings(payload, language))
    own, beside = own_words(payload, language), words_beside(payload, language)
    found_by = (own, *(said for _code, said in beside), *labels(payload, language))
    SearchText.objects.create(row=row, words=own, beside=beside, folded=names.fold("\n".join(found_by)))


def leads(payload: Payload, reader: str) -> str:
    """The language in which a reader of ``reader`` is shown this payload."""
    return next(code for code in (reader, *lead_order(payload)) if code in payload.texts)


def spellings(payload: Payload, language: str) -> tuple[str, ...]:
    """Every folded name of what other records name, its title in ``language`` among them."""
    if payload.kind not in NAMED:
        return ()
    written = (payload.texts[language].title, *(name.text for name in payload.names))
    return tuple(sorted({folded[:200] for one in written if (folded := names.fold(one))}))


def own_words(payload: Payload, language: str) -> str:
    """The payload's own words in ``language``, a line for each part: what passages are cut from.

    To an observance belong the days that its rules have ever named, kept or not, and what is done on them; to an event
    its date.
    """
    words = payload.texts[language]
    body = (markup.plain(block.html) for block in words.blocks)
    remarks = (remark.words for remark in words.remarks)
    kept = (one.what.get(language, "") for one in getattr(payload, "rituals", ()))
    told = (getattr(payload, "number", ""), *days(payload, language))
    parts = (words.title, words.summary, *body, *remarks, *told, *kept)
    return "\n".join(part for part in parts if part)


def words_beside(payload: Payload, language: str) -> list[tuple[str, str]]:
    """Words that say in which language they are: names, further texts, a date as its source puts it."""
    named = [(name.language, name.text) for name in payload.names]
    texts = [(one.language, _in_lines(one)) for one in payload.texts[language].renderings]
    if isinstance(payload, TimelineEntryPayload) and payload.date_wording:
        return [*named, *texts, (payload.date_wording_language, payload.date_wording)]
    return [*named, *texts]


def _in_lines(text: RenderingForm) -> str:
    return "\n".join((text.title, *(markup.plain(block.html) for block in text.blocks)))


def labels(payload: Payload, language: str) -> tuple[str, ...]:
    """The names of those it names, and its days in the other languages: by these it is found as well."""
    named = tuple(ref.label.get(language) or next(iter(ref.label.values()), "") for ref in payload.references())
    return (*named, *(day for other in LANGUAGES if other != language for day in days(payload, other)))


def days(payload: Payload, language: str) -> tuple[str, ...]:
    """The date of an event in words; those of an observance's rules, be it that they never had an occurrence."""
    if isinstance(payload, TimelineEntryPayload):
        return (in_words(payload.date, language),)
    if not isinstance(payload, ObservancePayload):
        return ()
    said = (rule_in_words(row, language) for row in payload.of_today().rules)
    return tuple(dict.fromkeys(words for words in said if words))


def _dating(payload: Payload) -> Dating | None:
    written = getattr(payload, "date", "")
    return Dating.parse(written) if written else None


def _years(payload: Payload, dating: Dating | None) -> dict[str, int]:
    """A statement belongs to the year of its observance; an event to every year that it may have touched."""
    if year := getattr(payload, "year", None):
        return {"year": year, "first_year": year, "last_year": year}
    if dating is None:
        return {}
    first, last = dating.earliest or date.min, dating.latest or date.max
    return {"year": dating.order[0].year, "first_year": first.year, "last_year": last.year}


def _sort_date(payload: Payload, dating: Dating) -> str:
    """``Dating.order`` as a text of one width. A time is placed on the archive's clock, after its whole day."""
    if instant := getattr(payload, "instant", ""):
        local = clock.local(datetime.fromisoformat(instant)).isoformat(timespec="minutes")[:16]
        return f"{local[:10]} 1 {local[11:]} 9999999"
    first, is_begun, left = dating.order
    return f"{first.isoformat()} {is_begun:d} 00:00 {left.days:07}"


def _every_year(payload: Payload) -> str:
    """The day of an observance as in ISO 8601: "--01-20"; one that moves, "--11"; empty for what has none."""
    if not isinstance(payload, ObservancePayload) or payload.status in payload.NEVER_KEPT:
        return ""
    return rules.every_year(_latest_rule(payload))


def _latest_rule(payload: ObservancePayload) -> rules.Rule | None:
    """The rule that nothing has superseded; of what is kept no longer, one by which it was."""
    found = [rule for row in payload.of_today().rules if (rule := row.rule())]
    return rules.in_force([rule for rule in found if rule.kind], rules.YEARS[-1]) or next(iter(found), None)


def _terms(payload: Payload) -> Iterator[tuple[str, UUID]]:
    for ref in payload.references():
        yield FACETS[ref.role], UUID(ref.record)
    for cited in payload.cited():
        yield "source", UUID(cited.source.record)
    for figure in getattr(payload, "figures", ()):
        yield "stated-in", UUID(figure.stated_in.source.record)
