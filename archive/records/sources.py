"""Where the archive's knowledge comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.dates import validate_partial_date

from .base import Kind, Record, root


class Source(Record):
    """A law, document, report or page that records cite. Its title stands in its texts, in its own language."""

    kind_of_model = Kind.SOURCE
    record_ptr = root()

    class Sort(models.TextChoices):
        LAW = "law", _("Law or decree")
        STATEMENT = "statement", _("Statement")
        NEWS = "news", _("News report")
        REPORT = "report", _("Report")
        BOOK = "book", _("Book")
        WEB = "web", _("Web page")
        OTHER = "other", _("Other")

    sort = models.CharField(_("sort"), max_length=10, choices=Sort, default=Sort.WEB)
    creator = models.CharField(_("creator"), max_length=200, blank=True, help_text=_("Who wrote or signed it."))
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, help_text=_("Who made it public."))
    published = models.CharField(
        _("published"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("2020-12-02, 2020-12 or 2020."),
    )
    address = models.URLField(_("web address"), max_length=500, blank=True)
    language = models.CharField(
        _("language"),
        max_length=8,
        blank=True,
        help_text=_("Language code of the document itself, as in az, en, ru."),
    )
    accessed = models.DateField(
        _("read on"), null=True, blank=True, help_text=_("The day somebody last saw it at this address.")
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
