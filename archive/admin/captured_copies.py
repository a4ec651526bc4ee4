"""The pages of captured copies: files of a source as somebody found them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import clock, copies
from archive.records.sources import CapturedCopy, capture

from .base.links import record_url
from .base.read_only import ReadOnlyAdmin
from .base.widgets import INSTANT
from .site import Shelf, site


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


@admin.register(CapturedCopy, site=site)
class CapturedCopyAdmin(ReadOnlyAdmin):
    """Copies are added and looked at: nobody changes or deletes one."""

    shelf, shelf_order = Shelf.RECORDS, 80
    list_display = ("shown_source", "media_type", "size", "captured_at", "captured_by", "shown_digest")
    list_filter = ("media_type", "captured_at")
    search_fields = ("sha256", "name")
    list_select_related = ("source", "captured_by")
    ordering = ("-id",)
    autocomplete_fields = ("source",)
    formfield_overrides = {models.DateTimeField: INSTANT}

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
