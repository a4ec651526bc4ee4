"""This year's draft from last year's statement, and whoever reads it passage by passage and lets it stand."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive import clock, languages
from archive.dates import Dating
from archive.editions.acts import Refused
from archive.editions.models import Edition, Interval
from archive.editions.payloads import Cited
from archive.editions.payloads.statements import StatementPayload
from archive.records.base import Record
from archive.records.citations import Citation, CitedFor
from archive.records.names import Name, UsedBy
from archive.records.observances import Observance
from archive.records.saving import free_slug, saving
from archive.records.slots import Slot
from archive.records.statements import Issuer, Statement
from archive.records.texts import Text
from archive.rules import YEARS, Occurrence, RuleError

from . import trail
from .carried import Carried
from .people import User
from .permissions import require

# A date that says a day, a month or a year, and no more.
_PLAIN_DATE: Final = re.compile(r"\d{4}(-\d{2}){0,2}")
# So many statements of one year are offered to be carried forward.
_MOST: Final = 10


class NotCarried(Refused):
    """Of this statement no draft can be begun."""


class DraftedAlready(Refused):
    """This year's statement is there already: ``draft``."""

    def __init__(self, draft: Statement) -> None:
        super().__init__(_("This year’s statement has been begun already."))
        self.draft = draft


def standing(last: Statement) -> tuple[Interval, StatementPayload]:
    """What readers have of ``last`` now, if it can be carried forward. Raises ``NotCarried``."""
    interval = Interval.objects.live(clock.now()).filter(record=last.uuid).select_related("payload").first()
    if interval is None:
        raise NotCarried(_("Only what readers can read now is carried forward."))
    held = interval.payload.held
    if not isinstance(held, StatementPayload) or held.origin != Statement.Origin.AUTHORED:
        raise NotCarried(_("Only our own statements are carried forward: what others have issued is evidence."))
    if held.observance is None:
        raise NotCarried(_("It was issued for no observance, so it does not come again."))
    return interval, held


def last_statements(observance: Observance, *, before: int) -> list[Statement]:
    """Our own statements on ``observance`` of the last year ``before`` in which readers have any."""
    own = Statement.objects.filter(observance=observance, origin=Statement.Origin.AUTHORED, year__lt=before)
    live = Interval.objects.live(clock.now()).filter(record=OuterRef("uuid"))
    found = list(own.filter(Exists(live)).prefetch_related("texts").order_by("-year", "pk")[:_MOST])
    return [one for one in found if one.year == found[0].year]


def occurrences(observance: Observance, year: int) -> tuple[Occurrence, ...]:
    """When it is kept; never, as long as its rules name no day."""
    with suppress(RuleError):
        return observance.occurrences(year)
    return ()


def draft_of(last: Statement, *, year: int) -> Statement | None:
    """What there is already of the statement that would be carried from ``last``; not what comes from another one of
    the same year, as where somebody issues two messages.
    """
    issuers = last.issued_by.values("institution")
    others = Statement.objects.filter(observance=last.observance_id, year=last.year).exclude(pk=last.pk)
    same = Q(observance=last.observance_id, form=last.form, issued_by__institution__in=issuers)
    same &= ~Q(carried__edition__record__in=others.values("uuid"))
    own = Statement.objects.filter(year=year, origin=Statement.Origin.AUTHORED)
    return own.filter(same | Q(carried__edition__record=last.uuid)).order_by("pk").first()


@transaction.atomic
def carry_forward(last: Statement, *, year: int, by: User) -> Statement:
    """The draft of ``year`` in all languages that readers have ``last`` in: whatever of it still holds.

    Its author is ``by``, and whoever confirms or rewrites any of it. Raises ``NotCarried`` and ``DraftedAlready``.
    """
    require(by, "submit")
    require(by, "add_statement")
    last = Statement.objects.select_for_update().get(pk=last.pk)
    interval, payload = standing(last)
    if not payload.year < year <= YEARS[-1]:
        raise NotCarried(_("Choose a year after that of the statement."))
    if draft := draft_of(last, year=year):
        raise DraftedAlready(draft)
    named = _named(payload)
    made = _begun(payload, year)
    with saving(made, by=by):
        made.save()
        _name(made, payload, named)
        numbers = _write(made, payload)
        _mark(made, payload, numbers)
        _cite(made, payload, named, numbers)
        Carried.objects.create(statement=made, edition=Edition.objects.get(pk=interval.edition))
    trail.note("carry", made, by=by, carried_from=str(last.uuid), from_year=payload.year, edition=interval.number)
    return made


# --- what still holds --------------------------------------------------------------------------------


def _begun(payload: StatementPayload, year: int) -> Statement:
    """Its facts; not those of one document: its number, when it was released and received, its versions."""
    observance = Observance.objects.get(uuid=payload.observance.record) if payload.observance else None
    return Statement(
        observance=observance,
        year=year,
        date=_moved(payload, observance, year),
        form=payload.form,
        origin=payload.origin,
        completeness=payload.completeness,
        original_language=payload.original_language,
        anniversary=payload.anniversary + year - payload.year if payload.anniversary else None,
        offers_support=payload.offers_support,
        slug=_slug(payload.slug, str(payload.year), str(year)),
    )


def _moved(payload: StatementPayload, observance: Observance | None, year: int) -> str:
    """Its date as far from this year's day as it was from that of its own; empty where nobody can tell."""
    first, then = (_first_day(observance, one) for one in (year, payload.year))
    if first is None or not _PLAIN_DATE.fullmatch(payload.date):
        return ""
    dated = Dating.parse(payload.date).order[0]
    is_day = len(payload.date) == len("2026-01-20")
    away = dated - then if is_day and then else timedelta()
    return (first + away).isoformat()[: len(payload.date)]


def _first_day(observance: Observance | None, year: int) -> date | None:
    found = occurrences(observance, year) if observance else ()
    return found[0].first if found else None


def _slug(slug: str, then: str, now: str) -> str:
    """The address of its year: that of the other with this year in it."""
    parts = slug.split("-")
    moved = [now if part == then else part for part in parts] if then in parts else [*parts, now]
    return free_slug(Statement, ["-".join(moved)])


def _named(payload: StatementPayload) -> dict[str, Record]:
    """Every record that it names, by its uuid; one that was merged since as the one that stands for it."""
    there = Record.objects.filter(uuid__in=payload.named_records()).select_related("merged_into")
    found = {str(one.uuid): one for one in there}
    while merged := {uuid: one.merged_into for uuid, one in found.items() if one.merged_into}:
        found |= merged
    return found


def _name(made: Statement, payload: StatementPayload, named: Mapping[str, Record]) -> None:
    for name, kept in (("places", payload.places), ("subjects", payload.subjects)):
        getattr(made, name).set([named[one.record].pk for one in kept if one.record in named])
    issuers = dict.fromkeys((named[one.record].pk, one.role) for one in payload.issuers if one.record in named)
    for position, (institution, role) in enumerate(issuers):
        Issuer.objects.create(statement=made, institution_id=institution, role=role, position=position)
    for one in payload.names:
        columns = {name: getattr(one, name) for name in ("text", "language", "sort", "used_by", "since", "until")}
        spelled = Name.objects.create(record=made, scheme=one.scheme, **columns)
        for code, words in one.users.words.items():
            UsedBy.objects.create(owner=spelled, language=code, words=words)


def _write(made: Statement, payload: StatementPayload) -> dict[str, dict[str, int]]:
    """Its words. Returns, by language, which number each of its paragraphs has now."""
    numbers = {}
    for language, words in payload.texts.items():
        if language in languages.written():
            columns = {
                name: getattr(words, name) for name in ("title", "summary", "translation", "translator", "content_note")
            }
            body = "\n".join(block.html for block in words.blocks)
            text = Text.objects.create(record=made, language=language, body=body, **columns)
            numbers[language] = dict(zip((block.id for block in words.blocks), text.paragraphs, strict=True))
    return numbers


def _mark(made: Statement, payload: StatementPayload, numbers: Mapping[str, Mapping[str, int]]) -> None:
    """Which of the recurring parts its paragraphs are."""
    for language, numbered in numbers.items():
        for slot in payload.texts[language].slots:
            Slot.objects.create(statement=made, language=language, paragraph=numbered[slot.block], part=slot.part)


def _cite(
    made: Statement, payload: StatementPayload, named: Mapping[str, Record], numbers: Mapping[str, Mapping[str, int]]
) -> None:
    """Its sources; but for its date, which is another one now."""
    kept = (one for one in payload.citations if one.field != Citation.Field.DATE and one.source.record in named)
    placed = ((one, place) for one in kept for place in _places(one, numbers))
    for position, (one, (paragraph, language)) in enumerate(placed):
        citation = Citation.objects.create(
            record=made,
            source_id=named[one.source.record].pk,
            field=one.field,
            paragraph=paragraph,
            paragraph_language=language,
            locator=one.locator,
            quotation=one.quotation,
            quotation_language=one.quotation_language,
            relation=one.relation,
            position=position,
        )
        for code, words in one.about.words.items():
            CitedFor.objects.create(owner=citation, language=code, words=words)


def _places(one: Cited, numbers: Mapping[str, Mapping[str, int]]) -> Iterable[tuple[int | None, str]]:
    """The paragraph for which it is cited, and in which language: one of all, if it has one number in all."""
    if not one.paragraph:
        return [(None, "")]
    wanted = [one.paragraph_language] if one.paragraph_language else [*numbers]
    found = [(numbers[code][one.paragraph], code) for code in wanted if one.paragraph in numbers.get(code, {})]
    is_one = not one.paragraph_language and len(found) == len(numbers) and len({number for number, _ in found}) == 1
    return [(found[0][0], "")] if is_one else found
