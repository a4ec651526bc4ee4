"""Collections: records put side by side, in an order, with a few words on each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LineField

from .base import Record, root
from .phrases import Phrase
from .subjects import Classified


class Collection(Classified, Record):
    """An ordered set of records of any kind."""

    KIND = "collection"
    record_ptr = root()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")


class Member(models.Model):
    """One record in a collection. It may have a caption in any language."""

    collection = models.ForeignKey(Collection, models.CASCADE, db_index=False, related_name="members")
    record = models.ForeignKey(Record, models.PROTECT, related_name="member_of", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

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


class Caption(Phrase):
    """Why a member stands in its collection, in one language."""

    owner = models.ForeignKey(Member, models.CASCADE, db_index=False, related_name="phrases")
    words = LineField(_("caption"), max_length=500)

    class Meta(Phrase.Meta):
        verbose_name = _("caption")
        verbose_name_plural = _("captions")
