"""The common root of everything an archivist describes, and the rows that may hang on any record."""

import hashlib
import re
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive import markup, names
from archive.dates import DateError, Dating
from archive.datings import validate_date
from archive.fields import LineField, LinesField
from archive.guards import AppendOnly
from archive.languages import validate_language


class Language(models.TextChoices):
    """The languages the archive speaks, each under its own name."""

    AZ = "az", "Azərbaycanca"
    EN = "en", "English"
    RU = "ru", "Русский"


class Kind(models.TextChoices):
    """What a record is. The value stands in payloads and addresses for ever."""

    OBSERVANCE = "observance", _("Observance")
    STATEMENT = "statement", _("Statement")
    TIMELINE_ENTRY = "timeline-entry", _("Timeline entry")
    PLACE = "place", _("Place")
    INSTITUTION = "institution", _("Institution")
    PERSON = "person", _("Person")
    SOURCE = "source", _("Source")
    COLLECTION = "collection", _("Collection")
    SUBJECT = "subject", _("Subject")
    PAGE = "page", _("Site page")
    IDENTITY = "identity", _("Identity of the archive")


validate_slug = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Write the address with small Latin letters, digits and single hyphens, as in “20-january-2026”."),
)


class Record(models.Model):
    """One thing the archive describes. Texts, names and citations point here, whatever its kind."""

    kind_of_model: Kind | None = None
    # Whether two of this kind may turn out to be one: what other records name.
    may_merge = False
    # Whether an archivist says at which address one of this kind stands.
    chooses_address = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, editable=False)
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

    def __str__(self) -> str:
        """Its title in the language of whoever looks, if it has one in that."""
        return self.title((get_language() or "").partition("-")[0]) or self.slug

    def save(self, *args, **kwargs) -> None:
        if self.kind_of_model:
            self.kind = self.kind_of_model
        super().save(*args, **kwargs)

    def title(self, language: str = "") -> str:
        """The working title in ``language``, or in the first of en, az, ru that has one."""
        titles = {text.language: text.title for text in self.texts.all()}
        return next((titles[code] for code in (language, "en", "az", "ru") if titles.get(code)), "")

    def of_its_kind(self) -> "Record":
        """This record as its own model (``Statement``, ``Place`` …)."""
        return self if self.kind_of_model else getattr(self, f"as_{self.kind.replace('-', '')}")

    def languages(self) -> tuple[str, ...]:
        """The languages that have a title, in alphabetical order."""
        return tuple(sorted(text.language for text in self.texts.all() if text.title))

    def original(self) -> "Text | None":
        """The text that the others translate; none if there is no original, or several that none stands out of."""
        found = {text.language: text for text in self.texts.all() if text.translation == Text.Translation.ORIGINAL}
        only = next(iter(found.values())) if len(found) == 1 else None
        return found.get(getattr(self, "original_language", ""), only)

    def behind(self) -> "tuple[Text, ...]":
        """The translations that render an earlier text of the original, or another version of the document."""
        original = self.original()
        others = (text for text in self.texts.all() if text.translation != Text.Translation.ORIGINAL)
        return tuple(text for text in others if original and text.is_behind(original))


def root() -> models.OneToOneField:
    """The link from a kind's own row to its record."""
    return models.OneToOneField(Record, models.CASCADE, parent_link=True, primary_key=True, related_name="as_%(class)s")


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


class Text(models.Model):
    """The words of a record in one language."""

    class Translation(models.TextChoices):
        ORIGINAL = "original", _("Original")
        OFFICIAL = "official", _("Official translation")
        ISSUER = "issuer", _("The issuer’s text in another of its languages")
        ARCHIVE = "archive", _("The archive’s translation")
        AGENCY = "agency", _("News agency’s translation")
        MACHINE = "machine", _("Machine translation")

    record = models.ForeignKey(Record, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
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
    body = LinesField(_("text"), blank=True)
    translation = models.CharField(
        _("translation"),
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
    folded = models.CharField(max_length=300, editable=False, db_index=True)

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

    def seal(self) -> str:
        """Names the words of the body: links and other marks may change without changing it."""
        return hashlib.sha256(markup.plain(self.body).encode()).hexdigest()

    def is_behind(self, original: "Text") -> bool:
        """Whether ``original`` was changed since this translation was confirmed, or is of another version."""
        of_another = bool(self.of_version and original.of_version) and self.of_version != original.of_version
        return of_another or self.renders not in ("", original.seal())


class Name(models.Model):
    """Another spelling or name of a record. The main name is the title of its text."""

    class Sort(models.TextChoices):
        VARIANT = "variant", _("Other spelling")
        OFFICIAL = "official", _("Official name")
        FORMER = "former", _("Former name")
        SHORT = "short", _("Short name")
        TRANSLITERATION = "translit", _("Transliteration")
        OTHER = "other", _("Name used by others")

    record = models.ForeignKey(Record, models.CASCADE, related_name="names")
    text = LineField(_("name"), max_length=300, help_text=_("Exactly as it is spelled, with its own letters."))
    language = LineField(
        _("language"),
        max_length=8,
        default="az",
        validators=[validate_language],
        help_text=_("Language code, as in az, hy."),
    )
    sort = models.CharField(_("sort"), max_length=10, choices=Sort, default=Sort.VARIANT)
    used_by = LineField(
        _("used by"),
        max_length=100,
        blank=True,
        help_text=_("Who calls it so, if not everybody: an institution, a country, a language community."),
    )
    since = LineField(
        _("since"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("From when on it bore this name: 1991, 1991-11 or 1991-11-26."),
    )
    until = LineField(
        _("until"),
        max_length=40,
        blank=True,
        validators=[validate_date],
        help_text=_("Until when. A later name is another row, or the title."),
    )
    scheme = LineField(
        _("system"), max_length=60, blank=True, help_text=_("Of a transliteration: its system, as in BGN/PCGN 1993.")
    )
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("other names and spellings")
        ordering = ("record", "language", "text")
        constraints = (
            models.UniqueConstraint(fields=("record", "text", "language"), name="name_is_listed_once_per_language"),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        require_order(self, "since", "until", _("It was borne no longer before it was borne first."))

    def save(self, *args, **kwargs) -> None:
        self.folded = names.fold(self.text)[:200]
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


class Identifier(models.Model):
    """The number under which a register elsewhere keeps the same thing."""

    class Register(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        GEONAMES = "geonames", "GeoNames"
        VIAF = "viaf", "VIAF"

    WRITTEN = {
        Register.WIKIDATA: (
            re.compile(r"Q[1-9][0-9]{0,9}"),
            _("A Wikidata identifier is a Q and a number, as in Q9248."),
        ),
        Register.GEONAMES: (re.compile(r"[1-9][0-9]{0,8}"), _("A GeoNames identifier is a number, as in 587084.")),
        Register.VIAF: (re.compile(r"[1-9][0-9]{0,21}"), _("A VIAF identifier is a number without blanks.")),
    }

    record = models.ForeignKey(Record, models.CASCADE, related_name="identifiers")
    register = models.CharField(_("register"), max_length=10, choices=Register)
    value = LineField(
        _("identifier"),
        max_length=22,
        help_text=_("Only if you are sure that it is the same: readers are led there. Q9248, 587084."),
    )

    class Meta:
        verbose_name = _("identifier elsewhere")
        verbose_name_plural = _("identifiers elsewhere")
        ordering = ("record", "register", "value")
        constraints = (
            models.UniqueConstraint(fields=("record", "register", "value"), name="identifier_is_listed_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.value}"

    def clean(self) -> None:
        super().clean()
        if self.register in self.Register.values:
            pattern, said = self.WRITTEN[self.Register(self.register)]
            if not re.fullmatch(pattern, self.value):
                raise ValidationError({"value": said})


class Citation(models.Model):
    """What a source says about a record: where it stands, and its own words.

    It is cited for the record as a whole, or for one thing of it: a ``field``, a ``figure``, or a ``paragraph`` by its
    number, in one language or in all.
    """

    class Field(models.TextChoices):
        TITLE = "title", _("Title or name")
        DATE = "date", _("Date")
        PLACES = "places", _("Places")
        ISSUERS = "issuers", _("Issuers")
        LAW = "law", _("How law made the day")
        RITUALS = "rituals", _("Rituals")

    class Relation(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        DISPUTES = "disputes", _("Disputes")
        MENTIONS = "mentions", _("Mentions")

    record = models.ForeignKey(Record, models.CASCADE, related_name="citations")
    source = models.ForeignKey("archive.Source", models.PROTECT, related_name="cited_by", verbose_name=_("source"))
    field = models.CharField(
        _("cited for the field"),
        max_length=10,
        blank=True,
        choices=Field,
        help_text=_("Leave this and the next two empty if it is cited for the whole record; else fill in one of them."),
    )
    figure = models.ForeignKey(
        "archive.Figure",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("cited for the figure"),
        help_text=_("Another source for a figure of this event. The one in which it is stated stands with the figure."),
    )
    paragraph = models.PositiveSmallIntegerField(
        _("cited for the paragraph"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Its number, as it stands beside it on the page readers see."),
    )
    paragraph_language = models.CharField(
        _("of the text in"),
        max_length=2,
        blank=True,
        choices=Language,
        help_text=_("Empty: of the text in every language."),
    )
    about = LineField(
        _("about"),
        max_length=100,
        blank=True,
        help_text=_("What it is cited for in words, as in “number of injured”. May stay empty."),
    )
    about_language = LineField(
        _("language of these words"),
        max_length=8,
        blank=True,
        validators=[validate_language],
        help_text=_("Language code, as in az, en, ru."),
    )
    locator = LineField(
        _("place in the source"), max_length=100, blank=True, help_text=_("Page, article or paragraph.")
    )
    quotation = LinesField(
        _("quotation"), blank=True, help_text=_("The source’s own words, letter by letter, errors included.")
    )
    quotation_language = LineField(
        _("language of the quotation"), max_length=8, blank=True, validators=[validate_language]
    )
    relation = models.CharField(_("relation"), max_length=10, choices=Relation, default=Relation.SUPPORTS)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("record", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(quotation="") | ~models.Q(quotation_language=""),
                name="citation_quotation_has_a_language",
                violation_error_message=_("Say in which language the quotation is."),
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(figure=None, paragraph=None)
                    | models.Q(field="", paragraph=None)
                    | models.Q(field="", figure=None)
                ),
                name="citation_is_about_one_thing",
                violation_error_message=_("Choose one of these: the field, the figure or the paragraph."),
            ),
        )

    def __str__(self) -> str:
        return str(self.source)

    def clean(self) -> None:
        super().clean()
        if self.figure and self.figure.entry_id != self.record_id:
            raise ValidationError({"figure": _("Choose a figure of this event.")})


class Contribution(AppendOnly):
    """Who saved which record when. Whoever is here since the last edition is an author of the next one.

    It outlives a draft that was deleted: then nothing has the key it speaks of, now or ever.
    """

    record = models.ForeignKey(Record, models.DO_NOTHING, related_name="contributions", db_constraint=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("record", "version"), name="contribution_is_one_per_version"),)


class BroughtIn(AppendOnly):
    """Somebody with work that readers did not have yet when a save took it over from another record.

    She is an author from then on like whoever saved. The row is written once, so that nothing that becomes of the
    other record later, nor undoing what was done, takes her off.
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="brought_in")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # It may be a draft that was deleted since.
    taken_from = models.ForeignKey(Record, models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        verbose_name = _("author brought in")
        verbose_name_plural = _("authors brought in")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("contribution", "person"), name="author_is_brought_in_once_by_a_save"),
        )
