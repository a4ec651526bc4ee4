"""The start page: what waits for whoever has just sat down."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions import acts
from archive.editions.models import Interval
from archive.editorial.models import Candidate
from archive.editorial.permissions import may
from archive.editorial.situations import approved, in_review, returned
from archive.records.base import Contribution, Kind, Record
from archive.templatetags.desk import moment

from .paths import record_url

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record that somebody has to look at, and where."""

    title: str
    kind: str
    url: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    heading: Promise
    lines: tuple[Line, ...]
    nothing: Promise


def piles(request: HttpRequest) -> list[Pile]:
    """What waits for this person first, then what the desk should know."""
    person = request.user
    submitted = list(_of(in_review()).prefetch_related("authors"))
    own = {one.pk for one in submitted if any(author.person_id == person.pk for author in one.authors.all())}
    found = []
    if may(person, "review"):
        waiting = [one for one in submitted if one.pk not in own]
        found.append(
            Pile(
                heading=_("Waits for your review"),
                lines=_candidates(waiting, review=True),
                nothing=_("Nothing waits for you."),
            )
        )
    if may(person, "submit"):
        back = _of(returned()).filter(authors__person=person)
        found.append(
            Pile(heading=_("Returned to you"), lines=_candidates(back), nothing=_("Nothing was returned to you."))
        )
        mine = [one for one in submitted if one.pk in own]
        found.append(
            Pile(
                heading=_("Yours, in review"),
                lines=_candidates(mine, review=True),
                nothing=_("Nothing of yours is in review."),
            )
        )
    if may(person, "publish"):
        found.append(
            Pile(
                heading=_("Approved, to be published"),
                lines=_candidates(_of(approved())),
                nothing=_("Nothing waits to be published."),
            )
        )
    found.append(Pile(heading=_("Coming"), lines=_coming(), nothing=_("Nothing is scheduled.")))
    found.append(Pile(heading=_("Withdrawn"), lines=_withdrawn(), nothing=_("Nothing is withdrawn.")))
    if may(person, "submit"):
        found.append(
            Pile(heading=_("You wrote last on"), lines=_recent(person), nothing=_("You have not written yet."))
        )
    return found


def _of(candidates):
    return candidates.select_related("record", "submitted_by", "review").prefetch_related("record__texts")


def _candidates(candidates: Iterable[Candidate], *, review: bool = False) -> tuple[Line, ...]:
    return tuple(
        Line(
            title=str(one.record),
            kind=str(Kind(one.record.kind).label),
            url=reverse("admin:review", args=[one.uuid]) if review else record_url(one.record),
            said=str(one.review.remark if hasattr(one, "review") and one.review.remark else one.submitted_by),
        )
        for one in list(candidates)[:MOST]
    )


def _coming() -> tuple[Line, ...]:
    pending = sorted(acts.pending(), key=lambda one: one.release.instant)[:MOST]
    records = _records(one.record for one in pending)
    return tuple(
        _line(records[one.record], moment(one.release.instant, settings.MEMORIAL_TIME_ZONE))
        for one in pending
        if one.record in records
    )


def _withdrawn() -> tuple[Line, ...]:
    standing = Interval.objects.covering(clock.now()).filter(state=Interval.State.WITHDRAWN).order_by("-live_from")
    found = list(standing[:MOST])
    records = _records(one.record for one in found)
    return tuple(
        _line(records[one.record], moment(one.live_from, settings.MEMORIAL_TIME_ZONE))
        for one in found
        if one.record in records
    )


def _recent(person) -> tuple[Line, ...]:
    saves = Contribution.objects.filter(by=person).values("record").annotate(last=Max("id")).order_by("-last")
    keys = [save["record"] for save in saves[:6]]
    records = {one.pk: one for one in Record.objects.filter(pk__in=keys).prefetch_related("texts")}
    return tuple(_line(records[key]) for key in keys if key in records)  # a draft may have been deleted since


def _records(uuids: Iterable) -> dict:
    return {one.uuid: one for one in Record.objects.filter(uuid__in=list(uuids)).prefetch_related("texts")}


def _line(record: Record, said: str = "") -> Line:
    return Line(title=str(record), kind=str(Kind(record.kind).label), url=record_url(record), said=said)
