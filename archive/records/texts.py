"""The words of a record, in each of its languages."""

import hashlib
from collections.abc import Collection

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from archive import markup, names
from archive.fields import LanguageField, LineField, LinesField, PackedLinesField

from .base import Record
from .numbering import HasParagraphs


def titles(lookup: str = "texts") -> models.Prefetch:
    """For ``prefetch_related``: what records are called, without their words."""
    return models.Prefetch(lookup, Text.objects.only("record", "language", "title"))


def titles_of(records: Collection[int]) -> dict[int, dict[str, str]]:
    """What each of these is called, by language: most lists show nothing else of texts. One small query."""
    called: dict[int, dict[str, str]] = {record: {} for record in records}
    places = ", ".join(["%s"] * len(called))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT record_id, language, title FROM archive_text WHERE record_id IN ({places or 'NULL'})", [*called]
        )
        for record, language, title in cursor.fetchall():
            called[record][language] = title
    return called


class Linking(HasParagraphs):
    """Rows of a record whose ``body`` may link to other records."""

    class Meta:
        abstract = True


class TextLink(models.Model):
    """That words of a record link to another one. ``saving`` keeps these in step, so that they are found by either."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="text_links", db_index=False)
    named = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("link in a text")
        verbose_name_plural = _("links in texts")
        constraints = (models.UniqueConstraint(fields=("record", "named"), name="text_link_is_one_of_each"),)


class InItsLanguage(models.Model):
    """A row by which a record says something in one ``language``, and in no other."""

    class Meta:
        abstract = True


class Text(InItsLanguage, Linking):
    """The words of a record in one language."""

    class Translation(models.TextChoices):
        ORIGINAL = "original", _("Original")
        OFFICIAL = "official", _("Official translation")
        ISSUER = "issuer", _("The issuer’s text in another of its languages")
        ARCHIVE = "archive", _("The archive’s translation")
        AGENCY = "agency", _("News agency’s translation")
        MACHINE = "machine", _("Machine translation")

    record = models.ForeignKey(Record, models.CASCADE, db_index=False, related_name="texts")
    language = LanguageField(_("language"))
    title = LineField(
        _("title"),
        max_length=300,
        help_text=_("As the document or the thing itself is called in this language."),
    )
    summary = LinesField(
        _("summary"),
        blank=True,
        max_length=1000,
        help_text=_("One or two neutral sentences for lists and search results."),
    )
    body = PackedLinesField(_("text"), blank=True)
    translation = models.CharField(
        _("original or translation"),
        max_length=10,
        choices=Translation,
        default=Translation.ORIGINAL,
        help_text=_("Whose words these are: the original, or whose translation."),
    )
    translator = LineField(
        _("translator"),
        max_length=200,
        blank=True,
        help_text=_("The agency or person who translated it, if known. Readers see the name."),
    )
    of_version = LineField(
        _("version it renders"),
        max_length=40,
        blank=True,
        help_text=_("The number or label of the issuer’s version, as it is listed below. Only if there are several."),
    )
    content_note = LineField(
        _("content note"),
        max_length=300,
        blank=True,
        help_text=_(
            "What follows, said plainly, so that a reader can skip the text: “It describes the killing of "
            "children.” Only where a reader should be told."
        ),
    )
    # Digest of the original's words when this translation was last written or confirmed; ``saving`` keeps it.
    renders = models.CharField(max_length=64, blank=True, editable=False)
    folded = models.CharField(max_length=300, editable=False)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts by language")
        ordering = ("record", "language")
        constraints = (models.UniqueConstraint(fields=("record", "language"), name="text_is_one_per_language"),)

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"

    def save(self, *args, **kwargs) -> None:
        self.folded = names.fold(self.title)[:300]
        super().save(*args, **kwargs)

    def numbers_of(self) -> tuple[int, str]:
        return self.record_id, f"text {self.language}"

    @property
    def is_original(self) -> bool:
        return self.translation == self.Translation.ORIGINAL

    def seal(self) -> str:
        """Names the words of the body: links and other marks may change without changing it."""
        return hashlib.sha256(markup.plain(self.body).encode()).hexdigest()

    def is_behind(self, original: "Text") -> bool:
        """Whether ``original`` was changed since this translation was confirmed, or is of another version."""
        of_another = bool(self.of_version and original.of_version) and self.of_version != original.of_version
        return of_another or self.renders not in ("", original.seal())
