"""What the search box offers while somebody types in it, for the script in its page."""

import json
from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.catalogue import listing
from archive.catalogue.listing import Completed, Entry
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.lists import results
from archive.public.lists.filters import LONGEST_QUESTION
from archive.public.lists.items import item

NOBODY_KEEPS_IT: Final = {"X-Robots-Tag": "noindex"}


def answer(typed: str, *, visit: Visit) -> HttpResponse:
    """``options``, each with ``text``, its ``language`` if that is another one, ``note`` and ``address``; and what is
    said of all of them. Of what is too long to be asked there are none.
    """
    options = [*_options(typed, visit)] if len(typed) <= LONGEST_QUESTION else []
    found = ngettext("%(number)s suggestion", "%(number)s suggestions", len(options)) % {"number": len(options)}
    said = {"label": _("Suggestions"), "found": found if options else "", "options": options}
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        content_type="application/json",
        status=200 if len(typed) <= LONGEST_QUESTION else 400,
        headers=NOBODY_KEEPS_IT,
    )


def _options(typed: str, visit: Visit) -> Iterator[dict[str, Any]]:
    found = listing.completions(visit.reading, typed, reader=visit.language)
    yield from (_record(entry, visit) for entry in found.records)
    yield from (_search(words, visit) for words in found.words)


def _record(entry: Entry, visit: Visit) -> dict[str, Any]:
    """Leads straight to it."""
    shown = item(entry, visit=visit)
    note = shown.form or shown.kind
    return {
        "text": shown.title.text,
        "language": shown.title.language,
        "note": f"{note}, {shown.when.words}" if shown.when else note,
        "address": shown.title.address,
    }


def _search(words: Completed, visit: Visit) -> dict[str, Any]:
    return {
        "text": words.text,
        "language": words.language if words.language != visit.language else "",
        "note": _("Search"),
        "address": results.address_with(addresses.search(visit.language), {"q": words.text}, visit),
    }
