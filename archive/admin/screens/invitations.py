"""Inviting somebody: the administrator is shown a link to send, and whoever opens it sets a password."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from archive.editions.acts import Refused
from archive.editorial import invitations
from archive.editorial.people import User

from ..base.responses import page
from ..site import site


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """A link for one person, made when it is asked for and shown once."""
    person = get_object_or_404(User, pk=pk)
    if not site.get_model_admin(User).has_change_permission(request, person):
        raise PermissionDenied
    link = ""
    if request.method == "POST":
        token = invitations.invite(person, by=request.user)
        link = settings.MEMORIAL_ADDRESS + reverse("admin:invitation", args=[token])
    context = {"title": str(person), "person": person, "link": link, "days": invitations.LASTS.days}
    return page(request, "admin/archive/invite.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For somebody without a password yet, in the language of their desk."""
    try:
        person = invitations.invited(token)
    except Refused as refused:
        context = {"title": site.site_header, "refused": str(refused)}
        return page(request, "admin/archive/invitation.html", context, status=HTTPStatus.GONE)
    with translation.override(person.language):
        form = SetPasswordForm(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            invitations.accept(token, form.cleaned_data["new_password1"])
            messages.success(request, _("Your password is set. Sign in with it."))
            return HttpResponseRedirect(reverse("admin:login"))
        context = {"title": site.site_header, "person": person, "form": form}
        return page(request, "admin/archive/invitation.html", context).render()
