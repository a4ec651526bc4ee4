"""Sheets at the desk: records exported for a spreadsheet, read back, shown as differences, and then saved as drafts."""

from http import HTTPStatus

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import audit, clock
from archive.importing import sheetfiles, sheets
from archive.importing.sheetfiles import FORMATS, Unreadable
from archive.importing.sheets import Outcome, Sheet

from .acts import page

# More than anybody reads in one sitting; how many there are is said beside it.
MOST_SHOWN = 300


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        help_text=gettext_lazy("As it was exported, with your changes. At most 3 MB and 1000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class HasSheet:
    """A list whose records can be exported, chosen ones or all, and imported again."""

    change_list_template = "admin/archive/sheet_list.html"
    actions = ("export_csv", "export_xlsx")

    def get_urls(self):
        name = f"archive_{self.opts.model_name}"
        own = [
            path("sheet/", self.admin_site.admin_view(self.import_view), name=f"{name}_import"),
            path("sheet/<slug:format>/", self.admin_site.admin_view(self.export_view), name=f"{name}_export"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"may_import": self._may_import(request), **(extra_context or {})})

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=("view",))
    def export_csv(self, request, queryset):
        return self._export(request, queryset, "csv")

    @admin.action(description=gettext_lazy("Export as XLSX"), permissions=("view",))
    def export_xlsx(self, request, queryset):
        return self._export(request, queryset, "xlsx")

    def export_view(self, request: HttpRequest, format: str) -> HttpResponse:
        """Every record of this kind."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if format not in FORMATS:
            raise Http404
        return self._export(request, self.model.objects.all(), format)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file; see what it would change; save exactly that."""
        if not self._may_import(request):
            raise PermissionDenied
        if "rows" in request.POST:
            return self._save(request)
        form = SheetForm(request.POST or None, request.FILES or None)
        if request.method != "POST":
            return self._page(request, form)
        if not form.is_valid():
            return self._page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            # No more of it than it takes to see that it is too large.
            sheet = sheetfiles.read(form.cleaned_data["file"].read(sheetfiles.MOST_BYTES + 1), self.model)
        except Unreadable as refused:
            form.add_error("file", str(refused))
            return self._page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        outcome = sheets.consider(sheet, self.model, by=request.user)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if outcome.faults else HTTPStatus.OK
        return self._page(request, SheetForm(), outcome, sheet, status=status)

    def _save(self, request: HttpRequest) -> HttpResponse:
        seen = request.POST.get("seen", "")
        try:
            sheet = sheetfiles.read(request.POST["rows"].encode(), self.model)
        except Unreadable as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)
        outcome = sheets.save(sheet, self.model, by=request.user, seen=seen)
        if outcome.faults or outcome.seen != seen:
            messages.warning(request, _("Something was saved meanwhile. Nothing of the sheet was: look again."))
            return self._page(request, SheetForm(), outcome, sheet, status=HTTPStatus.CONFLICT)
        count = len(outcome.changes)
        audit.note("import", by=request.user, kind=str(self.model.kind_of_model), records=count)
        said = ngettext("%(count)s record was saved as a draft.", "%(count)s records were saved as drafts.", count)
        messages.success(request, said % {"count": count})
        return HttpResponseRedirect(reverse(f"admin:archive_{self.opts.model_name}_changelist"))

    def _page(
        self,
        request: HttpRequest,
        form: SheetForm,
        outcome: Outcome | None = None,
        sheet: Sheet | None = None,
        *,
        status: int = HTTPStatus.OK,
    ) -> HttpResponse:
        context = {
            "title": _("Import a sheet: %(kind)s") % {"kind": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "columns": list(sheets.explained(self.model)),
            "outcome": outcome,
            "changes": outcome.changes[:MOST_SHOWN] if outcome else (),
            "faults": outcome.faults[:MOST_SHOWN] if outcome else (),
            "most": MOST_SHOWN,
            "rows": sheetfiles.text_of(sheet) if sheet else "",
        }
        return page(request, "admin/archive/sheet.html", context, status=status)

    def _may_import(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def _export(self, request: HttpRequest, queryset, format: str) -> HttpResponse:
        records = sheets.stored(self.model).filter(pk__in=queryset.order_by().values("pk"))
        content = sheetfiles.write(records, self.model, format=format)
        audit.note("export", by=request.user, kind=str(self.model.kind_of_model), records=len(records))
        name = f"{self.opts.model_name}-{clock.local(clock.now()):%Y-%m-%d}.{format}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=FORMATS[format], headers=headers)
