"""What is pasted into the editor passes the rules of texts before the editor sees it."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive import markup

MOST = 1_000_000  # characters: about a hundred pages as Word writes them


@require_POST
def pasted(request: HttpRequest) -> JsonResponse:
    """``html`` as a text may hold it, and what of it is not as it was; or why it cannot be kept. Saves nothing."""
    html = request.POST.get("html", "")
    if len(html) > MOST:
        return _refused(_("This is too much to paste at once. Paste it in parts."))
    try:
        made = markup.pasted(html)
    except markup.MarkupError as refused:
        return _refused(str(refused))
    return JsonResponse({"html": made.html, "changed": list(made.changed)})


def _refused(why: str) -> JsonResponse:
    return JsonResponse({"refused": why}, status=422)
