"""Looking at what was submitted for sensitivity: media, personal data, content notes. Staff only."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.editions.acts import Refused
from archive.editorial import sensitivity
from archive.editorial.models import Candidate

from ..base import sensitivity_told
from ..base.responses import page, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def look_at(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Say that one has looked at a candidate, and what one remarks; it is read on its own page."""
    if not request.user.has_perm("archive.view_candidate"):
        raise PermissionDenied
    candidate = get_object_or_404(Candidate.objects.select_related("record"), uuid=uuid)
    said = request.POST if request.method == "POST" else None
    form = sensitivity_told.SensitivityForm(said, initial={"seen": candidate.digest})
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            words = form.cleaned_data
            try:
                sensitivity.sign(candidate, by=request.user, digest=words["seen"], remark=words["remark"])
            except Refused as refused:
                form.add_error(None, str(refused))
                status = status_of(refused)
            else:
                messages.success(request, _("Looked at for sensitivity. It may go out once it is approved."))
                return HttpResponseRedirect(reverse("admin:review", args=[candidate.uuid]))
    context = {
        "title": str(candidate.record),
        "review_url": sensitivity_told.spot_of(candidate),
        "form": form,
        "told": sensitivity_told.told(candidate, person=request.user),
    }
    return page(request, "admin/archive/look_at_sensitivity.html", context, status=status)
