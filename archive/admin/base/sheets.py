"""Sheets at the desk: records exported for a spreadsheet, read back, shown as differences, and then saved as drafts."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import audit, clock
from archive.editorial.models import State
from archive.editorial.permissions import may
from archive.importing.sheets import files, uploads
from archive.importing.sheets.columns import explained, stored
from archive.importing.sheets.files import FORMATS, Unreadable
from archive.importing.sheets.uploads import Upload
from archive.records.base import Record

from .actions import MOST_AT_ONCE, submit, submit_chosen
from .responses import page

# So many records are in memory at a time: all of 10,000 took 300 MB, and half of the time went into looking through it.
AT_ONCE: Final = 500


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy("As it was exported, with your changes. At most 20 MB and 10,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class SheetMixin:
    """A list whose records can be exported, chosen ones or all, and imported again."""

    change_list_template = "admin/archive/sheet_list.html"
    actions = (submit_chosen, "export_csv", "export_xlsx")

    def get_urls(self):
        name = f"archive_{self.opts.model_name}"
        own = [
            path("sheet/", self.admin_site.admin_view(self.import_view), name=f"{name}_import"),
            path("sheet/<uuid:key>/", self.admin_site.admin_view(self.upload_view), name=f"{name}_upload"),
            path("sheet/<slug:format>/", self.admin_site.admin_view(self.export_view), name=f"{name}_export"),
        ]
        return own + super().get_urls()

    def sheet_url(self, request: HttpRequest) -> str:
        """Where sheets are imported; empty for those who may not."""
        return reverse(f"admin:archive_{self.opts.model_name}_import") if self._may_import(request) else ""

    def changelist_view(self, request, extra_context=None):
        parts = range(2, self._parts() + 1)
        said = {"may_import": self._may_import(request), "further_parts": parts, **(extra_context or {})}
        return super().changelist_view(request, said)

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=("view",))
    def export_csv(self, request, queryset):
        return self._export(request, queryset, "csv")

    @admin.action(description=gettext_lazy("Export as XLSX"), permissions=("view",))
    def export_xlsx(self, request, queryset):
        return self._export(request, queryset, "xlsx")

    def export_view(self, request: HttpRequest, format: str) -> HttpResponse:
        """The records of this kind: all of them, or as many as a sheet may hold, after those of earlier parts."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        part = request.GET.get("part", "1")
        if format not in FORMATS or not (part.isdecimal() and 1 <= int(part) <= self._parts()):
            raise Http404
        keys = self.model.objects.order_by("slug").values_list("pk", flat=True)
        first = (int(part) - 1) * files.MOST_ROWS
        chosen = list(keys[first : first + files.MOST_ROWS])
        return self._export(request, self.model.objects.filter(pk__in=chosen), format, part=part if first else "")

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file. Nothing of it is saved before somebody has seen what it would change."""
        if not self._may_import(request):
            raise PermissionDenied
        form = SheetForm(request.POST or None, request.FILES or None)
        if request.method != "POST":
            return self._page(request, form)
        if not form.is_valid():
            return self._page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        file = form.cleaned_data["file"]
        try:
            # No more of it than it takes to see that it is too large.
            sheet = files.read(file.read(files.MOST_BYTES + 1), self.model)
        except Unreadable as refused:
            form.add_error("file", str(refused))
            return self._page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._to(uploads.keep(sheet, self.model, by=request.user, name=file.name))

    def upload_view(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """What a sheet would change, and how far it has come; a post brings it further by some rows."""
        if not self._may_import(request):
            raise PermissionDenied
        upload = uploads.find(key, kind=self.model.KIND, by=request.user)
        if upload is None:
            raise Http404
        if request.method != "POST":
            return self._page(request, SheetForm(), upload)
        step = request.POST.get("step")  # said by the page: what was compared meanwhile is not saved unseen
        if step == "compare" and not upload.is_compared:
            upload = uploads.compare_next(upload, self.model)
        elif step == "save" and upload.is_compared and not upload.is_saved:
            upload, made = uploads.save_next(upload, self.model, by=request.user)
            if made:
                audit.note("import", by=request.user, kind=upload.kind, records=made)
        elif step == "submit" and may(request.user, "submit"):
            self._submit_next(request, upload)
        return self._to(upload)

    def _submit_next(self, request: HttpRequest, upload: Upload) -> None:
        """The next drafts of a sheet. What was refused has another turn once all others had theirs."""
        drafts = self._drafts(upload)
        if chosen := sorted(drafts, key=lambda place: (place < upload.turn, place))[:MOST_AT_ONCE]:
            submit(request, [drafts[place] for place in chosen])
            uploads.go_on(upload, turn=chosen[-1] + 1)

    def _drafts(self, upload: Upload) -> dict[int, Record]:
        """The new records of a sheet that nobody has submitted yet, by their places in the order of its rows."""
        uuids = list(uploads.new_records(upload)) if upload.is_saved else []
        found = {one.uuid: one for one in Record.objects.filter(uuid__in=uuids, stored_state__state=State.DRAFT)}
        return {place: found[uuid] for place, uuid in enumerate(uuids) if uuid in found}

    def _to(self, upload: Upload) -> HttpResponse:
        return HttpResponseRedirect(reverse(f"admin:archive_{self.opts.model_name}_upload", args=[upload.key]))

    def _page(
        self,
        request: HttpRequest,
        form: SheetForm,
        upload: Upload | None = None,
        *,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        context = {
            "title": _("Import a sheet: %(kind)s") % {"kind": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "columns": list(explained(self.model)),
            "upload": upload,
            "most": uploads.MOST_SHOWN,
            "drafts": len(self._drafts(upload)) if upload and may(request.user, "submit") else 0,
            "at_once": MOST_AT_ONCE,
        }
        return page(request, "admin/archive/sheet.html", context, status=status)

    def _may_import(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def _parts(self) -> int:
        """Of how many files an export of all records consists."""
        return max(1, -(-self.model.objects.count() // files.MOST_ROWS))

    def _export(self, request: HttpRequest, queryset, format: str, *, part: str = "") -> HttpResponse:
        if (count := queryset.count()) > files.MOST_ROWS:
            said = _("A sheet holds at most %(most)s records. Choose fewer, or export all of them in parts.")
            messages.error(request, said % {"most": files.MOST_ROWS})
            return HttpResponseRedirect(request.get_full_path())
        records = stored(self.model).filter(pk__in=queryset.order_by().values("pk"))
        content = files.write(records.iterator(AT_ONCE), self.model, format=format)
        audit.note("export", by=request.user, kind=self.model.KIND, records=count)
        behind = f"-{part}" if part else ""
        name = f"{self.opts.model_name}-{clock.local(clock.now()):%Y-%m-%d}{behind}.{format}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=FORMATS[format], headers=headers)
