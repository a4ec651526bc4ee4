"""The publishing bar: where a record stands, what comes next, and what this person may do about it now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock, languages
from archive.dossiers import times
from archive.editions.models import Edition
from archive.editions.payloads import Payload
from archive.editorial import companions, packages, second_opinions, sensitivity
from archive.editorial.models import Candidate, State
from archive.editorial.packages import Surroundings
from archive.editorial.permissions import may
from archive.editorial.problems import Problem
from archive.editorial.readiness import doubts, problems
from archive.editorial.reviewing import standing
from archive.editorial.situations import Situation, situation
from archive.records.base import Record

from . import alone, along, carried_told, workflow_forms
from .along import Along
from .carried_told import ToldCarried
from .links import record_url
from .margins import Thread, ToldDoubt, open_threads, told_doubts
from .next_steps import MENDING, NEXT_STEPS
from .spots import told_problems
from .times import in_all_zones

Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One act this person may do now. ``asks`` tells whether words are needed before it is done."""

    act: str
    label: Words
    url: str
    form: workflow_forms.ActForm
    asks: bool = True
    grave: bool = False

    @property
    def at_once(self) -> bool:
        """Whether it can be done with what the page proposes: nothing that it needs is left open."""
        return all(field.value() for field in self.form.visible_fields() if field.field.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingBar:
    """``alarm`` is what would go wrong at an instant to come. ``problems`` come with the address of their spot, and the
    records that they are about with theirs; ``carried`` is what waits to be confirmed; ``along`` is what would be
    submitted together with it; ``doubts`` are acknowledged; ``comments`` are open.

    ``previews`` are languages and addresses; ``opinion_url`` is where this person may confirm what was done alone, or
    object; ``kept`` is the record into which this one was merged.
    """

    record: Record
    state: State
    next_step: str
    alarm: str
    facts: tuple[str, ...]
    problems: tuple[tuple[Problem, str, tuple[tuple[Record, str], ...]], ...]
    carried: ToldCarried | None
    along: tuple[Along, ...]
    doubts: tuple[ToldDoubt, ...]
    comments: tuple[Thread, ...]
    previews: tuple[tuple[str, str, str], ...]
    buttons: tuple[Button, ...]
    review_url: str
    review_label: Words
    release_url: str
    opinion_url: str = ""
    may_submit: bool = False
    may_merge: bool = False
    kept: Record | None = None
    kept_url: str = ""

    @property
    def submitting(self) -> Button | None:
        """Where doubts are let stand by whoever submits."""
        return next((button for button in self.buttons if button.act == "submit"), None)


# What is decided where it is read.
DECIDING = ("approve", "approve-and-schedule", "approve-and-publish", "approve-and-replace", "return", "alone")
REVIEWED = frozenset({State.RETURNED, State.APPROVED})
UNFINISHED = frozenset({State.DRAFT, State.RETURNED, State.CHANGED, State.OVERTAKEN})

LABELS: dict[str, Words] = {
    "submit": _("Submit for review"),
    "approve": _("Approve"),
    "approve-and-schedule": _("Approve and schedule"),
    "approve-and-publish": _("Approve and publish now"),
    "approve-and-replace": _("Approve and replace what is scheduled"),
    "return": _("Return to the authors"),
    "alone": _("Approve alone"),
    "publish": _("Publish now"),
    "schedule": _("Schedule"),
    "replace": _("Replace what is scheduled"),
    "recall": _("Recall"),
    "withdraw": _("Withdraw"),
    "reinstate": _("Reinstate"),
}
# What each act needs a person to be allowed; approving needs its own right besides.
RIGHTS = {
    "submit": "submit",
    "approve": "review",
    "approve-and-schedule": "publish",
    "approve-and-publish": "publish",
    "approve-and-replace": "publish",
    "return": "review",
    "alone": "alone",
    "publish": "publish",
    "schedule": "publish",
    "replace": "publish",
    "recall": "publish",
    "withdraw": "withdraw",
    "reinstate": "withdraw",
}


def bar(record: Record, *, person, found: Situation | None = None) -> PublishingBar:
    """What stands above the form of ``record`` for ``person``; ``found`` is its situation, if that is known."""
    found, done = found or situation(record), second_opinions.last_done_alone(record)
    public = standing(record) if found.is_public else None
    names = [name for name in offered(record, found, public, person=person) if name not in DECIDING]
    around = packages.around(record, languages=record.languages()) if _may_become(found, names) else None
    taken = Taken(record, found, around)
    buttons = tuple(button(name, record, found, public, taken=taken) for name in names)
    to_mend = _problems(record, around) if around and found.state in UNFINISHED else ()
    return PublishingBar(
        record=record,
        state=found.state,
        next_step=_next_step(found, person),
        alarm=alarm(record, found),
        facts=(*_facts(found), *alone.facts(done), *(_together(around) if around else ())),
        opinion_url=alone.opinion_url(done, person),
        problems=tuple(told_problems(record, to_mend)),
        carried=carried_told.told(record, to_mend),
        along=taken.by("submit") if around else (),
        doubts=() if any(one.before_doubts for one in to_mend) else told_doubts(record, doubts(record)),
        comments=open_threads(record),
        previews=tuple(
            (code, languages.autonym(code), reverse("admin:draft", args=[record.uuid, code]))
            for code in record.languages()
        ),
        buttons=buttons,
        review_url=reverse("admin:review", args=[found.candidate.uuid]) if found.candidate else "",
        review_label=_("Read and decide") if _may_decide(found, person) else _("See what was submitted"),
        may_submit=may(person, "submit"),
        may_merge=record.may_merge and may(person, "submit"),
        kept=record.merged_into,
        kept_url=record_url(record.merged_into) if record.merged_into else "",
        release_url=_release_url(found) if found.pending and may(person, "publish") else "",
    )


def alarm(record: Record, found: Situation) -> str:
    """In red: what goes out is not what is saved, and who has to do what before its instant. Empty if all is well."""
    if found.pending is None or not found.goes_out_otherwise:
        return ""
    return alarm_in_words(found.pending, found.state)


def alarm_in_words(pending: Edition, state: State) -> str:
    words = {"when": in_all_zones(pending.release.instant, pending.release.zone)}
    wrong = gettext("What becomes public on %(when)s is not what is saved.") % words
    return f"{wrong} {MENDING.get(state, '')}".strip()


class Taken:
    """What the acts on ``record`` take along, each found out once."""

    def __init__(self, record: Record, found: Situation, around: Surroundings | None = None) -> None:
        self.record, self.found = record, found
        if around:
            self.around = around

    @cached_property
    def around(self) -> Surroundings:
        return packages.around(self.record, languages=self.record.languages())

    @cached_property
    def drafts(self) -> tuple[Along, ...]:
        return along.drafts(self.around)

    @cached_property
    def approved(self) -> tuple[Along, ...]:
        return along.approved(self.found)

    def by(self, name: str) -> tuple[Along, ...]:
        """By the act of that name."""
        return self.drafts if name == "submit" else self.approved if name in ("publish", "schedule") else ()


def _may_become(found: Situation, names: Collection[str]) -> bool:
    return found.state in UNFINISHED or "submit" in names


def _problems(record: Record, around: Surroundings) -> tuple[Problem, ...]:
    return problems(record, languages=record.languages(), at=around.at, public=around.public)


def _together(around: Surroundings) -> Iterator[str]:
    if around.joined:
        names = ", ".join(str(one.record) for one in around.joined)
        yield gettext("It will be read together with what was submitted before: %(names)s.") % {"names": names}
    if around.release:
        words = {"when": in_all_zones(around.release.instant, around.release.zone)}
        yield gettext("It names what becomes public only on %(when)s: from then on it can be published.") % words


def offered(record: Record, found: Situation, public: Payload | None, *, person) -> Iterator[str]:
    """The acts that make sense now and that ``person`` may do. The verbs have the last word."""
    if may(person, "submit") and _has_something_to_submit(record, found, public):
        yield "submit"
    if may(person, "review") and found.state == State.IN_REVIEW and found.candidate:
        if not wrote(found, person):
            yield "approve"
            if may(person, "publish"):
                yield from _approved_and(found)
        yield "return"
    if may(person, "alone") and found.state == State.IN_REVIEW and wrote(found, person):
        yield "alone"
    if may(person, "publish"):
        if found.state == State.APPROVED and not found.pending:
            if not _waits_for_release(found):
                yield "publish"
            yield "schedule"
        if found.pending:
            if found.state == State.APPROVED:
                yield "replace"
            yield "recall"
    if may(person, "withdraw"):
        if found.standing:
            yield "withdraw"
        if found.state == State.WITHDRAWN:
            yield "reinstate"


def _approved_and(found: Situation) -> Iterator[str]:
    """What may be done in one act with approving it."""
    if found.pending:
        yield "approve-and-replace"
        return
    yield "approve-and-schedule"
    if not _waits_for_release(found):
        yield "approve-and-publish"


def button(
    name: str, record: Record, found: Situation, public: Payload | None, *, taken: Taken | None = None
) -> Button:
    taken = taken or Taken(record, found)
    return Button(
        act=name,
        label=label(name, public),
        url=reverse("admin:act", args=[record.uuid, name]),
        form=form_for(name, record, found, public, taken=taken),
        asks=name not in ("publish", "approve-and-publish") or bool(taken.by(name)),
        grave=name in ("recall", "withdraw"),
    )


def label(name: str, public: Payload | None) -> Words:
    return _("Submit the changes for review") if name == "submit" and public else LABELS[name]


def form_for(
    name: str, record: Record, found: Situation, public: Payload | None, *, data=None, taken: Taken | None = None
) -> workflow_forms.ActForm:
    """The form of one act, remembering what was on the page: the version for a submission, else the digest."""
    taken = taken or Taken(record, found)
    digest = found.candidate.digest if found.candidate else ""
    live = tuple(sorted(public.texts)) if public else ()
    match name:
        case "submit" if public:
            written = record.languages()
            said = {"languages": live, "offered": written, "along": taken.drafts}
            form = workflow_forms.CorrectForm(data, prefix=name, seen=record.version, **said)
            if found.overtaken:  # prepared: nothing is asked again but what has become another question
                form.fields["chosen"].initial = found.overtaken.languages
                form.fields["remark"].initial = found.overtaken.remark
            return form
        case "submit":
            said = {"offered": record.languages(), "along": taken.drafts}
            return workflow_forms.SubmitForm(data, prefix=name, seen=record.version, **said)
        # One form with several buttons, so that a remark can go with each.
        case "approve" | "approve-and-publish" | "return":
            return workflow_forms.VerdictForm(data, prefix="verdict", seen=digest)
        case "approve-and-schedule":
            return workflow_forms.ApproveAndScheduleForm(data, prefix="verdict", seen=digest, **_when(found))
        case "approve-and-replace":
            return workflow_forms.ApproveAndReplaceForm(data, prefix="verdict", seen=digest, scheduled=_key(found))
        case "alone":
            return workflow_forms.AloneForm(data, prefix=name, seen=digest)
        case "publish":
            return workflow_forms.PublishForm(data, prefix=name, seen=digest, along=taken.approved)
        case "schedule":
            return workflow_forms.ScheduleForm(data, prefix=name, seen=digest, along=taken.approved, **_when(found))
        case "replace":
            return workflow_forms.ReplaceForm(data, prefix=name, seen=digest, scheduled=_key(found))
        case "recall":
            return workflow_forms.RecallForm(data, prefix=name, seen=_key(found))
        case "withdraw":
            return workflow_forms.WithdrawForm(data, prefix=name, seen=_number(found), languages=live)
        case _:
            return workflow_forms.ReinstateForm(data, prefix=name, seen=_number(found), languages=live)


def _when(found: Situation) -> dict[str, Any]:
    """When it may go out."""
    if found.candidate is None:
        return {}
    bound_to = found.candidate.release
    wanted = times.proposed_for(found.candidate.payload, since=bound_to.instant if bound_to else None)
    return {"bound_to": bound_to, "proposed": proposed(found.candidate), "times": wanted}


def proposed(candidate: Candidate) -> datetime | None:
    """The beginning of the day on the document, in the archive's zone, if that is still to come."""
    dating = candidate.payload.dating()
    if dating is None or dating.earliest is None or dating.earliest != dating.latest:
        return None
    try:
        instant = clock.resolve(datetime.combine(dating.earliest, time()), settings.MEMORIAL_TIME_ZONE)
    except clock.ClockError:  # where clocks are set at midnight, some days have none
        return None
    return instant if instant > clock.now() else None


def wrote(found: Situation, person) -> bool:
    return bool(found.candidate) and found.candidate.authors.filter(person=person).exists()


def _may_decide(found: Situation, person) -> bool:
    return found.state == State.IN_REVIEW and (may(person, "review") or (may(person, "alone") and wrote(found, person)))


def _has_something_to_submit(record: Record, found: Situation, public: Payload | None) -> bool:
    if found.state in UNFINISHED:
        return True
    changed_since = found.state in (State.SCHEDULED, State.DIFFERS) and found.is_unsubmitted
    left_behind = found.state == State.APPROVED and found.pending and not companions.are_complete(found.candidate)
    another_language = found.state == State.PUBLISHED and public and set(record.languages()) - set(public.texts)
    return bool(changed_since or left_behind or another_language)


def _waits_for_release(found: Situation) -> bool:
    bound_to = found.candidate.release if found.candidate else None
    return bool(bound_to and bound_to.instant > clock.now())


def _next_step(found: Situation, person) -> str:
    if found.state == State.IN_REVIEW and wrote(found, person) and not may(person, "alone"):
        return gettext("You wrote part of this. Somebody else has to approve it.")
    return str(NEXT_STEPS[found.state])


def _facts(found: Situation) -> Iterator[str]:
    if found.pending:
        words = {"when": in_all_zones(found.pending.release.instant, found.pending.release.zone)}
        yield gettext("An edition becomes public on %(when)s.") % words
    if found.review and found.review.remark and found.review.verdict not in alone.TOLD and found.state in REVIEWED:
        yield gettext("%(who)s wrote: “%(remark)s”") % {"who": found.review.by, "remark": found.review.remark}
    if found.state == State.APPROVED and found.candidate and sensitivity.is_missing(found.candidate):
        yield gettext("Before it goes out, somebody who did not write it has to look at it for sensitivity.")
    if found.standing and found.state not in (State.WITHDRAWN, State.MERGED):
        words = {"number": found.standing.number, "when": in_all_zones(found.standing.live_from)}
        yield gettext("Readers see edition %(number)s since %(when)s.") % words


def _release_url(found: Situation) -> str:
    return reverse("admin:archive_release_change", args=[found.pending.release_id]) if found.pending else ""


def _key(found: Situation) -> str:
    """Names what is scheduled."""
    return str(found.pending.pk) if found.pending else ""


def _number(found: Situation) -> str:
    return str(found.standing.number) if found.standing else ""
