"""Names in the texts of a record that link to nothing yet: told beside its form, and linked as a person ticks them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from archive.records import linking
from archive.records.base import Record
from archive.records.saving import StaleVersion

from ..base.links import record_url
from ..base.numbers import number_in


@require_POST
def link(request: HttpRequest, uuid) -> HttpResponse:
    """Link what was ticked, in the version that was on the page."""
    record = get_object_or_404(Record, uuid=uuid).of_its_kind()
    if not request.user.has_perm(f"archive.change_{record._meta.model_name}"):
        raise PermissionDenied
    try:
        count = linking.link(
            record,
            request.POST.getlist("link"),
            by=request.user,
            version=number_in(request.POST.get("version", "")),
        )
    except StaleVersion as refused:
        messages.error(request, gettext("%(problem)s Nothing was linked.") % {"problem": refused})
    else:
        if count:
            said = ngettext("%(count)s name is linked now.", "%(count)s names are linked now.", count)
            messages.success(request, said % {"count": count})
        else:
            messages.info(request, gettext("Nothing was chosen, so nothing was linked."))
    return HttpResponseRedirect(record_url(record))
