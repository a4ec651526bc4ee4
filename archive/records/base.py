"""The common root of everything an archivist describes."""

import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.dates import DateError, Dating
from archive.fields import LineField

if TYPE_CHECKING:
    from .texts import Text


# Kind → its model, of all that have been imported; ``archive.models`` imports all that there are.
KINDS: Final[dict[str, type["Record"]]] = {}


def kinds_that(attribute: str) -> tuple[str, ...]:
    """The kinds of whose models this is true: ``may_merge``, ``may_be_linked`` …"""
    return tuple(kind for kind, model in KINDS.items() if getattr(model, attribute))


def kind_name(kind: str) -> str:
    """What people call records of ``kind``; one that there is no more is called as it was written."""
    return capfirst(str(KINDS[kind]._meta.verbose_name)) if kind in KINDS else kind


validate_slug = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Write the address with small Latin letters, digits and single hyphens, as in “20-january-2026”."),
)


class Record(models.Model):
    """One thing the archive describes. Texts, names and citations point here, whatever its kind."""

    # The kind of a model, empty for what has none. It stands in payloads and addresses for ever.
    KIND: ClassVar[str] = ""
    # Whether texts may link to one of this kind: authority records.
    may_be_linked = False
    # Whether two of this kind may turn out to be one: what other records name.
    may_merge = False
    # Whether an archivist says at which address one of this kind stands.
    chooses_address = True
    # Whether it is so short that many are approved and published on one page.
    goes_in_batches = False
    # Language → title, where a list has asked for those of all that it shows.
    listed_titles: Mapping[str, str] | None = None
    # What it is called in the language of whoever reads the list; empty where no list has found that out.
    listed_as = ""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = LineField(
        _("address"),
        max_length=100,
        validators=[validate_slug],
        help_text=_(
            "The last part of the public address, the same in every language, as in “20-january-2026”. "
            "Once published it works for ever: a later change leaves a redirect."
        ),
    )
    offers_support = models.BooleanField(
        _("offers support"),
        default=False,
        help_text=_(
            "For what is hard to read: its page says where support can be found, and has a quiet way out. What stands "
            "there is written once, in the identity of the archive."
        ),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="record_slug_is_unique_in_its_kind",
                violation_error_message=_("Another record has this address. Choose another one."),
            ),
        )
        indexes = (models.Index(fields=("slug", "kind"), name="record_by_address"),)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.KIND:
            KINDS.setdefault(cls.KIND, cls)

    def __str__(self) -> str:
        """Its title in the language of whoever looks, if it has one in that."""
        return self.listed_as or self.title(languages.current()) or self.slug

    def save(self, *args, **kwargs) -> None:
        self.kind = self.KIND or self.kind
        super().save(*args, **kwargs)

    def title(self, language: str = "") -> str:
        """The working title in ``language``, or in the first that stands in for it."""
        return leading(self._titles(), language)

    def of_its_kind(self) -> "Record":
        """This record as its own model (``Statement``, ``Place`` …)."""
        return self if self.KIND else getattr(self, f"as_{KINDS[self.kind]._meta.model_name}")

    @property
    def kind_name(self) -> str:
        return kind_name(self.kind)

    def languages(self) -> tuple[str, ...]:
        """The languages that have a title, in alphabetical order."""
        return tuple(sorted(language for language, title in self._titles().items() if title))

    def _titles(self) -> Mapping[str, str]:
        if self.listed_titles is not None:
            return self.listed_titles
        return {text.language: text.title for text in self.texts.all()}

    def original(self) -> "Text | None":
        """The text that the others translate; none if there is no original, or several that none stands out of."""
        return original_of(self.texts.all(), getattr(self, "original_language", ""))

    def behind(self) -> "tuple[Text, ...]":
        """The translations that render an earlier text of the original, or another version of the document."""
        original = self.original()
        others = (text for text in self.texts.all() if not text.is_original)
        return tuple(text for text in others if original and text.is_behind(original))


def leading(titles: Mapping[str, str], language: str = "") -> str:
    """Of ``titles`` by their languages that in ``language``, or in the first that stands in for it."""
    if said := titles.get(language):
        return said
    return next((titles[code] for code in languages.stand_ins(language) if titles.get(code)), "")


def original_of(texts: "Iterable[Text]", language: str) -> "Text | None":
    """Of ``texts`` the one that the others translate: the only original, or that in the document's own ``language``."""
    found = {text.language: text for text in texts if text.is_original}
    return found.get(language, next(iter(found.values())) if len(found) == 1 else None)


def root() -> models.OneToOneField:
    """The link from a kind's own row to its record."""
    return models.OneToOneField(Record, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s")


class EmptyLeast(models.Index):
    """What has no value comes before the least, as ``F(…).asc(nulls_first=True)`` and ``.desc(nulls_last=True)`` ask.

    SQLite has it so by itself, and lets nobody say so of an index.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options: Any) -> Any:
        made = models.Index(fields=self.fields, name=self.name)
        if schema_editor.connection.vendor == "postgresql":
            made.fields_orders = [(name, self._order(model, name, order)) for name, order in made.fields_orders]
        return made.create_sql(model, schema_editor, using, **options)

    def _order(self, model: Any, name: str, order: str) -> str:
        if not model._meta.get_field(name).null:
            return order
        return "DESC NULLS LAST" if order else "NULLS FIRST"


class NewestFirst(EmptyLeast):
    """In descending order, as it is called where it was made first."""


class Dated(models.Model):
    """What has a date; beside it stands, to be sorted by, the first day that it can mean."""

    dated_by = "date"

    earliest = models.DateField(null=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        try:
            self.earliest = Dating.parse(getattr(self, self.dated_by)).order[0]
        except DateError:
            self.earliest = None  # a draft may say as yet what it likes
        super().save(*args, **kwargs)


def require_order(row: models.Model, first: str, last: str, said: Promise) -> None:
    """Raise ``ValidationError`` if what the field ``last`` dates lies wholly before what ``first`` dates."""
    begin, end = getattr(row, first), getattr(row, last)
    try:
        backwards = begin and end and Dating.parse(end).is_before(Dating.parse(begin))
    except DateError:
        return  # the fields' own validators say what is wrong
    if backwards:
        raise ValidationError({last: said})
