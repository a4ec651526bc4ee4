"""The form of a source, and the captured copies of it, which have a page each."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import clock, copies
from archive.editorial.permissions import may
from archive.records.sources import CapturedCopy, FurtherAddress, Source, capture

from .batch import submit_chosen
from .parts import NameInline, Part, TextInline
from .paths import record_url
from .records import RecordAdmin, StateFilter, shown_date
from .sheets import HasSheet
from .trail import OnlyToLookAt

MINUTE = "%Y-%m-%dT%H:%M"
AN_INSTANT = {
    "form_class": forms.DateTimeField,
    "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
}
ASSUME_HTTPS = {models.URLField: {"assume_scheme": "https"}}


class FurtherAddressInline(Part, admin.TabularInline):
    model = FurtherAddress
    template = "admin/archive/rows.html"
    fields = ("address", "note")
    formfield_overrides = ASSUME_HTTPS
    is_table = True


class SourceAdmin(HasSheet, RecordAdmin):
    actions = (submit_chosen, *HasSheet.actions)
    list_display = ("shown_title", "shown_state", "shown_published", "address_state", "shown_saved")
    list_filter = (StateFilter, "sort", "standing", "address_state")
    ordering = (F("earliest").desc(nulls_last=True), "-id")
    inlines = (TextInline, NameInline, FurtherAddressInline)
    help_texts = {
        "sort": _("What kind of document it is."),
        "address": _("Where it was read. It stays in every edition as it was cited."),
    }
    formfield_overrides = {**ASSUME_HTTPS, models.DateTimeField: AN_INSTANT}
    readonly_fields = ("shown_copies",)
    fieldsets = (
        (
            _("What it is"),
            {
                "fields": (
                    ("sort", "standing"),
                    ("creator", "publisher"),
                    "described_in",
                    ("published", "language"),
                    "rights",
                )
            },
        ),
        (
            _("Where it can be read"),
            {
                "fields": (
                    ("address", "accessed"),
                    ("address_state", "checked_at"),
                    "current_address",
                    "archived_address",
                )
            },
        ),
        (_("Captured copies"), {"fields": ("shown_copies", "offered_copy")}),
        (_("Address in the archive"), {"fields": ("slug",)}),
    )
    layout = (0, TextInline, NameInline, 1, FurtherAddressInline, 2, 3)

    def has_submit_permission(self, request) -> bool:
        return may(request.user, "submit")

    def get_object(self, request, object_id, from_field=None):
        source = super().get_object(request, object_id, from_field)
        if source:
            source.may_be_captured = request.user.has_perm("archive.add_capturedcopy")
        return source

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if field := form.base_fields.get("offered_copy"):
            field.queryset = CapturedCopy.objects.filter(source=obj.pk if obj else None)
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "offered_copy" and field:
            field.widget = field.widget.widget  # a copy is added on its own page, for this source
        return field

    @admin.display(description=_("published"), ordering="earliest")
    def shown_published(self, source: Source) -> str:
        return shown_date(source.published)

    @admin.display(description=_("copies"))
    def shown_copies(self, source: Source) -> SafeString:
        return render_to_string("admin/archive/copies.html", {"source": source if source.pk else None})


class CaptureForm(forms.ModelForm):
    """A file, and how it was captured. What it is, its bytes say."""

    upload = forms.FileField(
        label=_("File"),
        max_length=255,
        help_text=_("As it was found: PDF, HTML, MHTML, WARC, plain text, ODT, DOCX or an image, up to 50 MB."),
    )

    class Meta:
        model = CapturedCopy
        fields = ("source", "captured_at", "captured_with", "note")

    def clean_upload(self):
        try:
            copies.examine(self.cleaned_data["upload"])
        except copies.Unfit as unfit:
            raise forms.ValidationError(str(unfit), code="unfit") from unfit
        return self.cleaned_data["upload"]

    def clean_captured_at(self):
        at = self.cleaned_data["captured_at"]
        if at > clock.now():
            raise forms.ValidationError(_("This is still to come."), code="future")
        try:
            clock.require_reach(at)
        except clock.ClockError as refused:
            raise forms.ValidationError(str(refused), code="reach") from refused
        return at

    def clean(self) -> dict:
        """Kept already here, where a full disk can still be told in the form; ``capture`` finds it whole."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                copies.keep(cleaned["upload"])
            except copies.Unfit as unfit:
                self.add_error("upload", str(unfit))
        return cleaned


class CapturedCopyAdmin(OnlyToLookAt):
    """Copies are added and looked at: nobody changes or deletes one."""

    list_display = ("shown_source", "media_type", "size", "captured_at", "captured_by", "shown_digest")
    list_filter = ("media_type", "captured_at")
    search_fields = ("sha256", "name")
    list_select_related = ("source", "captured_by")
    ordering = ("-id",)
    autocomplete_fields = ("source",)
    formfield_overrides = {models.DateTimeField: AN_INSTANT}

    def has_add_permission(self, request) -> bool:
        return request.user.has_perm("archive.add_capturedcopy")

    def get_fields(self, request, obj=None):
        if obj is None:
            return ("source", "upload", "captured_at", "captured_with", "note")
        seen = ("shown_source", "shown_file", "media_type", "size", "sha256")
        return (*seen, "captured_at", "captured_by", "captured_with", "note")

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj) if obj else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs, **({} if obj else {"form": CaptureForm}))

    def get_changeform_initial_data(self, request):
        return {"captured_at": clock.now(), **super().get_changeform_initial_data(request)}

    def save_model(self, request, obj, form, change) -> None:
        words = form.cleaned_data
        made = capture(
            words["source"],
            words["upload"],
            by=request.user,
            at=words["captured_at"],
            captured_with=words["captured_with"],
            note=words["note"],
        )
        obj.pk = made.pk

    def log_addition(self, request, obj, message) -> None:
        """The audit trail says who captured what."""

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, _("The copy is kept. Only people at the desk can see it."))
        return HttpResponseRedirect(record_url(obj.source))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("source__texts")

    def get_urls(self):
        file = path("<int:pk>/file/", self.admin_site.admin_view(self.file), name="archive_capturedcopy_file")
        return [file, *super().get_urls()]

    @method_decorator(require_safe)
    def file(self, request: HttpRequest, pk: int) -> FileResponse:
        """The copy itself, for whoever may see copies."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        copy = get_object_or_404(CapturedCopy, pk=pk)
        try:
            return copies.handed_out(copies.opened(copy.sha256), name=copy.name, media_type=copy.media_type)
        except FileNotFoundError as lost:
            raise Http404 from lost

    @admin.display(description=_("source"))
    def shown_source(self, copy: CapturedCopy) -> SafeString:
        return format_html('<a href="{}">{}</a>', record_url(copy.source), copy.source)

    @admin.display(description=_("file"))
    def shown_file(self, copy: CapturedCopy) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse("admin:archive_capturedcopy_file", args=[copy.pk]), copy.name)

    @admin.display(description="SHA-256")
    def shown_digest(self, copy: CapturedCopy) -> str:
        return copy.sha256[:12]
