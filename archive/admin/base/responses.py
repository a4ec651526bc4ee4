"""Answers of the desk's own screens: a page around a context, who may ask for it, and with which status it refuses."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template.response import TemplateResponse

from archive.editorial import confirming, permissions, reviewing
from archive.records import saving

from ..site import site

STALE = (confirming.AnotherPassage, reviewing.StaleDigest, reviewing.StaleVersion, saving.StaleVersion)


def page(request: HttpRequest, template: str, context: dict, *, status: int = HTTPStatus.OK) -> TemplateResponse:
    """A page of the desk around ``context``."""
    return TemplateResponse(request, template, {**site.each_context(request), **context}, status=status)


def require_right(request: HttpRequest, right: str) -> None:
    """Answer 403 to whoever lacks ``right``."""
    try:
        permissions.require(request.user, right)
    except permissions.NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused


def status_of(refused: Exception) -> HTTPStatus:
    if isinstance(refused, STALE):
        return HTTPStatus.CONFLICT
    if isinstance(refused, permissions.NotAllowed):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.UNPROCESSABLE_ENTITY
