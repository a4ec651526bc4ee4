"""Records that lead on to others of their kind: to what they lie in, are a part of, or came after."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from .base import Record

Kin = TypeVar("Kin", bound=Record)


def chain(record: Kin, link: str) -> tuple[Kin, ...]:
    """Where ``link`` leads, and from there again. It ends where it would come back."""
    found: list[Kin] = []
    one = getattr(record, link)
    while one is not None and one != record and one not in found:
        found.append(one)
        one = getattr(one, link)
    return tuple(found)


def require_end(record: Record, link: str, said: Promise) -> None:
    """Raise ``ValidationError`` if following ``link`` comes back to where it has been."""
    *_others, last = (record, *chain(record, link))
    if getattr(last, link) is not None:
        raise ValidationError({link: said})
