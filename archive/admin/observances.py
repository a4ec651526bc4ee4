"""The form of a day of remembrance: the instruments that made it, what they say of its days, and single years."""

from collections.abc import Mapping

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from archive import clock, languages, rules
from archive.dates import day_in_words
from archive.editions.payloads import observances as payloads
from archive.editorial.permissions import may
from archive.public.words import labels
from archive.records.date_rules import DateRule, Override
from archive.records.observances import Observance
from archive.records.rituals import Ritual
from archive.records.texts import titles

from .base.differences import date_in_words, in_words, joined
from .base.heads import ShownPictureInline
from .base.inlines import CitationInline, InlineMixin, NameInline, TextInline
from .base.links import carry_url, dossier_url
from .base.phrases import LINES, PhrasesMixin, lines
from .base.records import ADDRESS, RecordAdmin
from .site import Shelf, site

YEARS_SHOWN = 3


class DateRuleInline(InlineMixin, admin.StackedInline):
    model = DateRule
    fk_name = "observance"
    verbose_name_plural = _("The instruments, and when it is kept")
    description = _(
        "One entry for each decree, order or resolution, in the order in which they were signed. Leave an earlier one "
        "as it is when a later one changes the day: the history is made of them."
    )
    another = _("Another instrument")
    begins_open = True
    above = "admin/archive/following_days.html"
    offers_the_same = False
    autocomplete_fields = ("instrument", "base", "kept_by")
    fieldsets = (
        (None, {"fields": (("effect", "instrument"), ("signed", "valid_from_year", "valid_to_year"))}),
        (None, {"fields": ("kind", ("month", "day"), ("weekday", "nth"))}),
        (
            _("Days that are counted, listed, moved or last longer"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("side", "base", "days"),
                    "dates",
                    ("duration", "at_sunset"),
                    ("shifts", "leap"),
                    "kept_by",
                    "note",
                ),
            },
        ),
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("dates", "note"):
            field.widget.attrs.update({"rows": 2})
        return field


class OverrideInline(InlineMixin, admin.StackedInline):
    model = Override
    autocomplete_fields = ("instrument",)
    fields = (("year", "outcome"), ("date", "day_off"), "instrument")
    verbose_name_plural = _("Single years that were different")
    another = _("Another single year")


class RitualForm(forms.ModelForm):
    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in lines(Ritual)):
            raise forms.ValidationError(_("Say what is done, in one language at least."))
        return cleaned


class RitualInline(PhrasesMixin, InlineMixin, admin.StackedInline):
    model = Ritual
    form = RitualForm
    verbose_name_plural = _("What is done on this day")
    description = _(
        "One row for each ritual, such as a moment of silence: in plain words, and only what a source says. Cite the "
        "source for the rituals, below."
    )
    another = _("Another ritual")
    autocomplete_fields = ("instrument",)
    fields = (
        LINES,
        ("time", "zone", "local_everywhere"),
        ("valid_from_year", "valid_to_year"),
        ("instrument", "position"),
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "time":
            field.widget = forms.TimeInput(attrs={"size": 8, "placeholder": "12:00"}, format="%H:%M")
        return field


@admin.register(Observance, site=site)
class ObservanceAdmin(RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 30
    list_display = ("shown_title", "shown_state", "shown_days", "status", "shown_languages", "shown_saved")
    list_filter = (*RecordAdmin.list_filter, "status")
    autocomplete_fields = ("successor", "subjects")
    ordering = ("slug",)
    help_texts = {"subjects": _("What it is about. Readers can narrow lists by it.")}
    inlines = (
        *(DateRuleInline, OverrideInline, RitualInline),
        *(TextInline, ShownPictureInline, NameInline, CitationInline),
    )
    fieldsets = (
        (
            _("Whether it is in force, and what it recalls"),
            {"fields": ("status", "successor", ("base_year", "base_year_last"))},
        ),
        (_("What it is about"), {"fields": ("subjects", "offers_support")}),
        (_("Address"), ADDRESS),
    )
    payload_labels = {
        "rules": _("Instruments and date rules"),
        "overrides": _("Single years"),
        "rituals": _("Rituals"),
    }

    class Media:
        js = ("desk/days.js",)

    writing = (
        *(TextInline, ShownPictureInline, DateRuleInline, OverrideInline, RitualInline),
        *(CitationInline, NameInline),
    )

    def listed(self, records):
        return super().listed(records).prefetch_related("rules", titles("rules__base__texts"))

    @admin.display(description=_("when it is kept"))
    def shown_days(self, observance: Observance) -> str:
        rows = [row for row in observance.rules.all() if row.kind and not row.kept_by_id]
        found = {rule: row for row in rows if (rule := row.rule())}
        rule = rules.in_force(list(found), clock.today().year) or next(iter(found), None)
        if rule is None:
            return ""
        base = found[rule].base
        return rules.in_words(rule, languages.current(), base=str(base or ""))

    def bar_links(self, request, record, state):
        if may(request.user, "submit"):
            yield _("Begin a statement from the last"), carry_url(observance=record.uuid)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        status = form["status"].value() if "status" in form.fields else form.instance.status
        context["years"] = _years(status, {type(inline.opts): _rows(inline.formset) for inline in inlines})
        if obj:
            numbers = [year for year, _days in context["years"]]
            context["dossiers"] = [(year, dossier_url(obj, year)) for year in numbers]
        context["days_address"] = reverse("admin:archive_observance_days", args=[obj.pk] if obj else [])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        days = self.admin_site.admin_view(require_POST(self.days_view))
        own = [
            path("days/", days, name="archive_observance_days"),
            path("<int:pk>/days/", days, name="archive_observance_days"),
        ]
        return own + super().get_urls()

    def days_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The days that follow from what is typed. Nothing is saved."""
        observance = get_object_or_404(Observance, pk=pk) if pk else Observance()
        may = self.has_change_permission(request, observance) if pk else self.has_add_permission(request)
        if not may:
            raise PermissionDenied
        rows = {}
        for inline in (DateRuleInline, OverrideInline):
            form_set = inline(Observance, self.admin_site).get_formset(request, observance if pk else None)
            typed = form_set(request.POST, instance=observance)
            typed.is_valid()  # fills the rows with what can be understood
            rows[inline] = _rows(typed)
        status = request.POST.get("status", observance.status)
        return render(request, "admin/archive/years.html", {"years": _years(status, rows)})


def _years(status: str, rows: Mapping[type, list]) -> list[tuple[int, list[str]]]:
    """This year and those after it, with the days that follow; nothing as long as a rule is incomplete."""
    observance = Observance(status=status)
    now = clock.today().year
    try:
        return [
            (
                year,
                [
                    _in_words(one)
                    for one in observance.occurrences(
                        year, law=rows.get(DateRuleInline, ()), single=rows.get(OverrideInline, ())
                    )
                ],
            )
            for year in range(now, now + YEARS_SHOWN)
        ]
    except (rules.RuleError, TypeError, ValueError):  # typed, but no rule yet: the form says what is missing
        return []


def _rows(formset) -> list:
    return [
        form.instance
        for form in formset.forms
        if (form.instance.pk or (form.is_bound and form.has_changed()))
        and not (form.is_bound and formset._should_delete_form(form))
    ]


def _in_words(one: rules.Occurrence) -> str:
    language = languages.current()
    ends = dict.fromkeys((one.first, one.last))
    return " – ".join(f"{day_in_words(day.month, day.day, language)} {day.year}" for day in ends)


# --- what is frozen, in words -------------------------------------------------------------------------


@in_words.register
def _rule_in_words(row: payloads.DateRule) -> str:
    return joined(
        date_in_words(row.signed),
        str(DateRule.Effect(row.effect).label),
        row.in_words(languages.current()),
        gettext("from the evening before") if row.at_sunset else "",
        ", ".join(map(date_in_words, row.dates)),
        _years_in_words(row.from_year, row.to_year),
        in_words(row.instrument or ""),
    )


@in_words.register
def _override_in_words(one: payloads.Override) -> str:
    outcome = str(Override.Outcome(one.outcome).label)
    return joined(str(one.year), outcome, *map(date_in_words, (one.date, one.day_off)), in_words(one.instrument))


@in_words.register
def _ritual_in_words(one: payloads.RitualForm) -> str:
    return joined(
        in_words(one.what),
        labels.time_in_words(one.time, one.zone),
        _years_in_words(one.from_year, one.to_year),
        in_words(one.instrument or ""),
    )


def _years_in_words(first: int | None, last: int | None) -> str:
    return f"{first or ''}–{last or ''}" if first or last else ""
