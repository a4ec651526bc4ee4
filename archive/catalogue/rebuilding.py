"""Deriving rows from intervals: for one record after every act, or for all of them."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from archive import markup, names, rules
from archive.dates import PartialDate
from archive.editions import intervals, ledger, payloads
from archive.editions.models import Edition, Interval
from archive.editions.payloads import ObservancePayload, Payload, lead_order, rule_in_words

from .models import LANGUAGES, Row, SearchText, Term

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
}


def refresh(record: UUID) -> None:
    """Derive the rows of ``record`` anew from its intervals. Call it in the transaction of the act."""
    Row.objects.filter(record=record).delete()
    stood = (
        Interval.objects.filter(record=record)
        .exclude(state=Interval.State.WITHDRAWN)
        .select_related("payload")
        .order_by("live_from")
    )
    for interval in stood:
        payload = payloads.from_bytes(bytes(interval.payload.content))
        for language in sorted(payload.texts):
            _write(interval, payload, language)


def rebuild() -> int:
    """Derive every interval and row anew, while nobody publishes; returns how many records have an edition."""
    with ledger.opened():
        records = list(Edition.objects.order_by("record").values_list("record", flat=True).distinct())
        Interval.objects.all().delete()
        Row.objects.all().delete()
        for record in records:
            intervals.refresh(record)
            refresh(record)
    return len(records)


def _write(interval: Interval, payload: Payload, language: str) -> None:
    words = payload.texts[language]
    earliest, latest = _bounds(payload)
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
        year=_year(payload, earliest),
        form=getattr(payload, "form", ""),
        date=_date(payload),
        date_end=getattr(payload, "date_end", ""),
        earliest=earliest,
        latest=latest,
        title=words.title,
        summary=words.summary,
        sort_key=names.sort_key(words.title, language)[:400],
        into=UUID(payload.merged_into.record) if payload.merged_into else None,
    )
    if row.into:
        return
    Term.objects.bulk_create(Term(row=row, facet=facet, value=value) for facet, value in sorted(set(_terms(payload))))
    own = own_words(payload, language)
    SearchText.objects.create(row=row, words=own, folded=names.fold("\n".join((own, *labels(payload, language)))))


def leads(payload: Payload, reader: str) -> str:
    """The language in which a reader of ``reader`` is shown this payload."""
    return next(code for code in (reader, *lead_order(payload)) if code in payload.texts)


def own_words(payload: Payload, language: str) -> str:
    """The payload's own words in ``language``, a line for each part: what passages are cut from.

    To an observance belong the days that its rules have ever named, kept or not.
    """
    words = payload.texts[language]
    body = (markup.plain(block.html) for block in words.bodies())
    beside = (*(one.title for one in words.renderings), *(remark.words for remark in words.remarks))
    spelled = (*(name.text for name in payload.names), getattr(payload, "number", ""))
    parts = (words.title, words.summary, *body, *beside, *spelled, *days(payload, language))
    return "\n".join(part for part in parts if part)


def labels(payload: Payload, language: str) -> tuple[str, ...]:
    """The names of those it names, and its days in the other languages: by these it is found as well."""
    named = tuple(ref.label.get(language) or next(iter(ref.label.values()), "") for ref in payload.references())
    return (*named, *(day for other in LANGUAGES if other != language for day in days(payload, other)))


def days(payload: Payload, language: str) -> tuple[str, ...]:
    """The days of an observance's rules in words: those of rules that never had an occurrence too."""
    if not isinstance(payload, ObservancePayload):
        return ()
    said = (rule_in_words(row, language) for row in payload.of_today().rules)
    return tuple(dict.fromkeys(words for words in said if words))


def _year(payload: Payload, earliest: date | None) -> int | None:
    return getattr(payload, "year", None) or (earliest.year if earliest else None)


def _date(payload: Payload) -> str:
    """The day it sorts by. A day of every year is written as in ISO 8601: "--01-20"; one that moves, "--11"."""
    if isinstance(payload, ObservancePayload):
        return "" if payload.status in payload.NEVER_KEPT else rules.every_year(_latest_rule(payload))
    return getattr(payload, "date", "")


def _latest_rule(payload: ObservancePayload) -> rules.Rule | None:
    """The rule that nothing has superseded; of what is kept no longer, one by which it was."""
    found = [rule for row in payload.of_today().rules if (rule := row.rule())]
    return rules.in_force([rule for rule in found if rule.kind], rules.YEARS[-1]) or next(iter(found), None)


def _bounds(payload: Payload) -> tuple[date | None, date | None]:
    first, last = getattr(payload, "date", ""), getattr(payload, "date_end", "")
    if not first:
        return None, None
    return PartialDate.parse(first).earliest, PartialDate.parse(last or first).latest


def _terms(payload: Payload) -> Iterator[tuple[str, UUID]]:
    for ref in payload.references():
        yield FACETS[ref.role], UUID(ref.record)
    for cited in payload.cited():
        yield "source", UUID(cited.source.record)
    for figure in getattr(payload, "figures", ()):
        yield "stated-in", UUID(figure.stated_in.source.record)
