"""A new password for whoever forgot the old one, by a link that is sent by e-mail and works once."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils import translation

from archive import clock
from archive.editorial.notices import SentNotice
from archive.editorial.people import User

from ..site import site


class OfDesk:
    """In the desk's dress, and only where a message can be sent."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **where: Any) -> HttpResponseBase:
        if not settings.MEMORIAL_SMTP_URL:
            raise Http404
        return super().dispatch(request, *args, **where)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        frame = {**site.each_context(self.request), "is_nav_sidebar_enabled": False}
        return {**frame, **super().get_context_data(**more)}


class ForgottenForm(PasswordResetForm):
    """The link leads to the archive's own address, whatever the request says."""

    def get_users(self, email: str) -> list[User]:
        return [person for person in super().get_users(email) if _is_first(person)]

    def save(self, *args: Any, **said: Any) -> None:
        super().save(*args, **{**said, "extra_email_context": {"address": settings.MEMORIAL_ADDRESS}})

    def send_mail(self, subject: str, template: str, context: dict[str, Any], *more: Any, **said: Any) -> None:
        with translation.override(context["user"].language):
            super().send_mail(subject, template, context, *more, **said)


def _is_first(person: User) -> bool:
    """In these ten minutes: nobody's letter box is filled by others."""
    key = f"password {clock.now():%Y-%m-%dT%H:%M}"[:-1]
    return SentNotice.objects.get_or_create(person=person, key=key, defaults={"at": clock.now()})[1]


class Forgotten(OfDesk, views.PasswordResetView):
    form_class = ForgottenForm
    success_url = reverse_lazy("admin:password_sent")
    email_template_name = "admin/archive/password_mail.txt"
    subject_template_name = "admin/archive/password_subject.txt"


class Sent(OfDesk, views.PasswordResetDoneView):
    pass


class Choose(OfDesk, views.PasswordResetConfirmView):
    success_url = reverse_lazy("admin:password_chosen")


class Chosen(OfDesk, views.PasswordResetCompleteView):
    pass
