"""What the forms of all kinds share: the version token, the one save path, the publishing bar, folded search."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from archive import markup, names
from archive.audit import AuditEvent
from archive.dates import DateError, Dating
from archive.editions.acts import Refused
from archive.editorial import deleting
from archive.editorial.situations import State, situation, states
from archive.editorial.uses import uses
from archive.records.base import Contribution, Name, Record, Text
from archive.records.saving import StaleVersion, free_slug, saving
from archive.templatetags.desk import moment

from . import bar, linking
from .editor import Editor
from .parts import CitationInline, NameInline, TextInline
from .uses import groups_of


class RecordForm(forms.ModelForm):
    """Carries the version its words were written upon. ``newer`` is sent by somebody who has read a later one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    newer = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stale = False
    token: int | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"].initial = self.instance.version
        if "slug" in self.fields:
            self.fields["slug"].required = bool(self.instance.pk)

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in ("version", "newer")]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        kind = self._meta.model.kind_of_model
        if slug and Record.objects.filter(kind=kind, slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another record has this address. Choose another one."))
        return slug

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self.token = cleaned.get("newer") or cleaned.get("version")
            self.stale = self.token != Record.objects.values_list("version", flat=True).get(pk=self.instance.pk)
            if self.stale:
                self.add_error(None, forms.ValidationError(_who_saved(self.instance), code="stale"))
        return cleaned


def _who_saved(record: Record) -> str:
    last = Contribution.objects.filter(record=record.pk).select_related("by").order_by("-version").first()
    if last is None:
        return gettext("Somebody else has saved this record since you opened it. Nothing of yours was saved.")
    return gettext(
        "%(who)s has saved this record since you opened it, on %(when)s. Nothing of yours is saved yet, and "
        "every word of yours is below."
    ) % {"who": last.by, "when": moment(last.at)}


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        if self.value() not in State.values:
            return queryset
        found = states(list(queryset.prefetch_related(None).only("pk", "uuid", "version", "merged_into")))
        return queryset.filter(pk__in=[pk for pk, state in found.items() if state == self.value()])


def shown_date(written: str, *, one_night: bool = False) -> str:
    """A dating in the words of the desk."""
    language = get_language() or "en"
    try:
        dating = Dating.parse(written)
    except DateError:
        return written  # a draft may say as yet what it likes
    return dating.night_in_words(language) if one_night and dating.is_two_days else dating.in_words(language)


class RecordAdmin(admin.ModelAdmin):
    """The form and the list of one kind."""

    form = RecordForm
    change_form_template = "admin/archive/record_form.html"
    object_history_template = "admin/archive/record_history.html"
    delete_confirmation_template = "admin/archive/record_delete.html"
    inlines = (TextInline, NameInline, CitationInline)
    search_fields = ("texts__folded",)
    search_help_text = _("Any spelling: “susa” finds “Şuşa”.")
    list_per_page = 50
    list_filter = (StateFilter,)
    actions = None
    show_full_result_count = False
    save_on_top = False
    view_on_site = False
    # The order of the page: indexes of ``fieldsets`` and inlines, as somebody with the document before her thinks.
    layout: tuple = ()
    # What to write, where the model itself does not say it.
    help_texts: dict = {}

    class Media:
        css = {"all": ("desk/records.css",)}
        js = ("desk/bar.js", "desk/choices.js")

    # --- the list ---

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        saved = Contribution.objects.filter(record=OuterRef("pk")).order_by("-id").values("at")[:1]
        return super().get_queryset(request).prefetch_related("texts").annotate(saved_at=Subquery(saved))

    def get_search_results(self, request, queryset, search_term):
        for word in names.fold(search_term).split():
            in_title = Text.objects.filter(record=OuterRef("pk"), folded__contains=word)
            in_name = Name.objects.filter(record=OuterRef("pk"), folded__contains=word)
            queryset = queryset.filter(Exists(in_title) | Exists(in_name) | Q(slug__contains=word))
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(merged_into=None)  # nobody names it any more
        return queryset, False

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        shown = list(changelist.result_list)
        changelist.result_list = shown
        found = states(shown)
        for record in shown:
            record.state = found[record.pk]
        return changelist

    @admin.display(description=_("title"))
    def shown_title(self, record: Record) -> str:
        return str(record)

    @admin.display(description=_("state"))
    def shown_state(self, record) -> str:
        return format_html('<span class="state state-{}">{}</span>', record.state, State(record.state).label)

    @admin.display(description=_("languages"))
    def shown_languages(self, record: Record) -> str:
        return ", ".join(record.languages())

    @admin.display(description=_("saved"), ordering="saved_at")
    def shown_saved(self, record):
        return f"{timezone.localtime(record.saved_at):%Y-%m-%d}" if record.saved_at else ""

    # --- the form ---

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, help_texts=self.help_texts, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:
            # Each choice has its own cross; one more for all of them stands where no list item may.
            field.widget.is_required = getattr(field.widget, "widget", field.widget).is_required = True
        return field

    # --- deleting a draft ---

    def has_delete_permission(self, request, obj=None) -> bool:
        """One record at a time, on its own page; there ``deleting`` has the last word."""
        return obj is not None and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        goes, count, lacking, _protected = super().get_deleted_objects(objs, request)
        return goes, count, lacking, [reason for record in objs for reason in deleting.in_the_way(record)]

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        record = self.get_object(request, object_id)
        said = {} if record is None else {"groups": groups_of(uses(record)), "withdraw_url": _withdraw_url(record)}
        try:
            return super().delete_view(request, object_id, {**said, **(extra_context or {})})
        except (Refused, StaleVersion) as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)

    def delete_model(self, request, obj) -> None:
        version = request.POST.get("version", "")
        deleting.delete(obj, by=request.user, version=int(version) if version.isdecimal() else 0)

    def log_deletions(self, request, queryset) -> None:
        """The audit trail says who deleted what."""

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        made = super().get_inline_formsets(request, formsets, inline_instances, obj)
        return [_with_rows(one) for one in made]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleVersion:  # saved by somebody else between our look and our save: now the form sees it
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context["is_stale"] = form.stale
        context["sections"] = self._sections(context)
        context["show_save_and_add_another"] = False
        if obj is not None:
            # As it is stored: the form may have put unsaved words into ``obj``.
            stored = self.model.objects.prefetch_related("texts").get(pk=obj.pk)
            context["bar"] = bar.bar(stored, person=request.user)
            context["stands_now"] = stored.version
            if self.has_change_permission(request, obj):
                context["suggestions"] = linking.lines(stored)
            context["subtitle"] = str(stored)
            context["title"] = stored._meta.verbose_name.capitalize()
        if form.stale:
            context["clashes"] = _clashes(form, context["inline_admin_formsets"])
            # The one about the version stands with the comparison; others keep their places.
            context["errors"] = context["errors"] if len(context["errors"]) > 1 else []
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if form.stale:
            response.status_code = HTTPStatus.CONFLICT
        return response

    def _sections(self, context) -> list[tuple[str, object]]:
        fieldsets = list(context["adminform"])
        inlines = {type(inline.opts): inline for inline in context["inline_admin_formsets"]}
        last = len(fieldsets) - 1
        order = self.layout or (*range(last), *self.inlines, last)
        return [
            ("fieldset", fieldsets[one]) if isinstance(one, int) else ("inline", inlines[one])
            for one in order
            if isinstance(one, int) or one in inlines
        ]

    def save_model(self, request, obj, form, change) -> None:
        """Saved by ``save_related``, together with its rows."""

    def save_related(self, request, form, formsets, change) -> None:
        record = form.instance
        if change and not form.has_changed() and not any(formset.has_changed() for formset in formsets):
            request.nothing_changed = True
            return
        with saving(record, by=request.user, version=form.token):
            if not record.slug:
                record.slug = free_slug(type(record), _typed_titles(formsets))
            record.save()
            super().save_related(request, form, formsets, change)

    def response_change(self, request, obj):
        if getattr(request, "nothing_changed", False):
            messages.info(request, gettext("Nothing was changed, so nothing was saved."))
            if "_continue" in request.POST:
                return HttpResponseRedirect(request.get_full_path())
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)

    def log_addition(self, request, obj, message) -> None:
        """Contributions say who saved what; Django's own log would only repeat them."""

    log_change = log_addition

    def construct_change_message(self, request, form, formsets, add=False) -> list:
        return []

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        saves = list(Contribution.objects.filter(record=object_id).select_related("by").order_by("-id")[:500])
        acts = list(AuditEvent.objects.filter(record=record.uuid)[:500]) if record else []
        history = {"saves": saves, "acts": acts, **(extra_context or {})}
        return super().history_view(request, object_id, history)


def _withdraw_url(record: Record) -> str:
    return reverse("admin:act", args=[record.uuid, "withdraw"]) if situation(record).is_public else ""


def _with_rows(made):
    """The same inline, with rows that keep what was typed."""
    return made.opts.rows(
        made.opts,
        made.formset,
        made.fieldsets,
        made.prepopulated_fields,
        made.readonly_fields,
        made.model_admin,
        made.has_add_permission,
        made.has_change_permission,
        made.has_delete_permission,
        made.has_view_permission,
    )


def _clashes(form, inlines) -> list[tuple[str, str, str]]:
    """Where the words typed differ from what stands now: field, stored, typed."""
    found = [_clash(form, name) for name in form.changed_data]
    for inline in inlines:
        for row in inline.formset.forms:
            found += [_clash(row, name, str(inline.opts.verbose_name)) for name in row.changed_data]
    return found


def _clash(form, name: str, where: str = "") -> tuple[str, str, str]:
    field = form[name]
    if "language" in form.fields and form["language"].is_hidden:
        where = f"{where} ({form['language'].value()})"
    label = f"{where}: {field.label}" if where else str(field.label)
    label = label[:1].upper() + label[1:]
    return label, _readable(form.fields[name], field.initial), _readable(form.fields[name], field.data)


def _readable(field: forms.Field, value) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(field.widget, Editor):
        return _plain(str(value))
    if not isinstance(field, forms.ModelChoiceField):
        return str(dict(getattr(field, "choices", ())).get(value, value))
    keys = [getattr(one, "pk", one) for one in (value if isinstance(value, list | tuple) else [value])]
    try:
        return ", ".join(str(one) for one in field.queryset.filter(pk__in=keys))
    except (ValueError, TypeError):  # no key at all
        return str(value)


def _plain(html: str) -> str:
    try:
        return markup.plain(markup.clean(html))
    except markup.MarkupError:
        return html


def _typed_titles(formsets) -> list[str]:
    """The titles on the page, the English one first."""
    return [
        form.cleaned_data.get("title", "")
        for formset in formsets
        if formset.model is Text
        for form in sorted(formset.forms, key=lambda form: form["language"].value() != "en")
        if getattr(form, "cleaned_data", None)
    ]
