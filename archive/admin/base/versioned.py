"""What every form does that saves a record, or a part of one: the version goes along, and no typed word is lost."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import partial
from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext
from js_asset import Media

from archive import markup
from archive.editions.acts import Refused
from archive.kept import Kept
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.saving import StaleVersion, saving
from archive.templatetags.desk import moment

from ..site import site
from . import meanwhile, refusals
from .faults import faults
from .links import record_url
from .meanwhile import BEGAN, OWN, TAKEN
from .naming import NamedFields
from .numbers import number_in
from .widgets import RichTextEditor

# What a page sends for itself.
OURS = frozenset({"version", "newer", "began", "taken", "brings"})
# So often others may save between our look and our save.
TRIES = 5
_formsets: Kept[type[BaseInlineFormSet]] = Kept(most=1_000)


class VersionedForm(forms.ModelForm):
    """Carries the version its words were written upon. ``newer`` is sent by somebody who has read a later one.

    ``began`` and ``taken``: see ``meanwhile``.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    newer = forms.IntegerField(widget=forms.HiddenInput, required=False)
    began = forms.CharField(widget=forms.HiddenInput, required=False)
    taken = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stale = False
    token: int | None = None
    stands_now: int | None = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.record.pk:
            self.fields["version"].initial = self.record.version

    @property
    def record(self) -> Record:
        """With which this is saved: what the form is about, or what that is a part of."""
        return self.instance

    def brings_whose(self) -> dict[int, Record]:
        """Who is an author of this besides whoever saves it, and in which record their words stood."""
        return {}

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in OURS]

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if self.record.pk:
            self.stands_now = Record.objects.values_list("version", flat=True).get(pk=self.record.pk)
            is_new = self.instance.pk is None and cleaned.get("version")  # a part of it, which nobody else has written
            taken = self.stands_now if is_new else cleaned.get("taken")
            self.token = taken or cleaned.get("newer") or cleaned.get("version")
            if taken and taken != self.stands_now:
                raise StaleVersion(self.record)
            self.stale = self.token != self.stands_now
            if self.stale:
                self.add_error(None, forms.ValidationError(_who_saved(self.record), code="stale"))
        return cleaned


class VersionedAdmin(NamedFields, admin.ModelAdmin):
    """Saves what is on its page together with the record of its form, all of it or nothing."""

    form = VersionedForm
    change_form_template = "admin/archive/record_form.html"
    actions = None
    save_on_top = False
    view_on_site = False
    # What stands below one another where there is room for words, and what stands beside it: indexes of ``fieldsets``
    # and inlines. By default inlines are written and fieldsets are facts. What is ``wide`` stands below both.
    writing: tuple = ()
    facts: tuple = ()
    wide: tuple = ()

    class Media:
        css = {"all": ("desk/records.css",)}
        js = ("desk/publishing_bar.js", "desk/languages.js", "desk/writing.js", "desk/choices.js", "desk/carried.js")

    def get_formsets_with_inlines(self, request, obj=None):
        """Their classes are made once for whoever may do the same, where they are the same for every record."""
        for inline in self.get_inline_instances(request, obj):
            made = partial(_formset, inline, request, obj)
            key = type(self), type(inline), inline.max_num, _rights(inline, request, obj), site.alike(request)
            yield _formsets.get(key, made) if inline.offers_the_same else made(), inline

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        made = super().get_inline_formsets(request, formsets, inline_instances, obj)
        return [_with_rows(one) for one in made]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        sent = request.POST.copy()
        sent.pop(TAKEN, None)  # only ours to say
        for _try in range(TRIES):
            with suppress(StaleVersion):  # saved by somebody else between our look and our save: so we look again
                request.POST, request.both_wrote = self._merged(request, object_id, sent)
                return super().changeform_view(request, object_id, form_url, extra_context)
        request.POST, request.both_wrote = sent, None
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _merged(self, request, object_id, sent) -> tuple[QueryDict, Collection[str] | None]:
        """What was ``sent``, with what others saved since its page was made where it has no new words.

        And the sections in which both wrote, if it is known which these are.
        """
        obj = self.get_object(request, unquote(object_id)) if object_id and sent.get("version") else None
        if obj is None or not self.has_change_permission(request, obj):
            return sent, None
        form = self.get_form(request, obj, change=True)(instance=obj)
        return meanwhile.merged(sent, form, self._stored_rows(request, obj), version=form.record.version)

    def _stored_rows(self, request, obj) -> Iterator[BaseInlineFormSet]:
        """The rows of the page as they stand."""
        prefixes: Counter[str] = Counter()
        for rows, inline in self.get_formsets_with_inlines(request, obj):
            prefix = rows.get_default_prefix()
            prefixes[prefix] += 1
            prefix = prefix if prefixes[prefix] == 1 else f"{prefix}-{prefixes[prefix]}"  # as Django calls them
            yield rows(instance=obj, prefix=prefix, queryset=inline.get_queryset(request))

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id) -> HttpResponse:
        """Words for something that a colleague has deleted meanwhile are shown; who only looks is led on."""
        if request.method == "POST":
            return refusals.gone(request)
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if change and not form.is_bound and BEGAN in form.fields:
            rows = [inline.formset for inline in context["inline_admin_formsets"]]
            form.fields[BEGAN].initial = meanwhile.began(form, rows, version=form.record.version)
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        context |= self._sections(context)
        context["faults"] = faults(form, context["inline_admin_formsets"])
        if change:
            context["title"] = self.opts.verbose_name.capitalize()
        if form.stale:
            context["saved_url"] = record_url(form.record)
            both = request.both_wrote
            context["clashes"] = _clashes(form, context["inline_admin_formsets"], both) if change else ()
            # The one about the version stands with the comparison; others keep their places.
            context["errors"] = context["errors"] if len(context["errors"]) > 1 else []
        elif brought := form.non_field_errors().as_data() if form.has_error(NON_FIELD_ERRORS, "brought") else ():
            context["brought"] = brought[0].message
            context["clashes"] = _clashes(form, context["inline_admin_formsets"], None)
            context["errors"] = context["errors"] if len(context["errors"]) > 1 else []
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if form.stale:
            response.status_code = HTTPStatus.CONFLICT
        return response

    def _sections(self, context) -> dict[str, list[tuple[str, object]]]:
        inlines = {type(inline.opts): inline for inline in context["inline_admin_formsets"]}
        found = {one: ("inline", inline) for one, inline in inlines.items()}
        fieldsets = {number: ("fieldset", one) for number, one in enumerate(context["adminform"])}
        found |= fieldsets
        writing, facts = self.writing or tuple(inlines), self.facts or tuple(fieldsets)
        return {
            "writing": [found[one] for one in writing if one in found and one not in self.wide],
            "facts": [found[one] for one in facts if one in found and one not in writing],
            "wide": [found[one] for one in self.wide if one in found],
        }

    def save_model(self, request, obj, form, change) -> None:
        """Saved by ``save_related``, together with its rows."""

    def save_related(self, request, form, formsets, change) -> None:
        if change and not form.has_changed() and not any(formset.has_changed() for formset in formsets):
            request.nothing_changed = True
            return
        began = form.cleaned_data.get("newer") or form.cleaned_data.get("version")
        brings = form.brings_whose()
        with saving(form.record, by=request.user, version=form.token, began=began, brings=brings):
            form.instance.save()
            super().save_related(request, form, formsets, change)
        if change and began != form.token:
            messages.info(
                request, gettext("Others have saved something else here meanwhile. It stays as they saved it.")
            )

    def response_change(self, request, obj):
        if getattr(request, "nothing_changed", False):
            messages.info(request, gettext("Nothing was changed, so nothing was saved."))
            if "_continue" in request.POST:
                return HttpResponseRedirect(request.get_full_path())
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except (Refused, StaleVersion) as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)

    def log_addition(self, request, obj, message) -> None:
        """Contributions say who saved what, the audit trail who deleted what; Django's own log would repeat them."""

    log_change = log_addition

    def log_deletions(self, request, queryset) -> None:
        """As above."""

    def construct_change_message(self, request, form, formsets, add=False) -> list:
        return []


def _formset(inline, request: HttpRequest, obj) -> type[BaseInlineFormSet]:
    """Its rows, without what made their fields: that would hold on to the request."""
    made = inline.get_formset(request, obj)
    made.form._meta.formfield_callback = made.form.Meta.formfield_callback = None
    return made


def _rights(inline, request: HttpRequest, obj) -> tuple[bool, ...]:
    """What may be done with the rows of ``obj``."""
    every = (inline.has_add_permission, inline.has_change_permission, inline.has_delete_permission)
    return tuple(has_permission(request, obj) for has_permission in every)


def version_seen(request: HttpRequest) -> int:
    """The version that was on the page from which this was sent; 0, which no record has, if none was."""
    return number_in(request.POST.get("version", ""))


def _who_saved(record: Record) -> str:
    last = Contribution.objects.filter(record=record.pk).select_related("by").order_by("-version").first()
    if last is None:
        return gettext("Somebody else has saved this record since you opened it. Nothing of yours was saved.")
    return gettext(
        "%(who)s has saved this record since you opened it, on %(when)s. Nothing of yours is saved yet, and "
        "every word of yours is below."
    ) % {"who": last.by, "when": moment(last.at)}


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


def _clashes(form, inlines, both: Collection[str] | None) -> list[tuple[str, str, str]]:
    """Where the words typed differ from what stands now, in the sections in which ``both`` wrote: field, stored, typed.

    In all of them, if nobody knows which these are.
    """
    found = [_clash(form, name) for name in form.changed_data] if both is None or OWN in both else []
    for inline in inlines:
        for row in inline.formset.forms:
            if both is None or meanwhile.section(inline.formset, row) in both:
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
    if isinstance(field.widget, RichTextEditor):
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
