"""Addresses of the desk."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import get_script_prefix, reverse

from archive.kept import Kept
from archive.records.base import KINDS, Record

# Where what an address names stands in it, by its place: no number and no uuid has so many digits of one sort.
_STAND_INS: Final[dict[type, Sequence[Any]]] = {
    int: [int(f"9{place}" * 8) for place in range(9)],
    UUID: [UUID(f"9{place}" * 16) for place in range(9)],
    str: [f"stand-in-{place}" for place in range(9)],
}
# By name, the sorts of what is named, and where the archive stands.
_patterns: Kept[str] = Kept(most=200)


def address(name: str, *named: int | UUID | str) -> str:
    """The page of the desk of that ``name``: what is the same for all that may be ``named`` is found out once.

    Words that are named are slugs.
    """
    sorts = tuple(map(type, named))
    return _patterns.get((name, sorts, get_script_prefix()), lambda: _pattern(name, sorts)) % named


def _pattern(name: str, sorts: tuple[type, ...]) -> str:
    """As in ``/desk/review/%s/``."""
    stand_ins = [_STAND_INS[sort][place] for place, sort in enumerate(sorts)]
    found = reverse(f"admin:{name}", args=stand_ins).replace("%", "%%")
    for one in stand_ins:
        found = found.replace(str(one), "%s")
    return found


def record_url(record: Record) -> str:
    """The form of a record, whatever its kind."""
    return address(f"archive_{KINDS[record.kind]._meta.model_name}_change", record.pk)


def media_root() -> str:
    """Under which whoever may see pictures asks for their files, be they public or not."""
    return f"{address('archive_picture_changelist')}media/"


def carry_url(**asked: object) -> str:
    """Where a draft is begun from an earlier ``statement``, or the last on an ``observance``, for a ``year``."""
    return f"{address('carry_forward')}?{urlencode(asked)}"


def dossier_url(observance: Record | UUID, year: int) -> str:
    """All that has to do with one year of an ``observance``, which is named by its uuid where no row is at hand."""
    return address("dossier", observance if isinstance(observance, UUID) else observance.uuid, year)
