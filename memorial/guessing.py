"""How often a password may be guessed, on top of django-axes, which counts wrong ones in the database.

One account is locked at one address first, so that colleagues behind that address, and the owner at another one, sign
in as ever. Only when very many were wrong is more withheld: the address waits, or everybody gets fewer tries.
"""

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any, Final

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse

from archive.public.frame import standalone

# How many newcomers may mistype behind one address: it may be wrong as often as ten accounts together.
ACCOUNTS_AT_AN_ADDRESS: Final = 10
# An account that was guessed at this often, from anywhere, is under attack: each wrong try counts as three.
UNDER_ATTACK: Final = 50


class Guesses(AxesDatabaseHandler):
    """Weighs what ``AXES_LOCKOUT_PARAMETERS`` counts: this account from this address, the address, the account."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        here, address, account = (_wrong(found) for found in self.get_user_attempts(request, credentials))
        return max(here * (3 if account >= UNDER_ATTACK else 1), address // ACCOUNTS_AT_AN_ADDRESS)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Whoever signed in makes good for their own account here: not for others, and not for other addresses."""
        here, *_ = self.filter_user_attempts(request, credentials)
        return int(here.delete()[0])


def _wrong(attempts: QuerySet[Any]) -> int:
    return attempts.aggregate(wrong=Sum("failures_since_start"))["wrong"] or 0


def address(request: HttpRequest) -> str | None:
    """Where a guess comes from, as far as it can be trusted; of IPv6, the network that one household has."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.MEMORIAL_BEHIND_PROXY else ""
    try:
        # The proxy adds whom it heard at the end; what stands before may be made up.
        found = ip_address(forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or IPv6Network((int(found), 64), strict=False).network_address
    return str(found)


def refused(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """The answer to one wrong password too many, and to every one after it, right or wrong."""
    page = standalone.render("429.html", status=429)
    page.headers["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return page
