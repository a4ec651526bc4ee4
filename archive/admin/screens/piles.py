"""What waits at the desk, by what has to be done about it: the start page shows the first of each, another page all."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive import clock
from archive.editions.models import Interval, LedgerEntry
from archive.editorial import comments, packages, second_opinions, situations
from archive.editorial.comments import OpenComment
from archive.editorial.models import Candidate, CandidateAuthor, Review, SecondOpinion, State
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.situations import Situation
from archive.editorial.states import states
from archive.records.base import Record
from archive.records.texts import titles_of
from archive.templatetags.desk import moment

from ..base import publishing_bar
from ..base.links import record_url

# So many of each are shown on the start page, and so far it is counted.
MOST: Final = 10
COUNTED: Final = 100
# What is said of a line has so many characters.
LONGEST: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What may be done about a line, and where."""

    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record that somebody has to look at. ``state`` is told where that is not what its pile says of it."""

    title: str
    kind: str
    url: str
    said: str = ""
    state: State | None = None
    steps: tuple[Step, ...] = ()

    @property
    def first(self) -> str:
        """Where one goes on with it."""
        return self.steps[0].url if self.steps else self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What becomes a line: the key or the uuid of a record, and what may be done about it.

    ``url`` is where it is read, if that is not its form; ``by_state`` tells its steps where they follow from its state.
    """

    record: int | UUID
    url: str = ""
    said: str = ""
    steps: tuple[Step, ...] = ()
    by_state: Callable[[Record, State], Iterable[Step]] | None = None
    with_state: bool = False

    def line(self, record: Record, state: State) -> Line:
        return Line(
            title=str(record),
            kind=record.kind_name,
            url=self.url or record_url(record),
            said=self.said,
            state=state if self.with_state else None,
            steps=tuple(self.by_state(record, state)) if self.by_state else self.steps,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """What waits for whoever has the ``right``, if one is needed.

    ``rows`` are what waits for a person, that to be looked at first in front; ``told`` makes lines of some of them.
    ``is_known``: it waits for others, or for its instant.
    """

    name: str
    heading: Promise
    rows: Callable[[User], QuerySet[Any]]
    told: Callable[[Sequence[Any], User], Iterable[Waiting]]
    right: str = ""
    is_known: bool = False

    def is_for(self, person: User) -> bool:
        return not self.right or may(person, self.right)

    def waiting(self, person: User, *, first: int = 0, most: int = MOST) -> list[Waiting]:
        return list(self.told(list(self.rows(person)[first : first + most]), person))


# --- how many, and which lines --------------------------------------------------------------------------


def counts(piles: Collection[Pile], person: User) -> dict[str, int]:
    """How many wait in each of ``piles``, counted so far. One query; those in which nothing does are left out."""
    parts, asked = [], list[Any]()
    for pile in piles:
        sql, values = pile.rows(person).order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
        parts.append(f"SELECT '{pile.name}', COUNT(*) FROM ({sql}) AS found")
        asked += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), asked)
        return {name: count for name, count in cursor.fetchall() if count}


def lines(waiting: Iterable[Waiting]) -> list[Line]:
    """A line for each whose record is still there."""
    waiting = list(waiting)
    found = records(one.record for one in waiting)
    return list(written(waiting, found, states(set(found.values()))))


def records(keys: Iterable[int | UUID]) -> dict[int | UUID, Record]:
    """Key and uuid → the record, with its titles."""
    wanted = set(keys)
    uuids = {key for key in wanted if isinstance(key, UUID)}
    found = list(Record.objects.filter(Q(pk__in=wanted - uuids) | Q(uuid__in=uuids))) if wanted else []
    called = titles_of([record.pk for record in found])
    for record in found:
        record.listed_titles = called[record.pk]
    return {key: record for record in found for key in (record.pk, record.uuid)}


def written(
    waiting: Iterable[Waiting], found: Mapping[int | UUID, Record], state: Mapping[int, State]
) -> Iterator[Line]:
    for one in waiting:
        if record := found.get(one.record):  # a draft may have been deleted since
            yield one.line(record, state.get(record.pk, State.DRAFT))


def next_in(name: str, person: User) -> Line | None:
    """What waits next for ``person`` in the pile of that name."""
    pile = BY_NAME.get(name)
    found = lines(pile.waiting(person, most=1)) if pile and pile.is_for(person) else []
    return found[0] if found else None


def pile_of(found: Situation, person: User) -> str:
    """The name of the pile in which a record waits for ``person``; empty if it does in none."""
    if found.state == State.IN_REVIEW and publishing_bar.wrote(found, person):
        return "own"
    return {
        State.RETURNED: "returned",
        State.OVERTAKEN: "overtaken",
        State.IN_REVIEW: "review",
        State.APPROVED: "release",
    }.get(found.state, "")


def act_url(record: UUID, name: str) -> str:
    return reverse("admin:act", args=[record, name])


def review_url(candidate: Candidate) -> str:
    return reverse("admin:review", args=[candidate.uuid])


def short(said: object) -> str:
    words = str(said)
    return Truncator(words).chars(LONGEST) if len(words) > LONGEST else words


def unfinished(record: Record, state: State) -> Iterator[Step]:
    """What comes next with what somebody writes."""
    if state in (State.DRAFT, State.CHANGED, State.RETURNED):
        yield Step(label=_("Submit for review"), url=act_url(record.uuid, "submit"))


# --- the piles ------------------------------------------------------------------------------------------


def _own(person: User) -> Exists:
    return Exists(CandidateAuthor.objects.filter(candidate=OuterRef("pk"), person=person.pk))


def _in_order(candidates: QuerySet[Candidate], *read: str) -> QuerySet[Candidate]:
    """Those that waited longest first, each with what is ``read`` of it: the start page asks for many piles."""
    return (candidates.select_related(*read) if read else candidates).order_by("pk")


def _as_packages(candidates: QuerySet[Candidate], *read: str) -> QuerySet[Candidate]:
    """The same, each package as one line."""
    return _in_order(packages.one_of_each(candidates), *read)


def _beside(candidate: Any) -> str:
    """How many records are read and go out with it, in words."""
    if not (count := candidate.beside):
        return ""
    return ngettext("and %(count)s record with it", "and %(count)s records with it", count) % {"count": count}


def _said(*words: object) -> str:
    return short(" · ".join(str(one) for one in words if one))


def _returned(candidates: Sequence[Candidate], person: User) -> Iterator[Waiting]:
    for one in candidates:
        yield Waiting(record=one.record_id, said=short(one.review.remark))


def _overtaken(candidates: Sequence[Candidate], person: User) -> Iterator[Waiting]:
    for one in candidates:
        step = Step(label=_("Say what kind of change it is"), url=act_url(one.record.uuid, "submit"))
        yield Waiting(record=one.record_id, said=moment(one.submitted_at), steps=(step,))


def _in_review(candidates: Sequence[Candidate], person: User) -> Iterator[Waiting]:
    for one in candidates:
        step = Step(label=_("Read and decide"), url=review_url(one))
        said = _said(_beside(one), one.remark or one.submitted_by)
        yield Waiting(record=one.record_id, url=step.url, said=said, steps=(step,))


def _own_in_review(candidates: Sequence[Candidate], person: User) -> Iterator[Waiting]:
    label = _("Read and decide") if may(person, "alone") else _("See what was submitted")
    for one in candidates:
        step = Step(label=label, url=review_url(one))
        said = _said(_beside(one), moment(one.submitted_at))
        yield Waiting(record=one.record_id, url=step.url, said=said, steps=(step,))


def _approved(candidates: Sequence[Candidate], person: User) -> Iterator[Waiting]:
    about = [one.record.uuid for one in candidates]
    scheduled = set(situations.coming().filter(record__in=about).values_list("record", flat=True))
    for one in candidates:
        said = _said(_beside(one), one.review.remark or one.review.by)
        yield Waiting(record=one.record_id, said=said, steps=tuple(_to_release(one, one.record.uuid in scheduled)))


def _to_release(candidate: Candidate, is_scheduled: bool) -> Iterator[Step]:
    record, release = candidate.record.uuid, candidate.release
    if is_scheduled:
        yield Step(label=_("Replace what is scheduled"), url=act_url(record, "replace"))
        return
    if release is None or release.instant <= clock.now():
        yield Step(label=_("Publish now"), url=act_url(record, "publish"))
    yield Step(label=_("Schedule"), url=act_url(record, "schedule"))


def _approved_alone(reviews: Sequence[Review], person: User) -> Iterator[Waiting]:
    for one in reviews:
        yield Waiting(
            record=one.candidate.record_id, said=short(f"{one.by}: {one.remark}"), steps=_opinion("review", one.pk)
        )


def _withdrawn(entries: Sequence[LedgerEntry], person: User) -> Iterator[Waiting]:
    for one in entries:
        said = f"{one.get_act_display()} · {one.by_name}, {moment(one.at)}"
        yield Waiting(record=_there(one.record), said=said, steps=_opinion("act", one.pk))


def _opinion(what: str, key: int) -> tuple[Step, ...]:
    return (Step(label=_("Confirm or object"), url=reverse("admin:second_opinion", args=[what, key])),)


def _own_alone(reviews: Sequence[Review], person: User) -> Iterator[Waiting]:
    return (Waiting(record=one.candidate.record_id, said=short(one.remark)) for one in reviews)


def _own_withdrawn(entries: Sequence[LedgerEntry], person: User) -> Iterator[Waiting]:
    return (Waiting(record=_there(one.record), said=f"{one.get_act_display()} · {moment(one.at)}") for one in entries)


def _there(record: UUID | None) -> UUID | int:
    return record or 0


def _objected(opinions: Sequence[SecondOpinion], person: User) -> Iterator[Waiting]:
    return (Waiting(record=one.record_id, said=f"{one.by}: {one.remark}") for one in opinions)


def _commented(waiting: Sequence[OpenComment], person: User) -> Iterator[Waiting]:
    for one in waiting:
        said = one.comment
        step = Step(label=_("Read and answer"), url=reverse("admin:comment", args=[said.pk]))
        yield Waiting(
            record=said.candidate.record_id, url=step.url, said=short(f"{said.by}: {said.words}"), steps=(step,)
        )


def _coming(intervals: Sequence[Interval], person: User) -> Iterator[Waiting]:
    return (Waiting(record=one.record, said=moment(one.live_from, settings.MEMORIAL_TIME_ZONE)) for one in intervals)


PILES: Final = (
    Pile(
        name="returned",
        right="submit",
        heading=_("Returned to you"),
        rows=lambda person: _in_order(situations.returned().filter(_own(person)), "review"),
        told=_returned,
    ),
    Pile(
        name="objected",
        heading=_("Objected to: what you did alone"),
        rows=second_opinions.objections_to,
        told=_objected,
    ),
    Pile(
        name="overtaken",
        right="submit",
        heading=_("Overtaken: say what kind of change it is"),
        rows=lambda person: _in_order(situations.overtaken().filter(_own(person)), "record"),
        told=_overtaken,
    ),
    Pile(
        name="review",
        right="review",
        heading=_("Waits for your review"),
        rows=lambda person: _as_packages(situations.in_review().filter(~_own(person)), "submitted_by"),
        told=_in_review,
    ),
    Pile(
        name="release",
        right="publish",
        heading=_("Approved, to be published"),
        rows=lambda person: _as_packages(situations.approved(), "review__by", "record", "release"),
        told=_approved,
    ),
    Pile(
        name="alone",
        right="review",
        heading=_("Approved alone: confirm or object"),
        rows=second_opinions.reviews_for,
        told=_approved_alone,
    ),
    Pile(
        name="withdrawn",
        right="review",
        heading=_("Withdrawn or reinstated: read the note"),
        rows=second_opinions.acts_for,
        told=_withdrawn,
    ),
    Pile(
        name="comments",
        heading=_("Open comments"),
        rows=comments.waiting_for,
        told=_commented,
    ),
    Pile(name="coming", is_known=True, heading=_("Coming"), rows=lambda person: situations.coming(), told=_coming),
    Pile(
        name="own",
        is_known=True,
        right="submit",
        heading=_("Yours, in review"),
        rows=lambda person: _as_packages(situations.in_review().filter(_own(person))),
        told=_own_in_review,
    ),
    Pile(
        name="own-alone",
        is_known=True,
        right="alone",
        heading=_("Approved alone by you; nobody else has looked at it yet"),
        rows=second_opinions.reviews_of,
        told=_own_alone,
    ),
    Pile(
        name="own-withdrawn",
        is_known=True,
        right="withdraw",
        heading=_("Withdrawn or reinstated by you; nobody else has read the note yet"),
        rows=second_opinions.acts_of,
        told=_own_withdrawn,
    ),
)
BY_NAME: Final = {pile.name: pile for pile in PILES}
