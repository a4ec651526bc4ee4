"""What Django calls when a request fails: words sent to the desk are shown; the reading room answers all else."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.public.frame import views

from ..base.refusals import gone, refused, signed_out
from ..site import SignedOut


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is not that of this session: nearly always, somebody has signed out and in again."""
    if not _is_at_the_desk(request):
        return views.forbidden(request, PermissionError(reason))
    if not request.user.is_authenticated:
        return signed_out(request)
    said = _(
        "You have signed in again since this page was opened, so the archive could not be sure that you sent this. "
        "You are signed in as %(who)s. Nothing was saved."
    )
    return refused(request, said % {"who": request.user}, status=HTTPStatus.FORBIDDEN)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_sent_to_the_desk(request):
        return views.forbidden(request, exception)
    if isinstance(exception, SignedOut):
        return signed_out(request)
    reason = str(exception) or _("You may not do this. Nothing was saved.")
    return refused(request, reason, status=HTTPStatus.FORBIDDEN, again=False)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return gone(request) if _is_sent_to_the_desk(request) else views.not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something went wrong here. Whether anything can be asked of the database is not known."""
    if not _is_sent_to_the_desk(request):
        return views.failed(request)
    if not isinstance(sys.exc_info()[1], InterfaceError | OperationalError):
        reason = _("The archive has made a mistake, through no fault of yours. Nothing was saved.")
        return refused(request, reason, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    reason = _("The archive cannot save anything at the moment. Nothing was saved. Send it again in a little while.")
    response = refused(request, reason, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = "120"
    return response


def _is_at_the_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.MEMORIAL_DESK_PATH)


def _is_sent_to_the_desk(request: HttpRequest) -> bool:
    return request.method == "POST" and _is_at_the_desk(request)
