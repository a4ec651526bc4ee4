"""What waits at the desk, by what has to be done about it: the start page shows the first of each, another page all."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from archive import clock
from archive.editions.models import Interval, LedgerEntry
from archive.editorial import comments, packages, second_opinions, sensitivity, situations
from archive.editorial.comments import OpenComment
from archive.editorial.models import Candidate, CandidateAuthor, Review, SecondOpinion, State
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.situations import Situation
from archive.editorial.states import states
from archive.kept import Kept
from archive.prepared import SOME_INSTANT, SOME_KEY, Prepared, prepared
from archive.records.base import Record
from archive.records.texts import titles_of
from archive.templatetags.desk import moment

from ..base import publishing_bar, sensitivity_told
from ..base.links import address, record_url

# So many of each are shown on the start page, and so far it is counted.
MOST: Final = 10
COUNTED: Final = 100
# What is said of a line has so many characters.
LONGEST: Final = 90

# By what is looked for, and in which database.
_prepared: Kept[Prepared] = Kept(most=100)


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
class Wanted:
    """What is looked for at the desk: ``rows`` are those for a person at an instant, the first to be looked at first.

    Of ``most`` of them the key is found, or what stands in another ``column``.
    """

    name: str
    rows: Callable[[User, datetime], QuerySet[Any]]
    column: str = "pk"
    most: int = COUNTED + 1

    def keys(self, person: User, now: datetime) -> QuerySet[Any]:
        return self.rows(person, now).values_list(self.column, flat=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile(Wanted):
    """What waits for whoever has the ``right``, if one is needed.

    Some of it is ``read``, and ``told`` makes lines of that. ``is_known``: it waits for others, or for its instant.
    """

    heading: Promise
    read: Callable[[], QuerySet[Any]]
    told: Callable[[Sequence[Any], User], Iterable[Waiting]]
    right: str = ""
    is_known: bool = False

    def is_for(self, person: User) -> bool:
        return not self.right or may(person, self.right)

    def waiting(self, keys: Sequence[int], person: User) -> list[Waiting]:
        """What becomes lines of the rows with these ``keys``, in their order. One query."""
        found = self.read().in_bulk(keys)
        return list(self.told([found[key] for key in keys if key in found], person))


# --- how many, and which lines --------------------------------------------------------------------------


def keys(wanted: Collection[Wanted], person: User) -> dict[str, list[int]]:
    """What is found of all that is ``wanted``, by its name. One query; where there is nothing, the list is empty."""
    key = connection.vendor, *(one.name for one in wanted)
    found: dict[str, list[int]] = defaultdict(list)
    for name, one in _prepared.get(key, lambda: _asks_for(wanted)).rows(key=person.pk, instant=clock.now()):
        found[name].append(one)
    return found


def _asks_for(wanted: Iterable[Wanted]) -> Prepared:
    parts, params, somebody = [], list[Any](), User(pk=SOME_KEY)
    for one in wanted:
        keys = prepared(one.keys(somebody, SOME_INSTANT)[: one.most])
        parts.append(f"SELECT '{one.name}', found.* FROM ({keys.sql}) AS found")
        params += keys.params
    return Prepared(sql=" UNION ALL ".join(parts), params=params)


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
    if pile is None or not pile.is_for(person):
        return None
    found = lines(pile.waiting(keys([pile], person)[name][:1], person))
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
    return address("act", record, name)


def review_url(candidate: Candidate) -> str:
    return address("review", candidate.uuid)


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


def _as_packages(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Each package as one line."""
    return packages.one_of_each(candidates).order_by("pk")


def _candidates(*beside: str) -> QuerySet[Candidate]:
    """With what is read ``beside`` each, and without its contents."""
    found = Candidate.objects.defer("content")
    return found.select_related(*beside) if beside else found


def _packages(*beside: str) -> QuerySet[Candidate]:
    return packages.with_beside(_candidates(*beside))


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


def _not_looked_at(candidates: Sequence[Candidate], person: User) -> Iterator[Waiting]:
    for one in candidates:
        step = Step(label=_("Read and sign"), url=sensitivity_told.spot_of(one))
        yield Waiting(record=one.record_id, url=step.url, said=_said(one.remark or one.submitted_by), steps=(step,))


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
    return (Step(label=_("Confirm or object"), url=address("second_opinion", what, key)),)


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
        step = Step(label=_("Read and answer"), url=address("comment", said.pk))
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
        rows=lambda person, now: situations.returned(now).filter(_own(person)).order_by("pk"),
        read=lambda: _candidates("review"),
        told=_returned,
    ),
    Pile(
        name="objected",
        heading=_("Objected to: what you did alone"),
        rows=lambda person, now: second_opinions.objections_to(person),
        read=lambda: SecondOpinion.objects.select_related("by"),
        told=_objected,
    ),
    Pile(
        name="overtaken",
        right="submit",
        heading=_("Overtaken: say what kind of change it is"),
        rows=lambda person, now: situations.overtaken(now).filter(_own(person)).order_by("pk"),
        read=lambda: _candidates("record"),
        told=_overtaken,
    ),
    Pile(
        name="review",
        right="review",
        heading=_("Waits for your review"),
        rows=lambda person, now: _as_packages(situations.in_review(now).filter(~_own(person))),
        read=lambda: _packages("submitted_by"),
        told=_in_review,
    ),
    Pile(
        name="sensitivity",
        right="review",
        heading=_("To be looked at for sensitivity"),
        rows=lambda person, now: sensitivity.missing(now).filter(~_own(person)).order_by("pk"),
        read=lambda: _candidates("submitted_by"),
        told=_not_looked_at,
    ),
    Pile(
        name="release",
        right="publish",
        heading=_("Approved, to be published"),
        rows=lambda person, now: _as_packages(situations.approved(now)),
        read=lambda: _packages("review__by", "record", "release"),
        told=_approved,
    ),
    Pile(
        name="alone",
        right="review",
        heading=_("Approved alone: confirm or object"),
        rows=lambda person, now: second_opinions.reviews_for(person),
        read=second_opinions.reviews,
        told=_approved_alone,
    ),
    Pile(
        name="withdrawn",
        right="review",
        heading=_("Withdrawn or reinstated: read the note"),
        rows=lambda person, now: second_opinions.acts_for(person),
        read=LedgerEntry.objects.all,
        told=_withdrawn,
    ),
    Pile(
        name="comments",
        heading=_("Open comments"),
        rows=lambda person, now: comments.waiting_for(person),
        read=comments.open_ones,
        told=_commented,
    ),
    Pile(
        name="coming",
        is_known=True,
        heading=_("Coming"),
        rows=lambda person, now: situations.coming(now),
        read=Interval.objects.all,
        told=_coming,
    ),
    Pile(
        name="own",
        is_known=True,
        right="submit",
        heading=_("Yours, in review"),
        rows=lambda person, now: _as_packages(situations.in_review(now).filter(_own(person))),
        read=_packages,
        told=_own_in_review,
    ),
    Pile(
        name="own-alone",
        is_known=True,
        right="alone",
        heading=_("Approved alone by you; nobody else has looked at it yet"),
        rows=lambda person, now: second_opinions.reviews_of(person),
        read=second_opinions.reviews,
        told=_own_alone,
    ),
    Pile(
        name="own-withdrawn",
        is_known=True,
        right="withdraw",
        heading=_("Withdrawn or reinstated by you; nobody else has read the note yet"),
        rows=lambda person, now: second_opinions.acts_of(person),
        read=LedgerEntry.objects.all,
        told=_own_withdrawn,
    ),
)
BY_NAME: Final = {pile.name: pile for pile in PILES}
