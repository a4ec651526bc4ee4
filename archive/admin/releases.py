"""Releases: what becomes public at which instant, and moving it."""

from collections import Counter
from http import HTTPStatus

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from archive.clock import ClockError
from archive.editions import acts
from archive.editions.acts import Refused
from archive.editions.models import Act, Release
from archive.editorial import publishing, reviewing
from archive.editorial.permissions import may
from archive.editorial.situations import going_out_otherwise, situation
from archive.records.base import Record
from archive.templatetags.desk import moment

from .base import publishing_bar, workflow_forms
from .base.links import record_url
from .base.read_only import ReadOnlyAdmin
from .base.responses import page, require_right, status_of
from .base.times import in_all_zones
from .site import Shelf, site


@admin.register(Release, site=site)
class ReleaseAdmin(ReadOnlyAdmin):
    shelf, shelf_order = Shelf.HISTORY, 10
    change_form_template = "admin/archive/release.html"
    list_display = ("__str__", "shown_instant", "shown_editions", "shown_alarm")
    ordering = ("-instant",)
    fields = ("title", "shown_wall", "shown_instant")

    def get_queryset(self, request: HttpRequest):
        recalled = Count("editions", filter=Q(editions__acts__act=Act.RECALL), distinct=True)
        return super().get_queryset(request).annotate(issued=Count("editions", distinct=True) - recalled)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        unlike = Counter(edition.release_id for edition, _record in going_out_otherwise(acts.pending()))
        changelist.result_list = shown = list(changelist.result_list)
        for release in shown:
            release.unlike_saved = unlike[release.pk]
        return changelist

    @admin.display(description=_("wall time"), ordering="instant")
    def shown_wall(self, release: Release) -> str:
        return moment(release.instant, release.zone)

    @admin.display(description=_("instant"))
    def shown_instant(self, release: Release) -> str:
        return in_all_zones(release.instant, settings.MEMORIAL_TIME_ZONE)

    @admin.display(description=_("editions"))
    def shown_editions(self, release: Release) -> int:
        return release.issued

    @admin.display(description=_("to look at"))
    def shown_alarm(self, release: Release) -> str:
        if not release.unlike_saved:
            return ""
        said = ngettext("%(count)s is not what is saved", "%(count)s are not what is saved", release.unlike_saved)
        return format_html('<strong class="alarm">{}</strong>', said % {"count": release.unlike_saved})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        coming = acts.pending(release=obj)
        records = {
            record.uuid: record
            for record in Record.objects.filter(uuid__in=[one.record for one in coming]).prefetch_related("texts")
        }
        context["coming"] = [
            (record, record_url(record), publishing_bar.alarm(record, situation(record)))
            for record in (records.get(one.record) for one in coming)
            if record
        ]
        if coming and may(request.user, "publish"):
            context["reschedule"] = workflow_forms.RescheduleForm(
                prefix="reschedule",
                seen=obj.instant.isoformat(),
                initial={"zone": obj.zone},
            )
        return super().render_change_form(request, context, add, change, form_url, obj)


@require_http_methods(["POST"])
def reschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a coming release; a refusal shows the release's page with the words as typed."""
    require_right(request, "publish")
    release = get_object_or_404(Release, pk=pk)
    form = workflow_forms.RescheduleForm(request.POST, prefix="reschedule", seen=release.instant.isoformat())
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        words = form.cleaned_data
        try:
            if words["seen"] != release.instant.isoformat():
                said = gettext("Somebody else has moved this release. Read it again before you decide.")
                raise reviewing.StaleDigest(said)
            moved = publishing.reschedule(
                release, by=request.user, wall=form.wall(), zone=words["zone"], reason=words["reason"]
            )
        except (Refused, ClockError) as refused:
            form.add_error(None, str(refused))
            status = status_of(refused)
        else:
            when = in_all_zones(moved.instant, moved.zone)
            messages.success(request, gettext("Moved. It becomes public on %(when)s.") % {"when": when})
            return HttpResponseRedirect(reverse("admin:archive_release_change", args=[release.pk]))
    context = {"title": str(release), "release": release, "form": form, "when": in_all_zones(release.instant)}
    return page(request, "admin/archive/reschedule.html", context, status=status)
