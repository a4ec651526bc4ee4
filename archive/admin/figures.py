"""The page of one figure: who says it and where, what is counted and how many, and who else speaks of it."""

from collections.abc import Iterable

from django import forms
from django.contrib import admin, messages
from django.db.models import Count
from django.forms.models import BaseInlineFormSet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.public.detail.figures import number_in_words
from archive.records.base import Record
from archive.records.figures import Figure
from archive.records.saving import saving
from archive.records.timeline_entries import TimelineEntry

from .base.inlines import CitationInline
from .base.links import record_url
from .base.phrases import LINES, PhrasesMixin
from .base.times import dating_in_words
from .base.versioned import VersionedAdmin, VersionedForm, version_seen
from .site import site

OF_THE_SAME_EVENT = ("part_of", "superseded_by")
# What the next figure from the same document has in common with this one.
CARRIED_OVER = ("stated_by", "stated_on", "stated_in", "quotation_language")


def table(event: TimelineEntry, *, may_write: bool) -> SafeString:
    """The figures of an event in its form, one line each; of one that is not saved yet, how they come there."""
    lines = [(one, number_in_words(one, languages.current()), dating_in_words(one.stated_on)) for one in _listed(event)]
    return render_to_string("admin/archive/figures.html", {"event": event, "lines": lines, "may_write": may_write})


def _listed(event: TimelineEntry) -> Iterable[Figure]:
    if not event.pk:
        return ()
    named = event.figures.select_related("stated_by", "stated_in", "place")
    return named.prefetch_related("stated_by__texts", "stated_in__texts", "place__texts").annotate(
        others=Count("citations")
    )


def figures_url(event: TimelineEntry) -> str:
    """Where they stand in the form of their event."""
    return f"{record_url(event)}#figures"


class FigureForm(VersionedForm):
    """A figure is saved together with the event of which it is."""

    event: TimelineEntry

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.instance.entry = self.event
        if self.instance.pk is None:
            last = self.event.figures.last()
            self.initial["position"] = last.position + 1 if last else 0
        for name in OF_THE_SAME_EVENT:
            if name in self.fields:
                self.fields[name].queryset = self.event.figures.exclude(pk=self.instance.pk)

    @property
    def record(self) -> Record:
        return self.event


class OfTheEvent(BaseInlineFormSet):
    """What is cited for a figure is cited for its event."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.record = self.instance.entry


class FurtherCitationInline(CitationInline):
    fk_name = "figure"
    formset = OfTheEvent
    has_lines = False
    verbose_name_plural = _("Further sources")
    description = _("What other sources say of this figure: whether they support or dispute it, where, in which words.")

    def get_fields(self, request, obj=None):
        return (("source", "relation"), "locator", "quotation", "quotation_language")


@admin.register(Figure, site=site)
class FigureAdmin(PhrasesMixin, VersionedAdmin):
    form = FigureForm
    change_form_template = "admin/archive/figure_form.html"
    delete_confirmation_template = "admin/archive/figure_delete.html"
    autocomplete_fields = ("stated_by", "stated_in", "place")
    inlines = (FurtherCitationInline,)
    fieldsets = (
        (
            _("Who says so, and where"),
            {
                "fields": (
                    ("stated_by", "stated_on"),
                    ("stated_in", "locator"),
                    "quotation",
                    "quotation_language",
                )
            },
        ),
        (
            _("What is counted, and how many"),
            {
                "fields": (
                    ("measure", "population"),
                    ("qualifier", "value"),
                    ("low", "high"),
                    ("unit", "as_of"),
                    "place",
                )
            },
        ),
        (_("Beside the other figures of the event"), {"fields": (OF_THE_SAME_EVENT, "position")}),
        (_("For readers"), {"fields": (LINES,)}),
    )
    writing = (1, 0, FurtherCitationInline)

    def get_urls(self):
        """A figure has no list of its own: it stands in the form of its event."""
        return [one for one in super().get_urls() if str(one.name).endswith(("_add", "_change", "_delete"))]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry").prefetch_related("entry__texts")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.event = obj.entry if obj else self._event(request)
        return form

    def _event(self, request) -> TimelineEntry:
        entries = self.admin_site.get_model_admin(TimelineEntry)
        event = entries.get_object(request, request.GET.get("entry", ""))
        if event is None:
            raise Http404
        return event

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in OF_THE_SAME_EVENT:
            field.widget = field.widget.widget  # they are added and changed on pages like this one
            field.empty_label = _("none")
        if db_field.name in ("as_of", "stated_on"):
            field.widget = forms.TextInput(attrs={"size": 12, "placeholder": "2026-01-20"})
        if db_field.name == "quotation":
            field.widget.attrs.update({"rows": 3})
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        event = context["adminform"].form.event
        others = {one.pk: one for one in event.figures.all()}
        if obj is not None:
            # As it is stored: the form may have put unsaved words into ``obj``.
            context["subtitle"] = str(others.pop(obj.pk))
        context |= {"event": event, "event_url": figures_url(event), "others": others.values()}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return _another(obj) if "_addanother" in request.POST else response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        return _another(obj) if "_addanother" in request.POST else response

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(figures_url(obj.entry))

    response_post_save_change = response_post_save_add

    def delete_model(self, request, obj) -> None:
        with saving(obj.entry, by=request.user, version=version_seen(request)):
            obj.delete()
        request.event = obj.entry

    def response_delete(self, request, obj_display, obj_id):
        messages.success(request, gettext("The figure “%(figure)s” was deleted.") % {"figure": obj_display})
        return HttpResponseRedirect(figures_url(request.event))


def _another(figure: Figure) -> HttpResponse:
    """An empty page for the next figure, on which stands already what both have in common."""
    common = {name: figure.serializable_value(name) for name in CARRIED_OVER}
    return HttpResponseRedirect(reverse("admin:archive_figure_add", query={"entry": figure.entry_id, **common}))
