"""What was done and cannot be undone, to look at: the ledger, the audit trail, releases."""

from collections import Counter

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.audit import AuditEvent
from archive.editions import acts, intervals
from archive.editions.models import Act, LedgerEntry, Release
from archive.editorial.permissions import may
from archive.editorial.situations import going_out_otherwise, situation
from archive.records.base import Record, kind_name
from archive.templatetags.desk import act_in_words, moment

from . import bar, forms
from .moments import everywhere
from .paths import record_url


class OnlyToLookAt(admin.ModelAdmin):
    actions = None
    view_on_site = False
    show_full_result_count = False

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def history_view(self, request, object_id, extra_context=None):
        return self.changeform_view(request, object_id)  # it never had another form


class LedgerAdmin(OnlyToLookAt):
    list_display = ("seq", "shown_at", "act", "by_name", "shown_record")
    list_filter = ("act", "at")
    search_fields = ("by_name", "record", "reason")
    ordering = ("-seq",)
    fields = (
        "seq",
        "act",
        "at",
        "by_name",
        "shown_record",
        "shown_edition",
        "release",
        "instant",
        "reason_class",
        "note",
        "reason",
        "payload_digest",
        "previous",
        "hash",
    )
    list_select_related = ("release",)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        entries = list(changelist.result_list)
        records = Record.objects.filter(uuid__in={entry.record for entry in entries}).prefetch_related("texts")
        names = {record.uuid: str(record) for record in records}
        for entry in entries:
            entry.named = names.get(entry.record, "")
        changelist.result_list = entries
        return changelist

    @admin.display(description=_("at"), ordering="at")
    def shown_at(self, entry: LedgerEntry) -> str:
        return moment(entry.at)

    @admin.display(description=_("record"))
    def shown_record(self, entry: LedgerEntry) -> str:
        if hasattr(entry, "named"):
            return entry.named
        return str(Record.objects.filter(uuid=entry.record).first() or "")

    @admin.display(description=_("edition"))
    def shown_edition(self, entry: LedgerEntry) -> str:
        """Its number, if it has stood; what never will has none."""
        if entry.edition is None:
            return ""
        if number := intervals.number_of(entry.edition, at=clock.now()):
            return str(number)
        is_recalled = entry.edition.acts.filter(act=Act.RECALL).exists()
        return gettext("recalled") if is_recalled else gettext("the coming edition")


class Acts(admin.AllValuesFieldListFilter):
    def choices(self, changelist):
        return ({**choice, "display": act_in_words(choice["display"])} for choice in super().choices(changelist))


class Kinds(admin.AllValuesFieldListFilter):
    def choices(self, changelist):
        return ({**choice, "display": kind_name(choice["display"])} for choice in super().choices(changelist))


class AuditAdmin(OnlyToLookAt):
    list_display = ("shown_at", "by_name", "shown_act", "shown_kind", "about")
    list_filter = (("act", Acts), ("kind", Kinds), "at")
    search_fields = ("by_name", "about", "record")
    fields = ("shown_at", "by_name", "shown_act", "shown_kind", "record", "about", "details")

    @admin.display(description=_("at"), ordering="at")
    def shown_at(self, event: AuditEvent) -> str:
        return moment(event.at)

    @admin.display(description=_("act"), ordering="act")
    def shown_act(self, event: AuditEvent) -> str:
        return act_in_words(event.act)

    @admin.display(description=_("kind"), ordering="kind")
    def shown_kind(self, event: AuditEvent) -> str:
        return kind_name(event.kind)


class ReleaseAdmin(OnlyToLookAt):
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
        return everywhere(release.instant, settings.MEMORIAL_TIME_ZONE)

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
            (record, record_url(record), bar.alarm(record, situation(record)))
            for record in (records.get(one.record) for one in coming)
            if record
        ]
        if coming and may(request.user, "publish"):
            context["reschedule"] = forms.RescheduleForm(
                prefix="reschedule",
                seen=obj.instant.isoformat(),
                initial={"zone": obj.zone},
            )
        return super().render_change_form(request, context, add, change, form_url, obj)
