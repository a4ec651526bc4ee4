"""What the archive says of itself, page by page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Record, root


class Page(Record):
    """A page of the site, such as its editorial policy or how to reach it."""

    KIND = "page"
    record_ptr = root()

    menu = models.PositiveSmallIntegerField(
        _("place in the menu"),
        null=True,
        blank=True,
        help_text=_("Smaller numbers stand first at the foot of every page. Empty: the page is not in that menu."),
    )

    class Meta:
        verbose_name = _("site page")
        verbose_name_plural = _("site pages")
