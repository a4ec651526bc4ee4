"""The first page of the desk: the day's work of whoever has just sat down, and the whole of each of its piles."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

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
from .coming_days import coming_days, due_tasks, to_close
from .first_steps import first_steps
from .piles import MOST, PILES, Line, Pile, Step, Waiting

# So many that go out otherwise than they are saved are shown: each has to be mended.
MOST_WRONG = 50
# So many of what somebody wrote last are shown, and so many lines stand on one page of a whole pile.
MOST_OWN = 6
ON_A_PAGE = 100
# They are looked for among so many of the last saves.
LOOKED_BACK = 200


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
    return site.index(request, {"worklists": worklists(request.user), "first_steps": first_steps(request.user)})


@require_safe
def pile(request: HttpRequest, name: str) -> HttpResponse:
    """All that waits in one pile."""
    found = piles.BY_NAME.get(name)
    if found is None:
        raise Http404
    if not found.is_for(request.user):
        raise PermissionDenied
    pages = Paginator(found.rows(request.user), ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    lines = piles.lines(found.told(list(shown), request.user))
    context = {"title": found.heading, "lines": lines, "shown": shown, "count": pages.count}
    return page(request, "admin/archive/pile.html", context)


def worklists(person: User) -> list[Worklist]:
    """What has to be done first in front. The records of all of them, and how they stand, are asked at once."""
    to_do = sorted([*_alarms(person), *_piles(person), *_days(person)], key=lambda one: one.is_known)
    found = [*to_do, *_written_last(person)]
    known = piles.records(waiting.record for worklist in found for waiting in worklist.lines)
    state = states(set(known.values()))
    told = (replace(one, lines=tuple(piles.written(one.lines, known, state))) for one in found)
    return [one for one in (*_moved_clocks(person), *told) if one.lines]


def _alarms(person: User) -> Iterator[Worklist]:
    wrong = [_wrong(edition, person) for edition in going_out_otherwise()[:MOST_WRONG]]
    yield Worklist(heading=_("Goes out otherwise than saved"), lines=wrong, is_alarm=True)


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


def _piles(person: User) -> Iterator[Worklist]:
    own = [pile for pile in PILES if pile.is_for(person)]
    counts = piles.counts(own, person)
    return (_worklist(one, counts[one.name], person) for one in own if one.name in counts)


def _worklist(pile: Pile, count: int, person: User) -> Worklist:
    all_url = reverse("admin:pile", args=[pile.name]) if count > MOST else ""
    lines = pile.waiting(person)
    return Worklist(heading=pile.heading, lines=lines, count=count, all_url=all_url, is_known=pile.is_known)


def _days(person: User) -> Iterator[Worklist]:
    calendar = dossier_pages.calendar()
    yield Worklist(heading=_("You have taken this, and it is due"), lines=due_tasks(person, calendar))
    board = Step(label=_("How ready all of it is"), url=reverse("admin:board"))
    yield Worklist(heading=_("Kept in the next 60 days"), lines=coming_days(person, calendar), more=board)
    yield Worklist(heading=_("Days that are over, with a dossier that is still open"), lines=to_close(person, calendar))


def _written_last(person: User) -> Iterator[Worklist]:
    if may(person, "submit"):
        own = [Waiting(record=key, by_state=piles.unfinished, with_state=True) for key in _saved_last(person)]
        yield Worklist(heading=_("You wrote last on"), lines=own)


def _saved_last(person: User) -> list[int]:
    """The keys of the records that she saved last, the last one first; of somebody who saves one all day, fewer."""
    saves = Contribution.objects.filter(by=person).order_by("-id").values_list("record", flat=True)
    return list(dict.fromkeys(saves[:LOOKED_BACK]))[:MOST_OWN]
