"""The form and the list of pictures: a file is taken in, looked at, and described."""

import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import clock, copies, picture_files
from archive.editions.models import StoredPayload
from archive.editions.payloads.pictures import PageForm as FrozenPage
from archive.editions.payloads.pictures import PicturePayload
from archive.editorial.models import Candidate
from archive.imaging import offers
from archive.imaging.recipes import Recipe
from archive.public.pictures import showing
from archive.public.pictures.views import answered
from archive.records import pictures
from archive.records.pictures import Picture, PictureFile, PicturePage

from .base.differences import in_words, joined
from .base.filters import ChoicesFilter, NamedRecordFilter
from .base.inlines import CitationInline, InlineMixin, NameInline, TextInline, in_line
from .base.links import record_url
from .base.numbers import number_in
from .base.phrases import LINES, PhrasesMixin
from .base.picture_uploads import TOKEN, UploadForm, UploadMixin, derive, derive_whole, of_token, with_tokens
from .base.records import ADDRESS, RecordAdmin, RecordForm
from .base.small_pictures import address_of, alike, crops, image, measures, titles_and_notes
from .base.times import dating_in_words
from .site import Shelf, site

log = logging.getLogger(__name__)


class PictureForm(UploadForm, RecordForm):
    """With the file, if another one was sent. One that was taken in earlier stands in ``file``, as versions bring it
    back; none is ever taken away.
    """

    file = forms.ModelChoiceField(PictureFile.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields and self.instance.pk:
            self.fields["file"].queryset = self.instance.files.all()

    def clean(self) -> dict:
        cleaned = super().clean()
        cleaned["file"] = cleaned.get("file") or self.instance.file
        return cleaned

    def take_in(self, kept: picture_files.Kept, name: str) -> None:
        pictures.take_in(self.instance, kept, name=name, by=self.by, at=clock.now())


class PageForm(UploadForm):
    """One further page. A file alone makes one."""

    def help(self) -> str:
        return super().help() if self.found else gettext("The scan or photograph of this page.")

    def clean(self) -> dict:
        cleaned = super().clean()
        line = f"translation_{cleaned.get('language')}"
        if cleaned.get("transcription") and cleaned.get(line):
            self.add_error(line, gettext("The transcription is in this language. Leave its translation empty."))
        return cleaned

    def take_in(self, kept: picture_files.Kept, name: str) -> None:
        pictures.take_in_page(self.instance, kept, name=name, by=self.by, at=clock.now())


class PageInline(UploadMixin, PhrasesMixin, InlineMixin, admin.StackedInline):
    model = PicturePage
    form = PageForm
    description = _(
        "Where what was scanned has several pages: those behind the first one, in their order. The file above is the "
        "first page, and what can be read on it stands in the text."
    )
    another = _("Another page")
    readonly_fields = ("shown_file",)
    fields = ("shown_file", "upload", "uploaded", ("language", "position"), "transcription", LINES)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")

    def told(self, row: PicturePage) -> str:
        return in_line(row.file.name if row.file else _("No file yet"), " ".join(row.transcription.split())[:80])

    @admin.display(description=_("as it stands"))
    def shown_file(self, page: PicturePage) -> SafeString:
        if not page.file:
            return SafeString(_("No file has been taken in yet."))
        first = offers.whole(page.file)[0]
        return format_html(
            '<img class="small-page" src="{}" width="{}" height="{}" alt="{}" loading="lazy">'
            '<p>{} · {} × {} · <a href="{}">{}</a></p>',
            address_of(page.file, first.name),
            *first.size(page.file.width, page.file.height),
            gettext("The page as it was taken in"),
            page.file.name,
            page.file.width,
            page.file.height,
            reverse("admin:archive_picture_original", args=[page.file.pk]),
            gettext("Save the original"),
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "transcription":
            field.widget.attrs.update({"rows": 8})
        return field


class PictureTextInline(TextInline):
    """The summary of a picture is its caption."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "summary":
            said = _("What one has to know of it that is not to be seen: one or two neutral sentences.")
            kwargs |= {"label": _("Caption"), "help_text": said}
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Picture, site=site)
class PictureAdmin(UploadMixin, PhrasesMixin, RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 65
    form = PictureForm
    change_list_template = "admin/archive/pictures_list.html"
    list_display = (
        "shown_small",
        "shown_title",
        "shown_state",
        "shown_date",
        "shown_languages",
        "shown_saved",
    )
    list_display_links = ("shown_title",)
    list_filter = (
        *RecordAdmin.list_filter,
        "sort",
        ("rights", ChoicesFilter),
        "sensitive",
        ("places", NamedRecordFilter),
        ("persons", NamedRecordFilter),
    )
    ordering = (F("earliest").asc(nulls_first=True), "pk")
    autocomplete_fields = ("places", "persons", "subjects")
    inlines = (PictureTextInline, PageInline, CitationInline, NameInline)
    readonly_fields = ("shown_file",)
    help_texts = {
        "places": _("What it shows, or where it was made."),
        "persons": _("Who can be recognised in it. Only who is wholly public may be shown."),
        "subjects": _("What it is about. Readers can narrow lists by it."),
    }
    fieldsets = (
        (_("The picture"), {"fields": ("shown_file", "upload", "uploaded", "file", ("focus_x", "focus_y"))}),
        (
            _("What stands for it where it is not seen, and who made it"),
            {
                "description": _(
                    "Say in each language what is to be seen, for those who hear the page: first who or what, then "
                    "where, then what matters of the rest. “Three women lay carnations at a wall of red granite” tells "
                    "more than “photo of a ceremony”. What only the caption knows belongs there. If it can be read in "
                    "the picture, say the words, or write them into the text."
                ),
                "fields": (LINES, "decorative"),
            },
        ),
        (_("What may be done with it"), {"fields": ("rights", "consent", "sensitive")}),
        (_("What it is, when and where"), {"fields": ("sort", "date", "places", "persons", "subjects")}),
        (_("Address"), ADDRESS),
    )
    writing = (0, PictureTextInline, 1, PageInline, CitationInline, NameInline)
    facts = (2, 3, 4)
    payload_labels = {
        "alternative": _("Alternative text"),
        "creator": _("Creator"),
        "credit": _("Credit line"),
        "master": _("SHA-256 of the master"),
        "pages": _("Further pages"),
        "persons": _("Persons shown"),
    }
    payload_hidden = ("media_type", "width", "height", "colour")
    payload_dates = ("date",)

    class Media:
        js = (Script("desk/focus.js", type="module"),)

    # --- the list ---

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("file")

    def listed(self, records):
        return super().listed(records).prefetch_related(titles_and_notes())

    @admin.display(description=_("picture"))
    def shown_small(self, picture: Picture) -> SafeString:
        return image(picture)

    @admin.display(description=_("date"), ordering="earliest")
    def shown_date(self, picture: Picture) -> str:
        return dating_in_words(picture.date)

    # --- the form ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """What takes long is done before anything is saved: nobody who saves something else waits for it."""
        picture = self.get_object(request, unquote(object_id)) if object_id else None
        may = self.has_change_permission(request, picture) if object_id else self.has_add_permission(request)
        if request.method == "POST" and may:
            request.POST = with_tokens(request)
            _derive(request.POST, picture)
        return super().changeform_view(request, object_id, form_url, extra_context)

    @admin.display(description=_("as it stands"))
    def shown_file(self, picture: Picture) -> SafeString:
        file = picture.file if picture.pk else None
        return render_to_string("admin/archive/picture_file.html", _shown(file, picture) if file else {})

    def save_related(self, request, form, formsets, change) -> None:
        pages = [row for rows in formsets if rows.model is PicturePage for row in rows.forms]
        for one in (form, *pages):
            one.by = request.user
        super().save_related(request, form, formsets, change)
        sent = (one.instance.file for one in (form, *pages) if one.found and one.found.kept)
        self._tell_of_alike(request, filter(None, sent))

    def _tell_of_alike(self, request: HttpRequest, files: Iterable[PictureFile]) -> None:
        if found := {address: one for file in files for one, address in alike(file)}:
            links = format_html_join(", ", '<a href="{}">{}</a>', found.items())
            said = gettext("The archive has pictures that show the same, or look so:")
            messages.warning(request, format_html("{} {}", said, links))

    # --- files ---

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("media/<str:master>/<str:name>", view(self.media_view, cacheable=True), name="archive_picture_media"),
            path("<int:pk>/original/", view(self.original_view), name="archive_picture_original"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def media_view(self, request: HttpRequest, master: str, name: str) -> HttpResponseBase:
        """One file of a picture for whoever may see pictures, be they public or not. Their browser keeps it, and asks
        each time whether it still may.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        recipe = next((found[name] for found in _offered(master) if name in found), None)
        if recipe is None:
            raise Http404
        response = answered(request, master, recipe)
        response.headers["Cache-Control"] = "private, no-cache"
        return response

    @method_decorator(require_safe)
    def original_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file as it was sent, to be saved."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(PictureFile, pk=pk)
        try:
            return copies.handed_out(picture_files.original(file.sha256), name=file.name, media_type=file.media_type)
        except FileNotFoundError as lost:
            raise Http404 from lost
        except OSError as away:
            log.error("The original %s cannot be handed out: %s", file.sha256, away)
            messages.error(request, gettext("Where the archive keeps its pictures does not answer. Try again later."))
            return redirect(record_url(file.picture))


def _derive(sent: QueryDict, picture: Picture | None) -> None:
    uploaded = of_token(sent.get(TOKEN, ""))
    file = uploaded.kept if uploaded and uploaded.kept else picture.file if picture else None
    if file:
        derive(file, *(number_in(sent.get(name, "")) for name in ("focus_x", "focus_y")))
    for name in sent:
        if name.endswith(f"-{TOKEN}") and (page := of_token(sent[name])) and page.kept:
            derive_whole(page.kept)


def _offered(master: str) -> Iterator[dict[str, Recipe]]:
    """What may be asked for of it, by names: as drafts show it, and as editions and what was submitted do, with a focal
    point of their own.
    """
    files = PictureFile.objects.filter(master=master).select_related("picture")
    yield from (offers.offered(measures(one, one.picture)) for one in files)
    frozen = StoredPayload.objects.filter(editions__record__in=[one.picture.uuid for one in files])
    submitted = Candidate.objects.with_frozen().filter(record__in=[one.picture_id for one in files]).order_by("-pk")
    held = chain((one.held for one in frozen), (one.payload for one in submitted))
    yield from (showing.offered_of(one, master) for one in held if isinstance(one, PicturePayload))


def _shown(file: PictureFile, picture: Picture) -> dict[str, Any]:
    """What ``picture_file.html`` shows."""
    common = offers.common(offers.whole(file))
    return {
        "file": file,
        "largest": address_of(file, common[-1].name),
        "address": address_of(file, offers.up_to(offers.MIDDLE, common).name),
        "original": reverse("admin:archive_picture_original", args=[file.pk]),
        "captured": file.captured.items(),
        "crops": crops(file, measures(file, picture)),
        "alike": alike(file),
    }


# --- what is frozen, in words -------------------------------------------------------------------------


@in_words.register
def _page_in_words(page: FrozenPage) -> str:
    return joined(page.master, in_words(page.alternative), in_words(page.transcription))
