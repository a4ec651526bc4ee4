"""Sessions that last as long as somebody works: each page asked for puts their end off."""

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

# Not with every page: each time is a write.
EVERY = 5 * 60
RENEWED = "renewed"


class SlidingSessionMiddleware(SessionMiddleware):
    """Where the database takes nothing, pages can still be read: the end stays as it was."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        was_modified = request.session.modified
        if _is_due(request, response):
            request.session[RENEWED] = int(time.time())
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            if was_modified:
                raise
            return response


def _is_due(request: HttpRequest, response: HttpResponse) -> bool:
    # Only for pages that have asked for the session already: readers' pages never do.
    if getattr(response, "is_no_work", False):  # a page told something by itself
        return False
    if response.status_code >= 400 or not request.session.accessed or SESSION_KEY not in request.session:
        return False
    return bool(time.time() - request.session.get(RENEWED, 0) > EVERY)
