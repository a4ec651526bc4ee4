"""The figures of a statement as it is saved: each with its source, last year's, and what others claim."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import clock
from archive.editions.payloads.statements import StatementPayload
from archive.editorial import freezing
from archive.markup import MarkupError
from archive.records.statements import Statement

from ..base.figures_told import told
from ..base.links import dossier_url, record_url
from ..base.responses import page


@require_safe
def figures(request: HttpRequest, uuid) -> HttpResponse:
    """The sheet; or the form, where it is said why the words cannot be read."""
    if not request.user.has_perm("archive.view_statement"):
        raise PermissionDenied
    record = get_object_or_404(Statement.objects.select_related("observance"), uuid=uuid)
    try:
        payload = freezing.draft(record, at=clock.now())
    except MarkupError as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(record_url(record))
    assert isinstance(payload, StatementPayload)
    day = record.observance
    context = {
        "title": _("Figures"),
        "record": record,
        "record_url": record_url(record),
        "dossier_url": dossier_url(day, record.year) if day and record.year else "",
        "sheet": told(payload, record),
    }
    return page(request, "admin/archive/figures_sheet.html", context)
