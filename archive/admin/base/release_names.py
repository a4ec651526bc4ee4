"""Releases by their day and what comes with them, as in “20 January 2027, 00:00 · Statement on Black January”."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import Truncator
from django.utils.translation import ngettext

from archive import clock, languages
from archive.dates import in_words
from archive.editions.models import Act, Edition, LedgerEntry, Release
from archive.records.base import Record, leading
from archive.records.texts import titles_of

# Of a title so many characters are told.
LONGEST = 70


def names_of(releases: Collection[Release]) -> dict[int, str]:
    """Key → the name of each. Three queries, however many there are."""
    with_it = _with(releases)
    first = {release: records[0] for release, records in with_it.items()}
    keys = dict(Record.objects.filter(uuid__in=first.values()).values_list("uuid", "pk")) if first else {}
    titles = titles_of(list(keys.values())) if keys else {}
    language = languages.current()
    called = {release: leading(titles[keys[uuid]], language) for release, uuid in first.items() if uuid in keys}
    return {one.pk: _name(one, called.get(one.pk, ""), len(with_it.get(one.pk, ()))) for one in releases}


def name_of(release: Release) -> str:
    return names_of([release])[release.pk]


def not_recalled() -> QuerySet[Edition]:
    """Editions that were not taken back before their instant."""
    return Edition.objects.filter(~Exists(LedgerEntry.objects.filter(edition=OuterRef("pk"), act=Act.RECALL)))


class ReleaseField(forms.ModelChoiceField):
    """One of some releases, by their names."""

    def label_from_instance(self, release: Any) -> str:
        if not hasattr(self, "_names"):
            self._names = names_of(list(self.queryset or ()))
        return self._names.get(release.pk, str(release))


def _with(releases: Collection[Release]) -> dict[int, list[UUID]]:
    found: dict[int, list[UUID]] = defaultdict(list)
    for release, record in not_recalled().filter(release__in=releases).order_by("pk").values_list("release", "record"):
        found[release].append(record)
    return found


def _name(release: Release, title: str, count: int) -> str:
    there = clock.local(release.instant, release.zone)
    when = f"{in_words(there.date().isoformat(), languages.current())}, {there:%H:%M}"
    told = Truncator(release.title or title).chars(LONGEST)
    if not release.title and count > 1:
        more = ngettext("%(title)s and %(count)s more", "%(title)s and %(count)s more", count - 1)
        told = more % {"title": told, "count": count - 1}
    return f"{when} · {told}" if told else when
