"""Names in the texts of a record that link to nothing yet: told beside its form, and linked as a person ticks them."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from archive.records import linking
from archive.records.base import Language, Record, kind_name
from archive.records.linking import Suggestion
from archive.records.saving import StaleVersion

from .paths import record_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A suggestion as the form shows it."""

    key: str
    words: str
    code: str
    language: str
    title: str
    kind: str


def lines(record: Record) -> tuple[Line, ...]:
    """What could be linked in the texts of ``record`` as they are saved."""
    return tuple(map(_line, linking.suggestions(record)))


def _line(one: Suggestion) -> Line:
    return Line(
        key=one.key,
        words=one.words,
        code=one.language,
        language=str(Language(one.language).label),
        title=one.known.title,
        kind=kind_name(one.known.kind),
    )


@require_POST
def link(request: HttpRequest, uuid) -> HttpResponse:
    """Link what was ticked, in the version that was on the page."""
    record = get_object_or_404(Record, uuid=uuid).of_its_kind()
    if not request.user.has_perm(f"archive.change_{record._meta.model_name}"):
        raise PermissionDenied
    seen = request.POST.get("version", "")
    try:
        count = linking.link(
            record,
            request.POST.getlist("link"),
            by=request.user,
            version=int(seen) if seen.isdecimal() else 0,
        )
    except StaleVersion as refused:
        messages.error(request, gettext("%(problem)s Nothing was linked.") % {"problem": refused})
    else:
        if count:
            said = ngettext("%(count)s name is linked now.", "%(count)s names are linked now.", count)
            messages.success(request, said % {"count": count})
        else:
            messages.info(request, gettext("Nothing was chosen, so nothing was linked."))
    return HttpResponseRedirect(record_url(record))
