"""What was captured beside what was published: two texts of an issuer in a year, sentence by sentence. Staff only."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import languages
from archive.aligning import Line
from archive.dossiers import beside, days, past
from archive.dossiers.beside import OneText, Pair
from archive.editorial.problems import Spot
from archive.public.comparing.texts import Texts

from ..base.links import dossier_url, record_url
from ..base.responses import page
from ..base.spots import spot_url
from .dossiers import found_or_404


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two, as the page shows it; ``url`` leads to its form, ``note_url`` to where its notes are."""

    text: OneText
    title: str
    is_public: bool
    url: str
    note_url: str


@require_safe
def texts_beside(request: HttpRequest, uuid: Any, year: int) -> HttpResponse:
    """Which two can be compared; and the two that were chosen."""
    observance = found_or_404(request, uuid, year)
    found = beside.pairs(past.statements_of(observance.pk, year))
    chosen = _chosen(request, found)
    context = {
        "title": days.called(observance),
        "year": year,
        "dossier_url": dossier_url(observance, year),
        "pairs": [_told(pair, chosen, request.path) for pair in found],
        **(_compared(chosen) if chosen else {}),
    }
    return page(request, "admin/archive/beside.html", context)


def _chosen(request: HttpRequest, found: list[Pair]) -> Pair | None:
    """The two that the address names; else the first two that there are."""
    keys = request.GET.get("one", ""), request.GET.get("other", "")
    if not any(keys):
        return next(iter(found), None)
    chosen = next((pair for pair in found if (pair[0].key, pair[1].key) == keys), None)
    if chosen is None:
        raise Http404
    return chosen


def _told(pair: Pair, chosen: Pair | None, path: str) -> dict[str, Any]:
    one, other = pair
    said = _("%(one)s and %(other)s") % {"one": _called(one), "other": _called(other)}
    language = languages.autonym(one.language)
    return {
        "said": f"{language}: {said}",
        "url": f"{path}?one={one.key}&other={other.key}",
        "is_chosen": pair == chosen,
    }


def _called(text: OneText) -> str:
    return f"{text.rendering.title if text.rendering else text.statement} ({text.what})"


def _compared(pair: Pair) -> dict[str, Any]:
    one, other = pair
    found = Texts(beside.words(one), beside.words(other), one.language, years=0)
    respelled, gone, new = found.respelled({})
    return {
        "language": one.language,
        "sides": [_side(text) for text in pair],
        "figures": found.figures,
        "names": respelled,
        "gone": gone,
        "new": new,
        "lines": [(_sort(line), line) for line in found.lines],
        "is_same": all(_sort(line) == "same" for line in found.lines),
        "correct_url": next((record_url(text.statement) for text in pair if beside.is_public(text)), ""),
    }


def _side(text: OneText) -> Side:
    return Side(
        text=text,
        title=text.rendering.title if text.rendering else str(text.statement),
        is_public=beside.is_public(text),
        url=record_url(text.statement),
        note_url=spot_url(text.statement, Spot(rows="notes")),
    )


def _sort(line: Line) -> str:
    if not (line.before and line.after):
        return "second" if line.after else "first"
    return "changed" if line.is_changed else "same"
