"""Signing in, also on the way to send words once more that a session had no time for."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..base.posted_forms import carried_over
from ..base.refusals import going_along, signed_in
from ..site import site


def login(request: HttpRequest) -> HttpResponse:
    words = carried_over(request)
    said = {**going_along(words), "sends_mail": bool(settings.MEMORIAL_SMTP_URL)}
    answer = site.login(request, said)
    return signed_in(request, words) if words and answer.status_code == HTTPStatus.FOUND else answer
