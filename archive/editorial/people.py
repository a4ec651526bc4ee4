"""Who works at the desk."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.clock import validate_zone
from archive.fields import LanguageField, LineField


def default_zone() -> str:
    return settings.MEMORIAL_TIME_ZONE


def default_language() -> str:
    return settings.LANGUAGE_CODE


class User(AbstractUser):
    """Someone with a desk. The public name is what the ledger writes down."""

    public_name = LineField(
        _("public name"),
        max_length=150,
        blank=True,
        help_text=_("The name the ledger writes beside each act."),
    )
    language = LanguageField(_("language of the desk"), default=default_language)
    time_zone = LineField(_("time zone"), max_length=64, default=default_zone, validators=[validate_zone])
    # What ``notices.About`` has, and this person does not want to be told.
    unwanted_notices = models.JSONField(_("notices not wanted"), default=list, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = pgettext_lazy("with an account", "person")  # type: ignore[assignment]  # its parent's is annotated as a plain str
        verbose_name_plural = _("people")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.public_name or self.get_username()
