"""Collections: records put side by side, in an order, with a few words on each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LineField

from .base import Language, Record, root
from .subjects import Classified


class Collection(Classified, Record):
    """An ordered set of records of any kind."""

    KIND = "collection"
    record_ptr = root()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")


class Member(models.Model):
    """One record in a collection. Captions may be missing in any language."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="members")
    record = models.ForeignKey(Record, models.PROTECT, related_name="member_of", verbose_name=_("record"))
    caption_az = LineField(_("caption, Azerbaijani"), max_length=500, blank=True)
    caption_en = LineField(_("caption, English"), max_length=500, blank=True)
    caption_ru = LineField(_("caption, Russian"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("member of a collection")
        verbose_name_plural = _("members of collections")
        ordering = ("collection", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("collection", "record"),
                name="member_is_listed_once",
                violation_error_message=_("This record is in the collection already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.record)

    def clean(self) -> None:
        super().clean()
        if self.record_id and self.record_id == self.collection_id:
            raise ValidationError({"record": _("A collection cannot hold itself.")})

    def caption(self) -> dict[str, str]:
        """Language → words, of those that are written."""
        captions = {code: getattr(self, f"caption_{code}") for code in Language.values}
        return {code: words for code, words in sorted(captions.items()) if words}
