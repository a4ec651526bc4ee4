"""The first page of the desk: what waits for whoever has just sat down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions.models import Interval
from archive.editorial.models import Candidate, CandidateAuthor
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.situations import (
    approved,
    coming,
    going_out_otherwise,
    in_review,
    overtaken,
    returned,
)
from archive.editorial.states import states
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.texts import titles
from archive.templatetags.desk import moment

from ..base import publishing_bar
from ..base.links import record_url
from ..site import site

MOST = 20
# What is said of a line has so many characters.
LONGEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record that somebody has to look at, and where."""

    title: str
    kind: str
    url: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What becomes a line: the key or the uuid of a record, and where it is looked at."""

    record: int | UUID
    said: str = ""
    where: Callable[[Record], str] = record_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    heading: Promise
    lines: Sequence[Line | Waiting]
    nothing: Promise | str = ""
    is_alarm: bool = False


def index(request: HttpRequest) -> HttpResponse:
    return site.index(request, {"worklists": worklists(request)})


def worklists(request: HttpRequest) -> list[Worklist]:
    """What waits for this person first, then what the desk should know. The records of all of them are read at once."""
    found = [*_alarms(), *_for(request.user), *_known(request.user)]
    records = _records({waiting.record for worklist in found for waiting in worklist.lines})
    return [replace(worklist, lines=tuple(_lines(worklist.lines, records))) for worklist in found]


def _lines(found: Iterable[Waiting], records: Mapping[int | UUID, Record]) -> Iterator[Line]:
    for waiting in found:
        if record := records.get(waiting.record):  # a draft may have been deleted since
            url = waiting.where(record)
            yield Line(title=str(record), kind=record.kind_name, url=url, said=waiting.said)


def _records(keys: set[int | UUID]) -> dict[int | UUID, Record]:
    uuids = {key for key in keys if isinstance(key, UUID)}
    found = Record.objects.filter(Q(pk__in=keys - uuids) | Q(uuid__in=uuids)).prefetch_related(titles())
    return {key: record for record in found for key in (record.pk, record.uuid)}


def _alarms() -> Iterator[Worklist]:
    if wrong := _going_out_otherwise():
        yield Worklist(heading=_("Goes out otherwise than saved"), lines=wrong, is_alarm=True)


def _for(person: User) -> Iterator[Worklist]:
    own = Exists(CandidateAuthor.objects.filter(candidate=OuterRef("pk"), person=person.pk))
    if may(person, "review"):
        yield Worklist(
            heading=_("Waits for your review"),
            lines=_candidates(in_review().filter(~own), review=True),
            nothing=_("Nothing waits for you."),
        )
    if may(person, "submit"):
        yield Worklist(
            heading=_("Returned to you"),
            lines=_candidates(returned().filter(own)),
            nothing=_("Nothing was returned to you."),
        )
        if late := _late(overtaken().filter(own)):
            yield Worklist(heading=_("Overtaken: say what kind of change it is"), lines=late)
        yield Worklist(
            heading=_("Yours, in review"),
            lines=_candidates(in_review().filter(own), review=True),
            nothing=_("Nothing of yours is in review."),
        )
    if may(person, "publish"):
        yield Worklist(
            heading=_("Approved, to be published"),
            lines=_candidates(approved()),
            nothing=_("Nothing waits to be published."),
        )


def _known(person: User) -> Iterator[Worklist]:
    withdrawn = Interval.objects.covering(clock.now()).filter(state=Interval.State.WITHDRAWN).order_by("-live_from")
    yield Worklist(heading=_("Coming"), lines=_standing(coming()), nothing=_("Nothing is scheduled."))
    yield Worklist(heading=_("Withdrawn"), lines=_standing(withdrawn), nothing=_("Nothing is withdrawn."))
    if may(person, "submit"):
        recent = [Waiting(record=key) for key in islice(_saved_last(person), 6)]
        yield Worklist(heading=_("You wrote last on"), lines=recent, nothing=_("You have not written yet."))


def _candidates(candidates: QuerySet[Candidate], *, review: bool = False) -> list[Waiting]:
    return [
        Waiting(
            record=one.record_id,
            said=_short(one.review.remark if hasattr(one, "review") and one.review.remark else one.submitted_by),
            where=partial(_review_url, one) if review else record_url,
        )
        for one in candidates.select_related("submitted_by", "review").order_by("pk")[:MOST]
    ]


def _review_url(candidate: Candidate, record: Record) -> str:
    return reverse("admin:review", args=[candidate.uuid])


def _going_out_otherwise() -> list[Waiting]:
    editions = list(going_out_otherwise()[:MOST])
    found = {one.uuid: one for one in Record.objects.filter(uuid__in=[edition.record for edition in editions])}
    state = states(found.values()) if found else {}
    return [
        Waiting(record=one.record, said=publishing_bar.alarm_in_words(one, state[found[one.record].pk]))
        for one in editions
    ]


def _late(candidates: QuerySet[Candidate]) -> list[Waiting]:
    """Each leads to where its kind of change is said; the words are there."""
    found = candidates.order_by("pk")[:MOST]
    return [Waiting(record=one.record_id, said=moment(one.submitted_at), where=_submit_url) for one in found]


def _submit_url(record: Record) -> str:
    return reverse("admin:act", args=[record.uuid, "submit"])


def _standing(intervals: QuerySet[Interval]) -> list[Waiting]:
    """What begins to stand, or began to, and when."""
    begin = intervals.values_list("record", "live_from")[:MOST]
    return [Waiting(record=uuid, said=moment(at, settings.MEMORIAL_TIME_ZONE)) for uuid, at in begin]


def _saved_last(person: User) -> Iterator[int]:
    """The keys of the records that she saved, the last one first."""
    saves, found = Contribution.objects.filter(by=person).order_by("-id"), set[int]()
    while some := list(saves.values_list("id", "record")[:MOST]):
        for _save, record in some:
            if record not in found:
                yield record
            found.add(record)
        saves = saves.filter(id__lt=some[-1][0])


def _short(said: object) -> str:
    words = str(said)
    return Truncator(words).chars(LONGEST) if len(words) > LONGEST else words
