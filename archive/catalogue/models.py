"""The derived tables. Each can be emptied and filled again, row for row, by ``rebuilding``."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q


class RowQuerySet(models.QuerySet["Row"]):
    """Lists read as sentences: ``Row.objects.live(now).leading("en").of_their_own()``."""

    def live(self, instant: datetime) -> "RowQuerySet":
        return self.filter(live_from__lte=instant, live_until__gt=instant)

    def for_reader(self, language: str) -> "RowQuerySet":
        """Rows that know by ``leads`` whether they are what a reader of ``language`` is shown."""
        return self._shown(language).annotate(leads=F("shown__leads"))

    def leading(self, language: str) -> "RowQuerySet":
        """One row a record: the one a reader of ``language`` is shown."""
        return self._shown(language).filter(shown__leads=True)  # type: ignore[misc]  # no field, but their alias

    def _shown(self, language: str) -> "RowQuerySet":
        """How each stands for her is called ``shown`` in whatever is asked of them from here on."""
        condition = Q(for_readers__reader=language)
        return self.alias(shown=FilteredRelation("for_readers", condition=condition))

    def of_their_own(self) -> "RowQuerySet":
        """Leave out what was merged: it is in no list, and only leads to another record."""
        return self.filter(into=None)


def naming(values: Iterable[UUID], instant: datetime, **facet: str) -> Exists:
    """Of a row: whether its record names one of ``values``, or what was merged into one of them by ``instant``."""
    values = tuple(values)
    merged = Row.objects.live(instant).filter(into__in=values).values("record")
    return Exists(Term.objects.filter(Q(value__in=values) | Q(value__in=merged), row=OuterRef("pk"), **facet))


class Row(models.Model):
    """One edition in one language while it stands. ``date`` is a dating, or a day of every year, or empty.

    ``earliest`` and ``latest`` bound it; where it is open they are the calendar's own ends. ``year`` is the one it
    stands under; those from ``first_year`` to ``last_year`` are touched by it. ``sort_date`` orders rows of one kind.

    ``issuers`` are the labels of those who issued it: names by their languages.

    ``into`` is the record that took this one in. Such a row has neither terms nor words: it keeps old links alive.
    """

    record = models.UUIDField()
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=16)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    year = models.PositiveSmallIntegerField(null=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    form = models.CharField(max_length=20, blank=True)
    date = models.CharField(max_length=40, blank=True)
    one_night = models.BooleanField(default=False)
    time = models.CharField(max_length=5, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    sort_date = models.CharField(max_length=40, blank=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    issuers = models.JSONField(default=list)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    into = models.UUIDField(null=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("record", "language", "live_from"), name="row_is_one_per_interval"),
        )
        indexes = (
            models.Index(fields=("kind", "-sort_date"), name="row_by_date"),
            models.Index(fields=("live_until",), name="row_by_end"),
            models.Index(fields=("into",), condition=Q(into__isnull=False), name="row_by_successor"),
        )


class RowForReader(models.Model):
    """How a row stands for the readers of one of the archive's languages.

    ``leads``: it is the one that they are shown of its record. ``sort_key`` puts its title into the order of their
    alphabet, whatever the row's own language.
    """

    # The constraint below is its index. None begins with the reader: lists are of one kind, whose rows are found first.
    row = models.ForeignKey(Row, models.CASCADE, related_name="for_readers", db_index=False)
    reader = models.CharField(max_length=16)
    leads = models.BooleanField()
    sort_key = models.CharField(max_length=400)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "reader"), name="row_stands_once_for_a_reader"),)


class Term(models.Model):
    """One of the records a row names: an issuer, observance, place or source."""

    row = models.ForeignKey(Row, models.CASCADE, related_name="terms")
    facet = models.CharField(max_length=12)
    value = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "facet", "value"), name="term_is_listed_once"),)
        indexes = (models.Index(fields=("facet", "value"), name="term_by_value"),)


class SearchText(models.Model):
    """The words of a row: its own, for passages; and folded, with the names of those it names, for the engines.

    ``beside`` are words of its own in another language, or in one of their own: pairs of a language and words.
    """

    row = models.OneToOneField(Row, models.CASCADE, primary_key=True, related_name="text")
    words = models.TextField()
    beside = models.JSONField(default=list)
    folded = models.TextField()


class Spelling(models.Model):
    """One folded name of the record that a row shows: whoever looks for one of its names is shown what has the others.

    Only of what other records name: observances, places, institutions, persons.
    """

    row = models.ForeignKey(Row, models.CASCADE, related_name="spellings")
    folded = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "folded"), name="spelling_is_listed_once"),)
        indexes = (models.Index(fields=("folded",), name="spelling_by_words"),)
