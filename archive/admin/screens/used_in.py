"""Where a record is used: by drafts, and in what readers have or will have."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.editorial.uses import uses
from archive.records.base import Record

from ..base.links import record_url
from ..base.responses import page
from ..base.usage import texts_naming, uses_by_kind


@require_safe
def used_in(request: HttpRequest, uuid) -> HttpResponse:
    """Everything that names one record, published or not."""
    record = get_object_or_404(Record.objects.prefetch_related("texts"), uuid=uuid).of_its_kind()
    if not request.user.has_perm(f"archive.view_{record._meta.model_name}"):
        raise PermissionDenied
    context = {
        "title": _("Where “%(title)s” is used") % {"title": record},
        "record": record,
        "record_url": record_url(record),
        "groups": uses_by_kind(uses(record)),
        **texts_naming(record),
    }
    return page(request, "admin/archive/used_in.html", context)
