"""Where a record is used: by drafts, and in what readers have or will have."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.records.base import KINDS, Record
from archive.records.texts import titles

from ..base.links import record_url
from ..base.responses import page
from ..base.usage import FIRST, MOST, first_uses, texts_naming


@require_safe
def used_in(request: HttpRequest, uuid) -> HttpResponse:
    """What names one record, published or not; and the texts that hold its name, if somebody asks for them."""
    record = get_object_or_404(Record.objects.prefetch_related(titles()), uuid=uuid)
    if not request.user.has_perm(f"archive.view_{KINDS[record.kind]._meta.model_name}"):
        raise PermissionDenied
    context = {
        "title": _("Where “%(title)s” is used") % {"title": record},
        "record": record,
        "record_url": record_url(record),
        **first_uses(record, most=MOST if "uses" in request.GET else FIRST),
    }
    if "texts" in request.GET:
        context |= texts_naming(record)
    return page(request, "admin/archive/used_in.html", context)
