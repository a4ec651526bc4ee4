"""What somebody would be told by e-mail, at the desk: the last week, with titles."""

from datetime import timedelta
from typing import Final

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import clock
from archive.editorial import notice_mails
from archive.editorial.notices import Days, told

from ..base.responses import page

WEEK: Final = timedelta(days=7)
ON_A_PAGE: Final = 100


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    concerning = [notice for notice in told(since=now - WEEK, now=now) if notice.concerns(request.user)]
    shown = Paginator(concerning, ON_A_PAGE).get_page(request.GET.get("page"))
    found = list(shown)
    prefetch_related_objects([notice.candidate.record for notice in found], "texts")
    days = Days([notice.candidate for notice in found], now=now)
    lines = [
        {
            "words": notice_mails.in_words(notice, days),
            "title": notice.candidate.record.title(),
            "url": notice_mails.path(notice.about, notice.candidate),
            "at": notice.at,
        }
        for notice in found
    ]
    return page(request, "admin/archive/notices.html", {"title": _("Notices"), "lines": lines, "shown": shown})
