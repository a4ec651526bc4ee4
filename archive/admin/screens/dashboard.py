"""The first page of the desk: what waits for whoever has just sat down."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions import acts
from archive.editions.models import Edition, Interval
from archive.editorial.models import Candidate
from archive.editorial.permissions import may
from archive.editorial.situations import approved, going_out_otherwise, in_review, overtaken, returned, situation
from archive.records.base import Record, kind_name
from archive.records.contributions import Contribution
from archive.templatetags.desk import moment

from ..base import publishing_bar
from ..base.links import record_url
from ..site import site

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record that somebody has to look at, and where."""

    title: str
    kind: str
    url: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    heading: Promise
    lines: tuple[Line, ...]
    nothing: Promise | str = ""
    is_alarm: bool = False


def index(request: HttpRequest) -> HttpResponse:
    return site.index(request, {"worklists": worklists(request)})


def worklists(request: HttpRequest) -> list[Worklist]:
    """What waits for this person first, then what the desk should know."""
    person = request.user
    submitted = list(_of(in_review()).prefetch_related("authors"))
    own = {one.pk for one in submitted if any(author.person_id == person.pk for author in one.authors.all())}
    found = []
    pending = acts.pending()
    if wrong := _going_out_otherwise(pending):
        found.append(Worklist(heading=_("Goes out otherwise than saved"), lines=wrong, is_alarm=True))
    if may(person, "review"):
        waiting = [one for one in submitted if one.pk not in own]
        found.append(
            Worklist(
                heading=_("Waits for your review"),
                lines=_candidates(waiting, review=True),
                nothing=_("Nothing waits for you."),
            )
        )
    if may(person, "submit"):
        back = _of(returned()).filter(authors__person=person)
        found.append(
            Worklist(heading=_("Returned to you"), lines=_candidates(back), nothing=_("Nothing was returned to you."))
        )
        late = list(_of(overtaken()).filter(authors__person=person))
        if late:
            found.append(
                Worklist(
                    heading=_("Overtaken: say what kind of change it is"),
                    lines=_late(late),
                )
            )
        mine = [one for one in submitted if one.pk in own]
        found.append(
            Worklist(
                heading=_("Yours, in review"),
                lines=_candidates(mine, review=True),
                nothing=_("Nothing of yours is in review."),
            )
        )
    if may(person, "publish"):
        found.append(
            Worklist(
                heading=_("Approved, to be published"),
                lines=_candidates(_of(approved())),
                nothing=_("Nothing waits to be published."),
            )
        )
    found.append(Worklist(heading=_("Coming"), lines=_coming(pending), nothing=_("Nothing is scheduled.")))
    found.append(Worklist(heading=_("Withdrawn"), lines=_withdrawn(), nothing=_("Nothing is withdrawn.")))
    if may(person, "submit"):
        found.append(
            Worklist(heading=_("You wrote last on"), lines=_recent(person), nothing=_("You have not written yet."))
        )
    return found


def _of(candidates):
    return candidates.select_related("record", "submitted_by", "review").prefetch_related("record__texts")


def _candidates(candidates: Iterable[Candidate], *, review: bool = False) -> tuple[Line, ...]:
    return tuple(
        Line(
            title=str(one.record),
            kind=kind_name(one.record.kind),
            url=reverse("admin:review", args=[one.uuid]) if review else record_url(one.record),
            said=str(one.review.remark if hasattr(one, "review") and one.review.remark else one.submitted_by),
        )
        for one in list(candidates)[:MOST]
    )


def _going_out_otherwise(pending: Iterable[Edition]) -> tuple[Line, ...]:
    return tuple(
        _line(record, publishing_bar.alarm_in_words(edition, situation(record).state))
        for edition, record in going_out_otherwise(pending)[:MOST]
    )


def _late(candidates: Iterable[Candidate]) -> tuple[Line, ...]:
    """Each leads to where its kind of change is said; the words are there."""
    return tuple(
        Line(
            title=str(one.record),
            kind=kind_name(one.record.kind),
            url=reverse("admin:act", args=[one.record.uuid, "submit"]),
            said=moment(one.submitted_at),
        )
        for one in list(candidates)[:MOST]
    )


def _coming(pending: Iterable[Edition]) -> tuple[Line, ...]:
    first = sorted(pending, key=lambda one: one.release.instant)[:MOST]
    records = _records(one.record for one in first)
    return tuple(
        _line(records[one.record], moment(one.release.instant, settings.MEMORIAL_TIME_ZONE))
        for one in first
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
    return Line(title=str(record), kind=record.kind_name, url=record_url(record), said=said)
