"""A further text of a statement takes the place of the page's own, which becomes a further one."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.records.further_texts import NotItsWords, make_the_page, making_room
from archive.records.saving import StaleVersion
from archive.records.statements import Rendering

from ..base.links import record_url
from ..base.numbers import number_in
from ..base.responses import page, status_of


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest, uuid, number: int) -> HttpResponse:
    """Show both texts, and exchange them when somebody says so."""
    if not request.user.has_perm("archive.change_statement"):
        raise PermissionDenied
    rendering = get_object_or_404(Rendering.objects.select_related("statement"), statement__uuid=uuid, number=number)
    statement, refused = rendering.statement, None
    if request.method == "POST":
        try:
            make_the_page(rendering, by=request.user, version=number_in(request.POST.get("version", "")))
        except (NotItsWords, StaleVersion) as why:
            refused = why
        else:
            messages.success(request, _("It is the text of the page now; what was there is a further text."))
            return HttpResponseRedirect(record_url(statement))
    context = {
        "title": _("Make it the text of the page"),
        "statement": statement,
        "record_url": record_url(statement),
        "rendering": rendering,
        "further": making_room(statement, rendering.language),
        "was_told": statement.completeness in rendering.TOLD,
        "refused": refused,
    }
    return page(
        request, "admin/archive/exchange.html", context, status=status_of(refused) if refused else HTTPStatus.OK
    )
