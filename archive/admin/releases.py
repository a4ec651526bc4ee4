"""Releases: what becomes public at which instant, and moving it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from archive import clock
from archive.clock import ClockError
from archive.editions.acts import Refused
from archive.editions.models import Release
from archive.editorial import moved_clocks, publishing
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.reviewing import StaleDigest
from archive.editorial.situations import going_out_otherwise
from archive.editorial.states import states
from archive.records.base import Record
from archive.records.texts import titles

from .base import along, publishing_bar, workflow_forms
from .base.links import record_url
from .base.lists import HistoryList
from .base.read_only import ReadOnlyAdmin
from .base.rehearsals import rehearsal_url
from .base.release_names import name_of, names_of, not_recalled
from .base.responses import page, require_right, status_of
from .base.spots import told_refusal
from .base.times import in_all_zones, moved_clock_in_words
from .site import Shelf, site

# So many of what comes with one release are listed.
MOST_SHOWN = 200


class PlannedFilter(admin.SimpleListFilter):
    """Those that somebody planned, unless one asks for those that publishing at once has made."""

    title = _("how it came about")
    parameter_name = "made"

    def lookups(self, request, model_admin):
        return (("at-once", _("Published at once")), ("all", _("All")))

    def choices(self, changelist):
        for choice in super().choices(changelist):
            is_first = choice["query_string"] == changelist.get_query_string(remove=[self.parameter_name])
            yield {**choice, "display": _("Planned")} if is_first else choice

    def queryset(self, request: HttpRequest, queryset: QuerySet[Release]) -> QuerySet[Release]:
        if self.value() == "all":
            return queryset
        return queryset.filter(at_once=self.value() == "at-once")


class ReleaseList(HistoryList):
    """Each release with how many editions it has (``issued``), and how many of these are not what is saved."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = shown = list(self.result_list)
        issued, called = _issued(shown), names_of(shown)
        unlike = Counter(edition.release_id for edition in going_out_otherwise().filter(release__in=shown))
        for release in shown:
            release.called = called[release.pk]
            release.issued, release.unlike_saved = issued[release.pk], unlike[release.pk]


def _issued(releases: Collection[Release]) -> Counter[int]:
    """How many editions each of these has that were not recalled."""
    issued = not_recalled().filter(release__in=releases).order_by()
    return Counter(dict(issued.values_list("release").annotate(Count("pk"))))


@admin.register(Release, site=site)
class ReleaseAdmin(ReadOnlyAdmin):
    shelf, shelf_order = Shelf.HISTORY, 10
    change_form_template = "admin/archive/release.html"
    list_display = ("shown_name", "shown_instant", "shown_editions", "shown_alarm")
    list_filter = (PlannedFilter,)
    ordering = ("-instant",)
    fields = ("title", "shown_instant")

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ReleaseList]:
        return ReleaseList

    @admin.display(description=_("release"), ordering="instant")
    def shown_name(self, release: Release) -> str:
        return release.called if hasattr(release, "called") else name_of(release)

    @admin.display(description=_("When"))
    def shown_instant(self, release: Release) -> str:
        return in_all_zones(release.instant, release.zone)

    @admin.display(description=_("editions"))
    def shown_editions(self, release: Release) -> int:
        return release.issued

    @admin.display(description=_("to look at"))
    def shown_alarm(self, release: Release) -> str:
        said = []
        if moved := moved_clocks.of(release):
            said.append(moved_clock_in_words(moved))
        if count := release.unlike_saved:
            told = ngettext("%(count)s is not what is saved", "%(count)s are not what is saved", count)
            said.append(told % {"count": count})
        return format_html('<strong class="alarm">{}</strong>', "; ".join(said)) if said else ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["title"], context["subtitle"] = name_of(obj), ""
        context["is_past"] = is_past = obj.instant <= clock.now()
        context["records"], context["are_more"] = _records_of(obj)
        if context["records"] and not is_past and request.user.has_perm("archive.view_candidate"):
            context["rehearsal_url"] = rehearsal_url(obj.instant)
        if context["records"] and not is_past and may(request.user, "publish"):
            context["verbs"] = [(name, verb, _form(name, obj)) for name, verb in _verbs(obj)]
            context["alarm"] = moved_clock_in_words(moved) if (moved := moved_clocks.of(obj)) else ""
        return super().render_change_form(request, context, add, change, form_url, obj)


def _records_of(release: Release) -> tuple[list[tuple[Record, str, str]], bool]:
    """The records of what went out with ``release``, or is still to come with it: each with the address of its form,
    and what is wrong with it; and whether there are more.
    """
    issued = not_recalled().filter(release=release).order_by("pk")
    uuids = list(issued.values_list("record", flat=True)[: MOST_SHOWN + 1])
    unlike = {edition.record: edition for edition in going_out_otherwise().filter(release=release)[:MOST_SHOWN]}
    shown = list(dict.fromkeys([*uuids[:MOST_SHOWN], *unlike]))
    records = {one.uuid: one for one in Record.objects.filter(uuid__in=shown).prefetch_related(titles())}
    state = states(records.values())
    told = [(records[uuid], unlike.get(uuid)) for uuid in shown if uuid in records]
    lines = [
        (one, record_url(one), publishing_bar.alarm_in_words(edition, state[one.pk]) if edition else "")
        for one, edition in told
    ]
    return lines, len(uuids) > MOST_SHOWN


def _verbs(release: Release) -> Iterator[tuple[str, "Verb"]]:
    """What makes sense now."""
    yield from (one for one in VERBS.items() if one[0] != "replace" or along.mends(release))


def _form(verb: str, release: Release, data=None) -> workflow_forms.ActForm:
    seen = publishing.as_seen(release)
    match verb:
        case "reschedule":
            return workflow_forms.RescheduleForm(data, prefix=verb, seen=seen, initial=_to_move(release))
        case "replace":
            return workflow_forms.ReplaceTogetherForm(data, prefix=verb, seen=seen, along=along.mends(release))
        case _:
            return workflow_forms.ReleaseForm(data, prefix=verb, seen=seen)


def _to_move(release: Release) -> dict[str, Any]:
    """Where the clocks of its zone were changed, the time on the wall for which the release was planned."""
    moved = moved_clocks.of(release)
    if moved is None:
        return {"zone": release.zone}
    why = gettext("The clocks were changed by law.")
    return {"zone": release.zone, "day": moved.planned.date(), "hour": moved.planned.time(), "reason": why}


@require_http_methods(["POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Move a coming release, make it live now, or recall all of it; a refusal shows the words as typed."""
    if verb not in VERBS:
        raise Http404
    require_right(request, "publish")
    release = get_object_or_404(Release, pk=pk)
    form, status = _form(verb, release, request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            done = VERBS[verb].do(release, form, request.user)
        except (Refused, ClockError) as refused:
            form.add_error(None, told_refusal(refused))
            status = status_of(refused)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("admin:archive_release_change", args=[release.pk]))
    context = {
        "title": name_of(release),
        "release": release,
        "when": in_all_zones(release.instant),
        "form": form,
        "verb": verb,
        "label": VERBS[verb].label,
    }
    return page(request, "admin/archive/release_act.html", context, status=status)


def _move(release: Release, form: workflow_forms.RescheduleForm, by: User) -> str:
    wall, zone = form.wall(), form.cleaned_data["zone"]
    moved = publishing.reschedule(release, by=by, wall=wall, zone=zone, **form.said())
    return gettext("Moved. It becomes public on %(when)s.") % {"when": in_all_zones(moved.instant, moved.zone)}


def _now(release: Release, form: workflow_forms.ReleaseForm, by: User) -> str:
    count = len(publishing.release_now(release, by=by, **form.said()))
    return ngettext("%(count)s record is public now.", "%(count)s records are public now.", count) % {"count": count}


def _recall(release: Release, form: workflow_forms.ReleaseForm, by: User) -> str:
    count = len(publishing.recall_all(release, by=by, **form.said()))
    told = ngettext(
        "%(count)s record was recalled. Readers will never know that it was planned.",
        "%(count)s records were recalled. Readers will never know that they were planned.",
        count,
    )
    return told % {"count": count}


def _replace(release: Release, form: workflow_forms.ReplaceTogetherForm, by: User) -> str:
    seen = form.together()
    mends = {one: seen[one.record_id] for one in along.mended(release).filter(record__in=seen)}
    if len(mends) < len(seen):
        raise StaleDigest(gettext("This release has changed. Read it again before you decide."))
    publishing.replace_in(release, mends, by=by, **form.said())
    told = ngettext(
        "%(count)s record was replaced. It becomes public as it was planned.",
        "%(count)s records were replaced. They become public as it was planned.",
        len(mends),
    )
    return told % {"count": len(mends)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What can be done with all that is to come with a release, and what is said afterwards."""

    label: Promise
    do: Callable[[Release, Any, User], str]
    is_grave: bool = False


VERBS: Final = {
    "now": Verb(label=_("Make all of it public now"), do=_now),
    "reschedule": Verb(label=_("Move it to another time"), do=_move),
    "replace": Verb(label=_("Replace what was mended"), do=_replace),
    "recall": Verb(label=_("Recall all of it"), do=_recall, is_grave=True),
}
