"""The first page of the desk: the day's work of whoever has just sat down, and the whole of each of its piles."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import clock
from archive.editions.models import Edition, Release
from archive.editorial import moved_clocks
from archive.editorial.models import State
from archive.editorial.moved_clocks import MovedClock
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.situations import going_out_otherwise
from archive.editorial.states import states
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.templatetags.desk import moment

from ..base.release_names import names_of
from ..base.responses import page
from ..base.times import moved_clock_in_words
from ..site import site
from . import dossier_pages, piles
from .coming_days import DOSSIERS, TASKS, coming_days, due_tasks, to_close
from .first_steps import HAD, first_steps
from .piles import MOST, PILES, Line, Pile, Step, Waiting, Wanted

# So many that go out otherwise than they are saved are shown: each has to be mended.
MOST_WRONG = 50
# So many of what somebody wrote last are shown, and so many lines stand on one page of a whole pile.
MOST_OWN = 6
ON_A_PAGE = 100
# They are looked for among so many of the last saves.
LOOKED_BACK = 200

# What was found of all that is looked for, by its name.
Keys = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """Never empty. ``all_url`` leads to what is not shown here, ``more`` to more about it."""

    heading: Promise | str
    lines: Collection[Line | Waiting]
    count: int = 0
    all_url: str = ""
    is_alarm: bool = False
    is_known: bool = False
    more: Step | None = None

    @property
    def is_counted_no_further(self) -> bool:
        return self.count > piles.COUNTED


def index(request: HttpRequest) -> HttpResponse:
    return site.index(request, start(request.user))


@require_safe
def pile(request: HttpRequest, name: str) -> HttpResponse:
    """All that waits in one pile."""
    found = piles.BY_NAME.get(name)
    if found is None:
        raise Http404
    if not found.is_for(request.user):
        raise PermissionDenied
    pages = Paginator(found.keys(request.user, clock.now()), ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    lines = piles.lines(found.waiting(list(shown), request.user))
    context = {"title": found.heading, "lines": lines, "shown": shown, "count": pages.count}
    return page(request, "admin/archive/pile.html", context)


# What is looked for beside the piles.
WRONG = Wanted(name="wrong", rows=lambda person, now: going_out_otherwise(now), most=MOST_WRONG)
SAVED_LAST = Wanted(
    name="saved last",
    rows=lambda person, now: Contribution.objects.filter(by=person.pk).order_by("-id"),
    column="record",
    most=LOOKED_BACK,
)


def start(person: User) -> dict[str, Any]:
    """What stands on the start page. First the keys of all that waits are found, at once; then only these are read."""
    own = [pile for pile in PILES if pile.is_for(person)]
    found = piles.keys([*own, WRONG, TASKS, DOSSIERS, SAVED_LAST, HAD], person)
    steps = [] if found[HAD.name] else first_steps(person)
    return {"worklists": worklists(person, own, found), "first_steps": steps}


def worklists(person: User, own: Collection[Pile], keys: Keys) -> list[Worklist]:
    """What has to be done first in front. The records of all of them, and how they stand, are asked at once."""
    waits = [*_alarms(person, keys), *_piles(person, own, keys), *_days(person, keys)]
    found = [*sorted(waits, key=lambda one: one.is_known), *_written_last(person, keys)]
    known = piles.records(waiting.record for worklist in found for waiting in worklist.lines)
    state = states(set(known.values()))
    told = (replace(one, lines=tuple(piles.written(one.lines, known, state))) for one in found if one.lines)
    return [one for one in (*_moved_clocks(person), *told) if one.lines]


def _alarms(person: User, keys: Keys) -> Iterator[Worklist]:
    if wrong := keys[WRONG.name]:
        found = Edition.objects.select_related("release").in_bulk(wrong)
        lines = [_wrong(found[key], person) for key in wrong]
        yield Worklist(heading=_("Goes out otherwise than saved"), lines=lines, is_alarm=True)


def _wrong(edition: Edition, person: User) -> Waiting:
    said = moment(edition.release.instant, edition.release.zone)
    return Waiting(record=edition.record, said=said, by_state=partial(_mending, person), with_state=True)


def _mending(person: User, record: Record, state: State) -> Iterator[Step]:
    """What lets it go out as it is saved."""
    if state == State.APPROVED and may(person, "publish"):
        yield Step(label=_("Replace what is scheduled"), url=piles.act_url(record.uuid, "replace"))
    elif state == State.DIFFERS and may(person, "submit"):
        yield Step(label=_("Submit the changes for review"), url=piles.act_url(record.uuid, "submit"))


def _moved_clocks(person: User) -> Iterator[Worklist]:
    if may(person, "publish"):
        found = list(moved_clocks.found())
        called = names_of([one.release for one in found])
        lines = [_moved(one, called[one.release.pk]) for one in found]
        yield Worklist(heading=_("The clocks were changed since"), lines=lines, is_alarm=True)


def _moved(one: MovedClock, title: str) -> Line:
    url = reverse("admin:archive_release_change", args=[one.release.pk])
    step = Step(label=_("Move it"), url=url)
    kind = str(Release._meta.verbose_name)
    return Line(title=title, kind=kind, url=url, said=moved_clock_in_words(one), steps=(step,))


def _piles(person: User, own: Collection[Pile], keys: Keys) -> Iterator[Worklist]:
    return (_worklist(one, keys[one.name], person) for one in own if keys[one.name])


def _worklist(pile: Pile, keys: Sequence[int], person: User) -> Worklist:
    all_url = reverse("admin:pile", args=[pile.name]) if len(keys) > MOST else ""
    lines = pile.waiting(keys[:MOST], person)
    return Worklist(heading=pile.heading, lines=lines, count=len(keys), all_url=all_url, is_known=pile.is_known)


def _days(person: User, keys: Keys) -> Iterator[Worklist]:
    calendar = dossier_pages.calendar()
    due, over = due_tasks(keys[TASKS.name], calendar), to_close(keys[DOSSIERS.name], person, calendar)
    yield Worklist(heading=_("You have taken this, and it is due"), lines=due)
    board = Step(label=_("How ready all of it is"), url=reverse("admin:board"))
    yield Worklist(heading=_("Kept in the next 60 days"), lines=coming_days(person, calendar), more=board)
    yield Worklist(heading=_("Days that are over, with a dossier that is still open"), lines=over)


def _written_last(person: User, keys: Keys) -> Iterator[Worklist]:
    """The records that she saved last, the last one first; of somebody who saves one all day, fewer."""
    if may(person, "submit"):
        saved = list(dict.fromkeys(keys[SAVED_LAST.name]))[:MOST_OWN]
        own = [Waiting(record=key, by_state=piles.unfinished, with_state=True) for key in saved]
        yield Worklist(heading=_("You wrote last on"), lines=own)
