"""Middleware of the desk. A reader’s request passes it by: no session, no account, no messages."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest

from memorial.sessions import SlidingSessionMiddleware
from memorial.surface import is_at_desk


class AtDesk:
    """Comes before a middleware of Django's."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if not is_at_desk(request.path_info):
            return self.get_response(request)
        of_django: Any = super()
        return of_django.__call__(request)


class Sessions(AtDesk, SlidingSessionMiddleware):
    pass


class Authentication(AtDesk, AuthenticationMiddleware):
    pass


class Messages(AtDesk, MessageMiddleware):
    pass
