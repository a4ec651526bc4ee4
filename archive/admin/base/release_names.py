"""Releases by their day and what comes with them, as in “20 January 2027, 00:00 · Statement on Black January”."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django import forms
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import ngettext

from archive import clock, languages
from archive.dates import in_words
from archive.editions.models import Act, Edition, LedgerEntry, Release
from archive.records.base import Record, leading
from archive.records.statements import Statement
from archive.records.texts import titles_of

# Of a title so many characters are told.
LONGEST = 70


def names_of(releases: Collection[Release]) -> dict[int, str]:
    """Key → the name of each. Three queries, however many there are."""
    with_it = _with(releases)
    firsts = {first for first, _count in with_it.values()}
    keys = dict(Record.objects.filter(uuid__in=firsts).values_list("uuid", "pk")) if firsts else {}
    titles = titles_of(list(keys.values())) if keys else {}
    called = {uuid: leading(titles[key], languages.current()) for uuid, key in keys.items()}
    return {one.pk: _name(one, *_called(with_it.get(one.pk), called)) for one in releases}


def name_of(release: Release) -> str:
    return names_of([release])[release.pk]


def not_recalled() -> QuerySet[Edition]:
    """Editions that were not taken back before their instant."""
    return Edition.objects.filter(~Exists(LedgerEntry.objects.filter(edition=OuterRef("pk"), act=Act.RECALL)))


class ReleaseField(forms.ModelChoiceField):
    """One of some releases, by their names."""

    def offer(self, releases: QuerySet[Release]) -> list[Release]:
        """Let one of ``releases`` be chosen, which are read once; they are returned."""
        self.queryset, found = releases, list(releases)
        called = names_of(found) if found else {}
        self.choices = [("", self.empty_label), *((one.pk, called[one.pk]) for one in found)]
        return found


def _with(releases: Collection[Release]) -> dict[int, tuple[UUID, int]]:
    """Key of a release → the record that stands for it, and how many are in it; of those in which any is.

    That is the first statement in it, or else whatever came first.
    """
    editions = not_recalled().filter(release=OuterRef("pk")).order_by("pk")
    records = editions.values("record")
    first = Coalesce(Subquery(records.filter(kind=Statement.KIND)[:1]), Subquery(records[:1]))
    count = editions.order_by().values("release").annotate(count=Count("pk")).values("count")
    found = Release.objects.filter(pk__in=[one.pk for one in releases]).annotate(first=first)
    asked = found.filter(first__isnull=False).values_list("pk", "first", Subquery(count))
    return {key: (record, number) for key, record, number in asked}


def _called(with_it: tuple[UUID, int] | None, called: Mapping[UUID, str]) -> tuple[str, int]:
    """The title that stands for all that is in a release, and how many these are."""
    return (called.get(with_it[0], ""), with_it[1]) if with_it else ("", 0)


def _name(release: Release, title: str, count: int) -> str:
    there = clock.local(release.instant, release.zone)
    when = f"{in_words(there.date().isoformat(), languages.current())}, {there:%H:%M}"
    told = Truncator(release.title or title).chars(LONGEST)
    if not release.title and count > 1:
        more = ngettext("%(title)s and %(count)s more", "%(title)s and %(count)s more", count - 1)
        told = more % {"title": told, "count": count - 1}
    return f"{when} · {told}" if told else when
