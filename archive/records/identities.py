"""The archive itself: its name, licence and contact."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import AddressField, EmailField, LineField, LinesField

from .base import Record, root
from .pages import Page


class Identity(Record):
    """The archive itself, of which there is one.

    Its name is the title of its texts, what it is their summary, and their body stands at the foot of every page.
    """

    KIND = "identity"
    record_ptr = root()
    SLUG = "archive"

    mark = LineField(
        _("mark"),
        max_length=3,
        blank=True,
        help_text=_("Up to three letters that stand beside the name, as in “MA”. Empty: the drawn mark stands there."),
    )
    licence = LineField(
        _("licence of our texts"), max_length=100, blank=True, help_text=_("Its name, as in “CC BY 4.0”.")
    )
    licence_address = AddressField(_("web address of the licence"), max_length=300, blank=True)
    postal_address = LinesField(
        _("postal address"), max_length=500, blank=True, help_text=_("As on an envelope, a line for each part.")
    )
    email = EmailField(_("e-mail address"), blank=True)
    telephone = LineField(
        _("telephone"), max_length=40, blank=True, help_text=_("With the code of the country, as in +994 12 000 00 00.")
    )

    support = models.ForeignKey(
        Page,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where support can be found"),
        help_text=_(
            "The site page that says who listens, how they are reached, and in which languages. Its words stand on the "
            "page of every record that offers support."
        ),
    )
    quiet_exit = AddressField(
        _("where the quiet way out leads"),
        max_length=300,
        blank=True,
        help_text=_(
            "A plain page elsewhere, such as a weather report. Empty: our own home page. Readers are told that their "
            "browser remembers the page they left: no link can change that."
        ),
    )

    texts_in_feeds = models.BooleanField(
        _("feeds bring whole texts"),
        default=False,
        help_text=_(
            "Those who follow the archive then read texts in their feed reader. Without it they are led to the page. "
            "What begins with a content note is never brought."
        ),
    )
    story = models.ForeignKey(
        "archive.Record",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("story of the first page"),
        help_text=_(
            "One record that tells somebody new what the archive is about: a collection, an event, a statement. The "
            "first page shows its title and its summary."
        ),
    )
    figures_of = models.ForeignKey(
        "archive.TimelineEntry",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("event whose figures differ"),
        help_text=_(
            "The first page shows what several speakers have said of one number of this event, as an example of how "
            "the archive works. Empty: those of the story, if that is an event."
        ),
    )

    class Meta:
        verbose_name = _("identity of the archive")
        verbose_name_plural = _("identity of the archive")

    def clean(self) -> None:
        super().clean()
        if self.licence_address and not self.licence:
            raise ValidationError({"licence": _("Name the licence that stands at this address.")})

    def save(self, *args, **kwargs) -> None:
        self.slug = self.SLUG  # so that the database refuses a second one
        super().save(*args, **kwargs)
