"""What is said in several languages: a row for each of them."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.fields import LanguageField


class Phrase(models.Model):
    """What is said of ``owner`` in one language. The language that was written first is that of the original."""

    # The columns that hold words.
    WORDS: ClassVar[tuple[str, ...]] = ("words",)

    language = LanguageField(_("language"))

    class Meta:
        abstract = True
        ordering = ("owner", "id")
        constraints = (models.UniqueConstraint(fields=("owner", "language"), name="%(class)s_is_one_per_language"),)

    def __str__(self) -> str:
        return f"{self.language}: {', '.join(filter(None, (getattr(self, name) for name in self.WORDS)))}"


def by_language(rows: Iterable[Phrase], name: str = "words") -> dict[str, str]:
    """Language → words, of those that are written; the original comes first."""
    return {row.language: words for row in rows if (words := getattr(row, name))}
