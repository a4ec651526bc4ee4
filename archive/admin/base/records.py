"""What the forms and lists of all kinds share: the publishing bar, folded search, deleting a draft."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editorial import deleting, freezing
from archive.editorial.carried import Carried, Confirmation
from archive.editorial.models import RecordState, State
from archive.editorial.permissions import may
from archive.editorial.situations import situation
from archive.kept import Kept
from archive.languages.named import name_of
from archive.records.base import Record
from archive.records.numbering import LastNumber
from archive.records.saving import free_slug
from archive.records.texts import Text, TextLink

from ..site import Shelf
from . import actions, bringing_back, publishing_bar, suggestions
from .filters import LackingFilter, MineFilter, StateFilter, stands_in_order
from .inlines import CitationInline, NameInline, TextInline
from .lists import SAVED_AT, RecordList
from .searching import MOST, Bound, BoundedPaginator, bounded, searched, searched_whole
from .usage import first_uses
from .versioned import VersionedAdmin, VersionedForm, version_seen

# Style sheets and scripts of lists, as they are written.
_media: Kept[dict[str, SafeString]] = Kept(most=200)
# Where a record stands is rarely said by hand.
ADDRESS = {"classes": ("collapse",), "fields": ("slug",)}


class RecordForm(VersionedForm):
    """``brings`` names the version whose words were brought back into it."""

    brings = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = bool(self.instance.pk)

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name != "brings"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if said := bringing_back.said(self.instance, self.data):
            self.add_error(None, forms.ValidationError(said, code="brought"))
        return cleaned

    def brings_whose(self) -> dict[int, Record]:
        return bringing_back.authors(self.instance, self.cleaned_data)

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        kind = self._meta.model.KIND
        if slug and Record.objects.filter(kind=kind, slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another record has this address. Choose another one."))
        return slug


class RecordAdmin(VersionedAdmin):
    """The form and the list of one kind. ``shelf`` and ``shelf_order``: where it stands in the list of everything."""

    shelf: Shelf | None = Shelf.RECORDS
    shelf_order = 1000
    form = RecordForm
    delete_confirmation_template = "admin/archive/record_delete.html"
    inlines = (TextInline, NameInline, CitationInline)
    search_fields = ("texts__folded",)
    search_help_text = _(
        "Words of titles and texts in any spelling (“susa” finds “Şuşa”), dates in any form, numbers, web addresses."
    )
    list_per_page = 50
    list_filter = (StateFilter, MineFilter, LackingFilter)
    actions = (actions.submit_chosen,)
    show_full_result_count = False
    paginator = BoundedPaginator
    # What to write, where the model itself does not say it.
    help_texts: dict = {}
    # How ``differences`` says what is frozen of a kind: names of fields that the model has not, fields that are no
    # content, fields that hold a dating, and values that only the whole payload explains.
    payload_labels: dict[str, Promise] = {}
    payload_hidden: Collection[str] = ()
    payload_dates: Collection[str] = ()
    payload_words: Mapping[str, Callable[[Any], str]] = {}

    # --- the list ---

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("texts")

    def listed(self, records: QuerySet) -> QuerySet:
        """``records`` with what is shown of each in the list, beside its titles and its state."""
        return records

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[RecordList]:
        return RecordList

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What its page loads is written out once for whoever may do the same."""
        response = super().changelist_view(request, extra_context)
        if shown := getattr(response, "context_data", None):
            key = type(self), get_language(), get_script_prefix(), bool(shown.get("action_form"))
            media = shown["media"]
            shown["media"] = _media.get(key, lambda: {"css": str(media["css"]), "js": str(media["js"])})
        return response

    def get_search_results(self, request, queryset, search_term):
        are_all = not queryset.query.where
        if request.path != reverse("admin:autocomplete"):
            in_order = stands_in_order(request)
            return searched_whole(queryset, search_term, are_all=are_all, in_order=in_order), False
        merged = Record.objects.filter(merged_into__isnull=False)  # nobody names these any more
        queryset = bounded(queryset.exclude(pk__in=merged.values("pk")), Bound(MOST))
        return searched(queryset, search_term, are_all=are_all), False

    def has_submit_permission(self, request: HttpRequest) -> bool:
        """Whether the action that submits is offered."""
        return may(request.user, "submit")

    @admin.display(description=_("title"))
    def shown_title(self, record: Record) -> str:
        return str(record)

    @admin.display(description=_("state"))
    def shown_state(self, record) -> str:
        return record.told_state

    @admin.display(description=_("languages"))
    def shown_languages(self, record: Record) -> SafeString:
        return _codes(record.languages(), languages.current())

    @admin.display(description=_("saved"), ordering=SAVED_AT)
    def shown_saved(self, record) -> SafeString:
        if not record.saved_at:
            return SafeString()
        return _save(f"{timezone.localtime(record.saved_at):%Y-%m-%d}", record.saved_by)

    # --- the form ---

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, help_texts=self.help_texts, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:
            # Each choice has its own cross; one more for all of them stands where no list item may.
            field.widget.is_required = getattr(field.widget, "widget", field.widget).is_required = True
        return field

    def bar_links(self, request, record, state: State) -> Iterator[tuple[Promise, str]]:
        """Where else one goes from a record of its kind."""
        yield from ()

    # --- deleting a draft ---

    def has_delete_permission(self, request, obj=None) -> bool:
        """One record at a time, on its own page; there ``deleting`` has the last word."""
        return obj is not None and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        """What goes with a draft is looked up only of one that can go: half of the archive may name another record."""
        if reasons := [reason for record in objs for reason in deleting.in_the_way(record)]:
            return [], {}, set(), reasons
        goes, count, lacking, _protected = super().get_deleted_objects(objs, request)
        return _said(goes), count, lacking, reasons

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        record = self.get_object(request, object_id)
        said = {} if record is None else {**first_uses(record), "withdraw_url": _withdraw_url(record)}
        return super().delete_view(request, object_id, {**said, **(extra_context or {})})

    def delete_model(self, request, obj) -> None:
        deleting.delete(obj, by=request.user, version=version_seen(request))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["show_save_and_add_another"] = False
        if obj is not None:
            stored = self._stored(obj, context)
            context["bar"] = publishing_bar.bar(stored, person=request.user)
            context["bar_links"] = list(self.bar_links(request, stored, context["bar"].state))
            context["stands_now"] = stored.version
            context["since"] = self.last_time(stored)
            if self.has_change_permission(request, obj):
                context["suggestions"] = suggestions.suggested_links(stored)
            context["subtitle"] = str(stored)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _stored(self, obj: Record, context: Mapping[str, Any]) -> Record:
        """``obj`` as it is stored; what the form has read of it is not read again."""
        form = context["adminform"].form
        if form.is_bound:  # it may have put unsaved words there
            stored: Record = self.model.objects.prefetch_related("texts").get(pk=obj.pk)
            return stored
        rows = {field.name: form.initial[field.name] for field in self.opts.many_to_many if field.name in form.initial}
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        rows |= {one.fk.remote_field.get_accessor_name(): one.get_queryset() for one in formsets}
        freezing.hand(obj, rows)
        return obj

    def response_change(self, request, obj) -> HttpResponse:
        answer = super().response_change(request, obj)
        return actions.submit_saved(request, obj) if "_submit" in request.POST else answer

    def last_time(self, record: Any) -> int | None:
        """The year of what it can be compared with: what its issuer said on the same observance last."""
        return None

    def save_related(self, request, form, formsets, change) -> None:
        if not form.instance.slug:
            form.instance.slug = free_slug(type(form.instance), _typed_titles(formsets))
        super().save_related(request, form, formsets, change)

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return HttpResponseRedirect(reverse("admin:versions", args=[record.uuid]))


@lru_cache(maxsize=1000)
def _save(day: str, by: str) -> SafeString:
    return format_html('{} <span class="by">{}</span>', day, by)


@lru_cache(maxsize=1000)
def _codes(codes: tuple[str, ...], reader: str) -> SafeString:
    """Of languages, each with its name in that of the ``reader``."""
    return format_html_join(" ", '<abbr title="{}">{}</abbr>', ((name_of(code), code) for code in codes))


def _said(goes: list[Any]) -> list[Any]:
    """What goes with a record, without what nobody has written: which numbers were given in it, and what follows."""
    unsaid = tuple(
        f"{capfirst(model._meta.verbose_name)}: "
        for model in (Carried, Confirmation, LastNumber, RecordState, TextLink)
    )
    said = (_said(one) if isinstance(one, list) else one for one in goes)
    return [one for one in said if isinstance(one, list) or not one.startswith(unsaid)]


def _withdraw_url(record: Record) -> str:
    return reverse("admin:act", args=[record.uuid, "withdraw"]) if situation(record).is_public else ""


def _typed_titles(formsets) -> list[str]:
    """The titles on the page, first the one in the language that most people elsewhere read."""
    return [
        form.cleaned_data.get("title", "")
        for formset in formsets
        if formset.model is Text
        for form in sorted(formset.forms, key=lambda form: form["language"].value() != languages.SOURCE)
        if getattr(form, "cleaned_data", None)
    ]
