"""Which documents have been imported, so that the same content is recognised when it comes again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import DigestField, LineField, LinesField


class ImportedDocument(models.Model):
    """A document that became a draft, or a changed copy of one that did.

    ``digest`` is that of its words alone: see ``Document.digest``. The words are kept as they were read, because
    drafts are edited. What was imported before they were kept has no text here.
    """

    digest = DigestField(unique=True, editable=False)
    name = LineField(_("name of the file"), max_length=255)
    title = LineField(_("title"), max_length=300, blank=True)
    dated = LineField(_("date"), max_length=40, blank=True)
    text = LinesField(_("text"), blank=True)
    at = models.DateTimeField(_("imported at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imported by"))
    # Whoever deletes the draft may import the document again.
    record = models.ForeignKey(
        "archive.Record", models.CASCADE, related_name="imported_from", verbose_name=_("record made from it")
    )

    objects = models.Manager()

    class Meta:
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Fingerprint(models.Model):
    """One of the numbers by which texts that are alike are found: see ``likeness.sketch``."""

    document = models.ForeignKey(ImportedDocument, models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField(db_index=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.value:08x}"
