"""The derived tables. Each can be emptied and filled again, row for row, by ``rebuilding``.

What belongs to a row goes with it by a trigger (``triggers``): an act deletes the rows of a record in one statement.
"""

import json
import zlib
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Final

from django.db import models
from django.db.models import Q
from zlib_ng import zlib_ng

from archive.word_index import WordsField

# A row has so many places for texts: the id of a text says of which row it is, and its place among them.
TEXTS: Final = 64


class RowQuerySet(models.QuerySet["Row"]):
    def live(self, instant: datetime) -> "RowQuerySet":
        return self.filter(live_from__lte=instant, live_until__gt=instant)


class Row(models.Model):
    """One edition while it stands. ``date`` is a dating, or a day of every year, or empty.

    ``year`` is the one it stands under. ``issuers`` are the labels of those who issued it: names by their languages.
    ``into`` is the record that took this one in. Such a row is in no list, and has neither terms nor words: it keeps
    old links alive.
    """

    record = models.UUIDField()
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    year = models.PositiveSmallIntegerField(null=True)
    form = models.CharField(max_length=20, blank=True)
    date = models.CharField(max_length=40, blank=True)
    one_night = models.BooleanField(default=False)
    time = models.CharField(max_length=5, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    weight = models.PositiveSmallIntegerField(default=2)
    issuers = models.JSONField(default=list)
    into = models.UUIDField(null=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("record", "live_from"), name="row_is_one_per_interval"),)
        indexes = (models.Index(fields=("into",), condition=Q(into__isnull=False), name="row_by_successor"),)


class RowText(models.Model):
    """The words of a row in one language. ``id`` is that of the row times ``TEXTS``, and its place among its texts.

    ``words`` are all its own, for passages, and what stands beside them, packed. ``folded`` is all by which it is
    found, the names of those it names included.
    """

    id = models.BigAutoField(primary_key=True)
    row = models.ForeignKey(Row, models.DO_NOTHING, related_name="texts", db_index=False, db_constraint=False)
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    words = models.BinaryField()
    folded = WordsField(blank=True)

    # What ``words`` will hold, of a text that is not stored yet: to pack it takes longer than to compare it.
    said: "tuple[str, tuple[tuple[str, str], ...]] | None" = None

    def pack(self) -> None:
        self.words = packed(*self.said) if self.said else b""

    @cached_property
    def found_by(self) -> frozenset[str]:
        """The words of ``folded``, each once."""
        return frozenset(self.folded.split())

    def in_one_line(self) -> str:
        own, beside = unpacked(bytes(self.words))
        return " · ".join((own, *(words for _language, words in beside))).replace("\n", " · ")


class RowForReader(models.Model):
    """How a row stands for the readers of one of the archive's languages: what lists are filtered and ordered by.

    ``text`` is the one they are shown, in ``language``; ``languages`` are all in which it can be read. ``sort_key``
    puts its title into the order of their alphabet, ``sort_date`` rows into that of time. ``earliest`` and ``latest``
    bound its date; where it is open they are the calendar's own ends. It touches the years from ``first_year`` to
    ``last_year``; ``first_day`` and ``last_day`` are the days of any year that its date names, 20 January as 120.
    ``is_listed``: it was not merged into another.
    """

    row = models.ForeignKey(Row, models.DO_NOTHING, related_name="for_readers", db_index=False, db_constraint=False)
    reader = models.CharField(max_length=16)
    text = models.ForeignKey(RowText, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    language = models.CharField(max_length=16)
    languages = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    is_listed = models.BooleanField()
    year = models.PositiveSmallIntegerField(null=True)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    first_day = models.PositiveSmallIntegerField(null=True)
    last_day = models.PositiveSmallIntegerField(null=True)
    sort_date = models.BigIntegerField()
    sort_key = models.BinaryField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "reader"), name="row_stands_once_for_a_reader"),)
        # Each is the order of a list: what comes first is equal, what comes next is its order.
        indexes = (
            models.Index(
                fields=("reader", "kind", "-sort_date", "sort_key", "row"),
                condition=Q(is_listed=True),
                name="listed_by_date",
            ),
            models.Index(
                fields=("reader", "kind", "sort_key", "row"), condition=Q(is_listed=True), name="listed_by_title"
            ),
            # Read from its end, as what begins anew is put there: at its beginning, half of each page would stay empty.
            models.Index(
                fields=("reader", "kind", "live_from"), condition=Q(is_listed=True), name="listed_of_kind_by_beginning"
            ),
            models.Index(
                fields=("reader", "kind", "first_day", "-sort_date"),
                condition=Q(is_listed=True, first_day__isnull=False),
                name="listed_by_first_day",
            ),
            models.Index(
                fields=("reader", "kind", "last_day", "-sort_date"),
                condition=Q(is_listed=True, last_day__isnull=False),
                name="listed_by_last_day",
            ),
        )


class Term(models.Model):
    """One of the records a row names: an issuer, observance, place or source.

    What comes after is the row's own, in the order of lists. ``is_first``: of the facets under which it names that
    record this is the first.
    """

    row = models.ForeignKey(Row, models.DO_NOTHING, related_name="terms", db_index=False, db_constraint=False)
    facet = models.CharField(max_length=12)
    value = models.UUIDField()
    is_first = models.BooleanField()
    kind = models.CharField(max_length=20)
    live_from = models.DateTimeField()
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    sort_date = models.BigIntegerField()

    class Meta:
        indexes = (
            # What many rows of an index have in common PostgreSQL stores once: nothing tells these apart.
            models.Index(fields=("row",), name="term_by_row"),
            models.Index(fields=("value", "live_from"), name="term_by_beginning"),
            # Counting reads nothing else.
            models.Index(fields=("value", "kind", "-sort_date", "row", "facet", "is_first"), name="term_by_date"),
            # What an issuer says on an observance, year after year; the events whose figures it shows.
            models.Index(fields=("value", "first_year"), condition=Q(facet="series"), name="term_in_series"),
            models.Index(fields=("value", "sort_date"), condition=Q(facet="figures"), name="term_with_figures"),
        )


class Spelling(models.Model):
    """One folded name of the record that a row shows: whoever looks for one of its names is shown what has the others.

    Only of what other records name: observances, places, institutions, persons. ``roots`` and ``sounds`` are those of
    its words, in its language.
    """

    row = models.ForeignKey(Row, models.DO_NOTHING, db_index=False, related_name="spellings", db_constraint=False)
    folded = models.CharField(max_length=200)
    roots = models.CharField(max_length=200)
    sounds = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "folded"), name="spelling_is_listed_once"),)
        indexes = (
            models.Index(fields=("folded",), name="spelling_by_words"),
            models.Index(fields=("roots",), name="spelling_by_roots"),
            models.Index(fields=("sounds",), name="spelling_by_sounds"),
        )


class Word(models.Model):
    """A folded word that some text in ``language`` holds, whether that stands or not; goes with the last of them.

    ``root`` is what it has in common with its other forms, ``sound`` how it is heard. ``held_by`` is the key of one of
    the texts that hold it, and until all is derived anew not known of words of earlier versions of the archive.
    """

    pk = models.CompositePrimaryKey("word", "language")
    word = models.CharField(max_length=100)
    language = models.CharField(max_length=16)
    root = models.CharField(max_length=100)
    sound = models.CharField(max_length=100)
    held_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("held_by",), name="word_by_text"),
            models.Index(fields=("root",), name="word_by_root"),
            models.Index(fields=("sound",), name="word_by_sound"),
        )


class RowChange(models.Model):
    """That a row was written, or deleted; a trigger says so. A process that knows all rows reads again which they are.

    ``mark`` is chance: by it a process sees that it knows another archive than this one.
    """

    written = models.BigIntegerField()
    mark = models.BigIntegerField()


def packed(own: str, beside: Sequence[tuple[str, str]]) -> bytes:
    """A text's own words, and what says itself in which language it is: pairs of a language and words."""
    return zlib.compress(json.dumps([own, beside], ensure_ascii=False).encode())


def unpacked(content: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What was ``packed``; nothing of nothing."""
    own, beside = json.loads(zlib_ng.decompress(content)) if content else ("", ())
    return own, tuple((language, words) for language, words in beside)


def text_id(row: int, place: int) -> int:
    return row * TEXTS + place
