"""Words kept until they are saved, in the browser and as working copies: when they have been.

``static/desk/unsaved.js`` keeps them; decisions 26 and 51 say why there.
"""

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from archive.editorial import working_copies

# Under which words are kept, as the script makes it; it comes with the form.
NAME = re.compile(r"[a-z0-9]{8,40}")


def acknowledged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """``response``, telling the browser that what came with ``request`` is saved, if it is.

    Everything at the desk that takes words leads on when it has taken them; a popup closes.
    """
    is_taken = response.status_code == 302 or "popup_response_data" in (getattr(response, "context_data", None) or ())
    for name in filter(NAME.fullmatch, request.POST.getlist("_words") if is_taken else ()):
        working_copies.drop(name, by=request.user)
        # Read by the next page, whichever that is.
        response.set_cookie(
            f"saved-{name}",
            path=settings.MEMORIAL_DESK_PATH,
            max_age=24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
