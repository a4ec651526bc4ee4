"""What was done and cannot be undone, to look at: the ledger and the audit trail."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.audit import AuditEvent
from archive.editions import intervals
from archive.editions.models import Act, LedgerEntry
from archive.editions.reasons import REASONS
from archive.records.base import Record, kind_name
from archive.templatetags.desk import act_in_words, moment

from .base import acts_told
from .base.filters import KindFilter, ValuesFilter
from .base.links import record_url
from .base.lists import HistoryList
from .base.read_only import ReadOnlyAdmin
from .base.release_names import name_of
from .site import Shelf, site


def _as_it_is(column: str, label: str) -> Callable[[ModelAdmin, LedgerEntry], object]:
    """What stands in a ``column``, under a name that says more."""

    @admin.display(description=label, ordering=column)
    def shown(admin: ModelAdmin, entry: LedgerEntry) -> object:
        return getattr(entry, column)

    return shown


@admin.register(LedgerEntry, site=site)
class LedgerAdmin(ReadOnlyAdmin):
    shelf, shelf_order = Shelf.HISTORY, 20
    shown_number = _as_it_is("seq", _("no."))
    shown_digest = _as_it_is("payload_digest", _("SHA-256 of what was published"))
    shown_previous = _as_it_is("previous", _("hash of the entry before"))
    shown_hash = _as_it_is("hash", _("hash of this entry"))
    list_display = ("shown_number", "shown_at", "act", "by_name", "shown_record")
    list_filter = ("act", "at")
    search_fields = ("by_name", "record", "reason")
    ordering = ("-seq",)
    fields = (
        "shown_number",
        "act",
        "shown_at",
        "by_name",
        "shown_record",
        "shown_edition",
        "shown_release",
        "shown_instant",
        "shown_reason_class",
        "shown_note",
        "reason",
        "shown_digest",
        "shown_previous",
        "shown_hash",
    )
    list_select_related = ("release",)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        entries = list(changelist.result_list)
        records = Record.objects.filter(uuid__in={entry.record for entry in entries}).prefetch_related("texts")
        links = {one.uuid: format_html('<a href="{}">{}</a>', record_url(one), one) for one in records}
        for entry in entries:
            entry.named = links.get(entry.record, "")
        changelist.result_list = entries
        return changelist

    @admin.display(description=_("at"), ordering="at")
    def shown_at(self, entry: LedgerEntry) -> str:
        return moment(entry.at)

    @admin.display(description=_("visible from"))
    def shown_instant(self, entry: LedgerEntry) -> str:
        return moment(entry.instant)

    @admin.display(description=_("release"))
    def shown_release(self, entry: LedgerEntry) -> str:
        return name_of(entry.release) if entry.release else ""

    @admin.display(description=_("what readers are told is the reason"))
    def shown_reason_class(self, entry: LedgerEntry) -> str:
        reason = REASONS.get(entry.reason_class)
        return str(reason.label) if reason else entry.reason_class

    @admin.display(description=_("public note"))
    def shown_note(self, entry: LedgerEntry) -> SafeString:
        """Each language on a line of its own."""
        return format_html_join(mark_safe("<br>"), '<span lang="{}">{}</span>', entry.note.items())

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


class ActFilter(ValuesFilter):
    def choices(self, changelist):
        return ({**choice, "display": act_in_words(choice["display"])} for choice in super().choices(changelist))


class TrailList(HistoryList):
    """Each act with what is ``shown`` of it beside who did what and when."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = events = list(self.result_list)
        found = acts_told.shown(events)
        for event in events:
            event.shown = found[event.pk]


@admin.register(AuditEvent, site=site)
class AuditAdmin(ReadOnlyAdmin):
    shelf, shelf_order = Shelf.HISTORY, 30
    list_display = ("shown_at", "by_name", "shown_act", "shown_about", "shown_told")
    list_filter = (("act", ActFilter), ("kind", KindFilter), "at")
    search_fields = ("by_name", "about", "record")
    fields = ("shown_at", "by_name", "shown_act", "shown_kind", "record", "about", "details")

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[TrailList]:
        return TrailList

    @admin.display(description=_("at"), ordering="at")
    def shown_at(self, event: AuditEvent) -> str:
        return moment(event.at)

    @admin.display(description=_("act"), ordering="act")
    def shown_act(self, event: AuditEvent) -> str:
        return act_in_words(event.act)

    @admin.display(description=_("about"), ordering="about")
    def shown_about(self, event: AuditEvent) -> str:
        url = event.shown.record_url
        return format_html('<a href="{}">{}</a>', url, event.about) if url else event.about

    @admin.display(description=_("what was said"))
    def shown_told(self, event: AuditEvent) -> str:
        told = event.shown
        if not told.url:
            return told.said
        return format_html('<a href="{}">{}</a>', told.url, told.said or gettext("See it"))

    @admin.display(description=_("kind"), ordering="kind")
    def shown_kind(self, event: AuditEvent) -> str:
        return kind_name(event.kind)
