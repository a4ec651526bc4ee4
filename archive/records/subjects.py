"""Subjects: a small list of terms, from broader to narrower, under which records stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import Record, root
from .chains import require_end


class Subject(Record):
    """One term. Its title stands in its texts; their summary is its scope note."""

    KIND = "subject"
    goes_in_batches = True
    record_ptr = root()

    broader = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader subject"),
        help_text=_("The subject of which this one is a part. Whoever asks for that one finds this one too."),
    )

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")

    def clean(self) -> None:
        super().clean()
        require_end(self, "broader", _("A subject cannot be broader than itself, not even by others."))


class Classified(models.Model):
    """What stands under subjects."""

    subjects = models.ManyToManyField(Subject, blank=True, verbose_name=_("subjects"))

    class Meta:
        abstract = True
