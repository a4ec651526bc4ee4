"""An earlier version in the ordinary form: its words stand there as if somebody had just typed them, not saved yet."""

from collections.abc import Mapping
from copy import copy
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from archive.editorial.versions import Version, find, nearest_kept
from archive.records.base import Record
from archive.templatetags.desk import moment

from ..site import site
from .filled import filled
from .links import record_url

# Sent by the page itself: from which version its words came, and that nobody has asked yet to save them.
BRINGS: Final = "brings"
NOT_YET: Final = "_brought"


def form(request: HttpRequest, record: Record, version: Version) -> HttpResponse:
    """The page of ``record`` as if the words of ``version`` had been typed into it; nothing is saved."""
    desk: Any = site.get_model_admin(type(record.of_its_kind()))
    obj = desk.get_object(request, str(record.pk))
    if not desk.has_change_permission(request, obj):
        raise PermissionDenied
    typed = copy(request)
    typed.method, typed.POST, typed._files = "POST", _posted(request, desk, obj, version), MultiValueDict()
    answer: HttpResponse = desk.changeform_view(typed, str(record.pk), record_url(record))
    return answer


def said(record: Record, data: Mapping[str, Any]) -> str:
    """What the page says over words that were brought back; nothing where there are none, or they are to be saved."""
    version = find(record, str(data.get(BRINGS, ""))) if data.get(NOT_YET) else None
    if version is None:
        return ""
    when = moment(version.at)
    if version.save is None:
        return _only_words(version, when)
    return _(
        "These are the words of version %(number)s, brought back from %(when)s. Nothing is saved yet: change what you "
        "like, and save. Who wrote them then is an author of what you save."
    ) % {"number": version.save.contribution.version, "when": when}


def _only_words(version: Version, when: str) -> str:
    told = _(
        "These are the words that were frozen on %(when)s. What else stood in the record then was not kept: it is as "
        "it is saved now. Nothing is saved yet."
    ) % {"when": when}
    if nearest := nearest_kept(version):
        told += " " + _("The nearest save that was kept whole is version %(number)s.") % {
            "number": nearest.contribution.version
        }
    return told


def authors(record: Record, data: Mapping[str, Any]) -> dict[int, Record]:
    """Whose words a form brings back into ``record``: for ``saving``."""
    version = find(record, str(data.get(BRINGS) or ""))
    return dict.fromkeys(version.writers(), record) if version else {}


def _posted(request: HttpRequest, desk: Any, obj: Record, version: Version) -> QueryDict:
    form = desk.get_form(request, obj, change=True)(instance=obj)
    formsets, _inlines = desk._create_formsets(request, obj, change=True)
    posted = QueryDict(mutable=True)
    for name, values in filled(form, formsets, version.rows(), is_whole=version.save is not None).items():
        posted.setlist(name, values)
    posted[BRINGS], posted[NOT_YET] = version.key, "on"
    return posted
