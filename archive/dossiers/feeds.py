"""Private addresses at which a person's calendar asks for the days ahead: shown once, stored as a digest."""

import hashlib
import secrets

from django.db import transaction

from archive import audit, clock
from archive.editorial.people import User

from .models import FeedKey


def key_of(person: User) -> FeedKey | None:
    """When her address was made; which it is, nobody knows any more."""
    return FeedKey.objects.filter(person=person).first()


@transaction.atomic
def make(person: User) -> str:
    """What stands in the address that ``person`` has from now on. The one before it stops."""
    token = secrets.token_urlsafe(32)
    said = {"digest": _digest(token), "made_at": clock.now()}
    FeedKey.objects.update_or_create(person=person, defaults=said)
    audit.note("make calendar address", by=person, about=str(person))
    return token


@transaction.atomic
def revoke(person: User) -> None:
    if FeedKey.objects.filter(person=person).delete()[0]:
        audit.note("revoke calendar address", by=person, about=str(person))


def person_of(token: str) -> User | None:
    """Whose address it is, as long as she sits at the desk and may see observances."""
    found = FeedKey.objects.filter(digest=_digest(token)).select_related("person").first()
    person = found.person if found else None
    is_here = person is not None and person.is_active and person.is_staff and person.has_perm("archive.view_observance")
    return person if is_here else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
