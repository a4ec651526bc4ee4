"""Addresses that moved: a rule for many sources, shown with everything it would change before it changes anything."""

from http import HTTPStatus
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive.fields import AddressInput
from archive.records import moves
from archive.records.moves import Move
from archive.records.sources import Source

from ..base.responses import page


class MoveForm(forms.Form):
    required_css_class = "required"
    before = AddressInput(
        label=_("They began with"),
        max_length=500,
        validators=[URLValidator(schemes=("http", "https"))],
        widget=forms.URLInput(attrs={"size": 60}),
        help_text=_("The beginning that the old addresses share, as in https://www.example.org/press/"),
    )
    after = AddressInput(
        label=_("They begin with now"),
        max_length=500,
        validators=[URLValidator(schemes=("http", "https"))],
        widget=forms.URLInput(attrs={"size": 60}),
        help_text=_("What stands in its place, as in https://archive.example.org/press/"),
    )

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        before, after = cleaned.get("before"), cleaned.get("after")
        if before and before == after:
            self.add_error("after", _("This is the same address."))
        elif before and after and before.endswith("/") != after.endswith("/"):
            self.add_error("after", _("Let both end with a slash, or neither: the rest is put behind it as it stands."))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest) -> HttpResponse:
    """Asking shows what a rule would change; sending changes what was shown, and nothing else."""
    if not request.user.has_perm("archive.change_source"):
        raise PermissionDenied
    asked = request.POST if request.method == "POST" else request.GET
    form = MoveForm(asked if "before" in asked else None)
    move = Move(**form.cleaned_data) if form.is_valid() else None
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if move:
            try:
                count = moves.repoint(move, by=request.user, on_page=request.POST.get("seen", ""))
            except ValidationError as wrong:
                form.add_error(None, wrong)
            except moves.ChangedMeanwhile as stale:
                form.add_error(None, str(stale))
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, _done(count))
                return HttpResponseRedirect(_those_that_moved())
    found = moves.moved_by(move) if move else ()
    context = {
        "title": _("Addresses that moved"),
        "form": form,
        "is_asked": move is not None,
        "moved": found,
        "seen": moves.seen(found),
    }
    return page(request, "admin/archive/moved_addresses.html", context, status=status)


def _done(count: int) -> str:
    said = ngettext(
        "%(count)s source is read at its new address now. Choose it below and submit it for review.",
        "%(count)s sources are read at their new addresses now. Choose them below and submit them for review.",
        count,
    )
    return said % {"count": count}


def _those_that_moved() -> str:
    chosen = urlencode({"address_state__exact": Source.State.MOVED, "state": "changed"})
    return f"{reverse('admin:archive_source_changelist')}?{chosen}"
