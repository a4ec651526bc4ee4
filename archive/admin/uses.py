"""Where a record is used: by drafts, and in what readers have or will have."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.editorial.uses import uses
from archive.records.base import Record, kind_name

from .acts import page
from .paths import record_url
from .tellings import told_in_words


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
        "groups": groups_of(uses(record)),
        **told_in_words(record),
    }
    return page(request, "admin/archive/used_in.html", context)


def groups_of(found) -> list[tuple[str, list]]:
    """Uses by kind, each with the address of its form."""
    by_kind = groupby(found, key=lambda use: use.record.kind)
    return [(kind_name(kind), [(use, record_url(use.record)) for use in of_kind]) for kind, of_kind in by_kind]
