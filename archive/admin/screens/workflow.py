"""The acts of the desk: each has its own page, and the publishing bar posts to it.

A refusal answers with the page as it was typed: 409 when something else stands there now, 403 when this
person may not, 422 otherwise.
"""

from collections.abc import Collection, Mapping
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive.clock import ClockError
from archive.editions import intervals
from archive.editions.acts import Refused
from archive.editions.acts import pending as pending_editions
from archive.editions.models import Edition
from archive.editorial import packages, publishing, reviewing
from archive.editorial.models import Candidate
from archive.editorial.readiness import doubts
from archive.editorial.reviewing import standing
from archive.editorial.situations import Situation, situation
from archive.records.base import Record

from ..base import publishing_bar, signed, workflow_forms
from ..base.links import record_url
from ..base.margins import ToldDoubt, doubts_of_each, told_doubts
from ..base.numbers import number_in
from ..base.responses import STALE, page, require_right, status_of
from ..base.spots import said_of
from ..base.times import in_all_zones
from ..base.usage import texts_naming
from . import piles


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, uuid, name: str) -> HttpResponse:
    """The page of one act on one record."""
    if name not in publishing_bar.RIGHTS:
        raise Http404
    record = get_object_or_404(Record, uuid=uuid).of_its_kind()
    require_right(request, publishing_bar.RIGHTS[name])
    found, public = situation(record), standing(record)
    taken = publishing_bar.Taken(record, found)
    form = publishing_bar.form_for(name, record, found, public, data=request.POST or None, taken=taken)
    status = HTTPStatus.OK
    if request.method == "POST":
        pile = piles.pile_of(found, request.user)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                with transaction.atomic():
                    done = do(name, record, found, form, by=request.user)
            except (Refused, ClockError, *STALE) as refused:
                form.add_error(None, said_of(record, refused))
                status = status_of(refused)
            else:
                messages.success(request, format_html('{} <a href="{}">{}</a>', done, record_url(record), record))
                return HttpResponseRedirect(_what_waits_next(pile, request.user))
    context = {
        "title": str(record),
        "act": name,
        "label": publishing_bar.label(name, public),
        "record": record,
        "record_url": record_url(record),
        "read_url": _read_url(name, record, found),
        "form": form,
        "button": publishing_bar.button(name, record, found, public, taken=taken),
        "offered": name in publishing_bar.offered(record, found, public, person=request.user),
        "stands_now": publishing_bar.form_for(name, record, found, public, taken=taken)["seen"].initial,
        "is_stale": status == HTTPStatus.CONFLICT,
    }
    decided = [candidate for candidate, _digest in signed.read(_lines(form))]
    if decided:  # that is read again where it was read
        context["stands_now"] = ""
    if isinstance(form, workflow_forms.AcknowledgingForm):
        context["doubts"] = told_doubts(record, doubts(record)) if name == "submit" else _doubted(decided, found)
    if name == "withdraw":
        context |= texts_naming(record)
    return page(request, "admin/archive/act.html", context, status=status)


def _read_url(name: str, record: Record, found: Situation) -> str:
    """Where one reads what the act is about."""
    if name in publishing_bar.DECIDING and found.candidate:
        return reverse("admin:review", args=[found.candidate.uuid])
    return record_url(record)


def _doubted(decided: Collection[Candidate], found: Situation) -> list[ToldDoubt]:
    """What is doubted of all that was ``decided`` on, or else of what was submitted; first what nobody lets stand."""
    told = doubts_of_each(decided or ([found.candidate] if found.candidate else []))
    return sorted((one for doubts in told.values() for one in doubts), key=lambda one: bool(one.acknowledged))


def _what_waits_next(pile: str, person) -> str:
    """The address of what waits next where this record did, or of the start page."""
    line = piles.next_in(pile, person)
    return line.first if line else reverse("admin:index")


def do(name: str, record: Record, found: Situation, form: workflow_forms.ActForm, *, by) -> str:
    """Call the verb, and say in words what has happened."""
    words, approved = form.cleaned_data, _("Approved.")
    match name:
        case "submit":
            return _submit(record, form, by=by)
        case "approve":
            _approve(_signed(found, form), form, by=by)
            return _("Approved. A publisher can now publish it.")
        case "approve-and-publish":
            _approve(decided := _signed(found, form), form, by=by)
            return f"{approved} {_publish(decided, by=by)}"
        case "approve-and-schedule":
            _approve(decided := _signed(found, form), form, by=by)
            return f"{approved} {_schedule(decided, form, by=by)}"
        case "approve-and-replace":
            _approve(_signed(found, form), form, by=by)
            return f"{approved} {_replace(record, _candidate(found), form, by=by)}"
        case "alone":
            said = {"reason": words["reason"], **form.lets_stand()}
            reviewing.approve_alone(_candidate(found), by=by, digest=words["seen"], **said)
            return _("Approved alone. It is marked at the desk until another person has confirmed it or objected.")
        case "return":
            for candidate, digest in _signed(found, form).items():
                reviewing.return_(candidate, by=by, digest=digest, remark=words["remark"])
            return _("Returned to its authors with your remark.")
        case "publish":
            return _publish(_signed(found, form), by=by)
        case "schedule":
            return _schedule(_signed(found, form), form, by=by)
        case "replace":
            return _replace(record, _candidate(found), form, by=by)
        case "recall":
            publishing.recall(_pending(record, words["seen"]), by=by, reason=words["reason"])
            return _("Recalled. Readers will never know that it was planned.")
        case "withdraw":
            _require_edition(found, words["seen"])
            recalled = publishing.withdraw(
                record, by=by, reason_class=words["reason_class"], note=form.note(), reason=words["reason"]
            )
            return _withdrawn(recalled)
        case _:
            _require_edition(found, words["seen"])
            publishing.reinstate(record, by=by, note=form.note(), reason=words["reason"])
            return _("Reinstated. Readers see the last edition again.")


def _submit(record: Record, form: workflow_forms.SubmitForm, *, by) -> str:
    words, seen = form.cleaned_data, form.together()
    together = {one: number_in(seen[one.pk]) for one in Record.objects.filter(pk__in=seen)}
    said = {
        "together": together,
        "by": by,
        "version": number_in(words["seen"]),
        "languages": words["chosen"],
        "release": words.get("release"),
        "remark": words["remark"],
        **form.lets_stand(),
    }
    if isinstance(form, workflow_forms.CorrectForm):
        reviewing.correct(record, change=words["change"], note=form.note(), **said)
    else:
        reviewing.submit(record, **said)
    if not together:
        return _("Submitted. It waits for a second person now.")
    count = 1 + len(together)
    told = ngettext(
        "%(count)s record was submitted together. They wait for a second person now.",
        "%(count)s records were submitted together. They wait for a second person now.",
        count,
    )
    return told % {"count": count}


def _signed(found: Situation, form: workflow_forms.ActForm) -> dict[Candidate, str]:
    """What is decided on, the record's own or what comes first; each with the digest that was on the page."""
    if lines := _lines(form):
        return _read(lines)
    candidate = _candidate(found)
    return {candidate: form.cleaned_data["seen"], **_together(candidate, form)}


def _lines(form: workflow_forms.ActForm) -> list[str]:
    """What was sent of several that are decided on at once, or of the one of them."""
    sent = (form[name].value() for name in ("one", "decided") if form.is_bound and name in form.fields)
    return next((str(words).split() for words in sent if words), [])


def _read(lines: Collection[str]) -> dict[Candidate, str]:
    """All of these, or a refusal: no page asks for what is not there."""
    found = dict(signed.read(lines))
    if len(found) < len(lines):
        raise _is_another()
    return found


def _together(candidate: Candidate, form: workflow_forms.ActForm) -> dict[Candidate, str]:
    """What was chosen of the package of ``candidate``."""
    seen = form.together() if isinstance(form, workflow_forms.TogetherForm) else {}
    return {one: seen[one.record_id] for one in packages.of(candidate) if one.record_id in seen} if seen else {}


def _approve(decided: Mapping[Candidate, str], form: workflow_forms.AcknowledgingForm, *, by) -> None:
    for candidate, digest in decided.items():
        said = {"remark": form.cleaned_data["remark"], **form.lets_stand()}
        reviewing.approve(candidate, by=by, digest=digest, **said)


def _publish(decided: Mapping[Candidate, str], *, by) -> str:
    (candidate, digest), *others = decided.items()
    edition = publishing.publish(candidate, by=by, digest=digest, together=dict(others))
    if others:
        count = len(decided)
        return ngettext("%(count)s record is public now.", "%(count)s records are public now.", count) % {
            "count": count
        }
    number = intervals.number_of(edition, at=edition.release.instant)
    return _("Edition %(number)s is public now.") % {"number": number}


def _schedule(decided: Mapping[Candidate, str], form: workflow_forms.ScheduleForm, *, by) -> str:
    words = form.cleaned_data
    release = words["release"]
    if release is None:
        release = publishing.plan_release(by=by, wall=form.wall(), zone=words["zone"], title=words["title"])
    (candidate, digest), *others = decided.items()
    publishing.schedule(candidate, by=by, digest=digest, release=release, together=dict(others))
    when = in_all_zones(release.instant, release.zone)
    return _("Scheduled. It becomes public on %(when)s.") % {"when": when}


def _replace(record: Record, candidate, form: workflow_forms.ReplaceForm, *, by) -> str:
    words = form.cleaned_data
    scheduled = _pending(record, words["scheduled"])
    edition = publishing.replace(candidate, by=by, digest=words["seen"], scheduled=scheduled, reason=words["reason"])
    when = in_all_zones(edition.release.instant, edition.release.zone)
    return _("Replaced. It becomes public on %(when)s, as it was planned.") % {"when": when}


def _withdrawn(recalled: Collection[Edition]) -> str:
    done = _("Withdrawn. Readers find the notice from now on.")
    if not recalled:
        return done
    found = piles.records(edition.record for edition in recalled)
    titles = [str(found[edition.record]) for edition in recalled]
    return f"{done} " + _("Recalled with it, before readers could see it: %(titles)s.") % {"titles": "; ".join(titles)}


def _candidate(found: Situation):
    if found.candidate is None:
        raise _is_another()
    return found.candidate


def _is_another() -> reviewing.StaleDigest:
    return reviewing.StaleDigest(_("This is no longer what was on your page. Read it again before you decide."))


def _pending(record: Record, key: str) -> Edition:
    """What is scheduled of ``record``, if it is still what was on the page."""
    pending = next(iter(pending_editions(records=[record.uuid])), None)
    if pending is None or str(pending.pk) != key:
        raise reviewing.StaleDigest(_("Something else is scheduled by now. Read it again before you decide."))
    return pending


def _require_edition(found: Situation, number: str) -> None:
    if found.standing is None or str(found.standing.number) != number:
        raise reviewing.StaleDigest(_("Readers see another edition by now. Read it again before you decide."))
