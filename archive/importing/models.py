"""Which documents have been imported, so that the same content is recognised when it comes again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LineField


class ImportedDocument(models.Model):
    """A document that became a draft. ``digest`` is that of its words alone: see ``Document.digest``."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    name = LineField(_("name of the file"), max_length=255)
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
