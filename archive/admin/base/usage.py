"""Where a record is named, for whoever withdraws, merges or deletes it."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from archive.editorial import uses
from archive.records.base import Record, kind_name

from .links import record_url

# So many are shown of what names a record; and so many to whoever asks for more.
FIRST, MOST = 20, 1000


def texts_naming(record: Record) -> dict[str, Any]:
    """What ``admin/archive/texts_naming.html`` shows: each text with the address of its form."""
    found, is_more = uses.texts_naming(record)
    return {"texts_naming": [(one, record_url(one.record)) for one in found], "is_more_naming": is_more}


def first_uses(record: Record, *, most: int = FIRST) -> dict[str, Any]:
    """What ``admin/archive/uses.html`` shows: uses by kind, each with the address of its form."""
    found, is_more = uses.first_uses(record, most=most)
    more = f"{reverse('admin:used_in', args=[record.uuid])}?uses=more" if most < MOST else ""
    return {"groups": uses_by_kind(found), "is_more_using": is_more, "more_uses_url": more}


def uses_by_kind(found: Iterable[uses.Use]) -> list[tuple[str, list]]:
    """Uses by kind, each with the address of its form and its editions in words."""
    by_kind = groupby(found, key=lambda use: use.record.kind)
    return [
        (kind_name(kind), [(use, record_url(use.record), "; ".join(map(_in_words, use.editions))) for use in of_kind])
        for kind, of_kind in by_kind
    ]


def _in_words(edition: uses.Naming) -> str:
    if edition.number is None:
        return gettext("the coming edition")
    return gettext("edition %(number)s (%(when)s)") % {"number": edition.number, "when": edition.when}
