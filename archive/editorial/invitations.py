"""Links by which somebody sets their own password: used once, and for a week at most. Nothing of them is stored."""

from datetime import timedelta
from typing import Final

from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from archive import audit
from archive.audit import Actor
from archive.editions.acts import Refused

from .people import User

LASTS: Final = timedelta(days=7)
SALT: Final = "archive.invitations"


class Outdated(Refused):
    """The invitation was used, was made anew, or is too old; or the account is not active."""


def invite(person: User, *, by: Actor) -> str:
    """A token that lets whoever has it set the password of ``person``, until that is done or they sign in."""
    audit.note("invite", by=by, about=str(person))
    return signing.dumps([person.pk, _stamp(person)], salt=SALT)


def invited(token: str) -> User:
    """Whom the ``token`` invites."""
    try:
        key, stamp = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        key, stamp = 0, ""
    person = User.objects.filter(pk=key, is_active=True).first()
    if person is None or stamp != _stamp(person):
        raise Outdated(_("This invitation was used already, or is older than seven days. Ask for another one."))
    return person


@transaction.atomic
def accept(token: str, password: str) -> User:
    """Set the password, once."""
    User.objects.select_for_update().filter(pk=invited(token).pk).first()
    person = invited(token)  # as it is now that nobody else can use it
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.note("accept invitation", by=person, about=str(person))
    return person


def _stamp(person: User) -> str:
    """Changes as soon as a password is set or somebody signs in."""
    return salted_hmac(SALT, f"{person.password} {person.last_login}").hexdigest()
