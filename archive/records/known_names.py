"""What persons, places, institutions and observances are called: found in texts of the desk, in whatever form."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.db import connection
from django.db.models import F, Value

from archive.date_words import days_in
from archive.dates import DateError, Dating
from archive.kept import Kept
from archive.matching import Names

from .institutions import Institution
from .names import Name
from .observances import Observance
from .persons import Person
from .places import Place
from .texts import Text

KINDS: Final = tuple(model.KIND for model in (Person, Place, Institution, Observance))
MOST_NAMES: Final = 20_000
# Of so many saves it is known which they were: more do not overlap.
MOST_SAVES: Final = 50
_SAVES: Final = """
SELECT * FROM (SELECT id, record_id, at FROM archive_contribution ORDER BY id DESC LIMIT %s) AS saved
UNION ALL SELECT MAX(id), NULL, NULL FROM archive_auditevent WHERE act = 'delete'"""
# Of a title, among the sorts of names.
TITLE: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One name, borne ``since`` and ``until`` (datings, or nothing); its ``sort`` is that of a ``Name``, or TITLE."""

    language: str
    text: str
    sort: str
    since: str = ""
    until: str = ""

    def is_borne(self, year: int) -> bool:
        """At any time of ``year``; what cannot be read says nothing."""
        try:
            since, until = (Dating.parse(written) if written else None for written in (self.since, self.until))
        except DateError:
            return True
        begun = not (since and since.earliest) or since.earliest.year <= year
        return begun and (not (until and until.latest) or until.latest.year >= year)


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A record with all that it is called; of its names those that it bears as titles come first. ``is_public``: no
    person who is not.
    """

    uuid: str
    kind: str = field(compare=False)
    names: tuple[Called, ...] = field(compare=False)
    is_public: bool = field(compare=False, default=True)

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.text for one in self.names))

    def title(self, language: str) -> str:
        """In ``language``; empty if it has none there."""
        return next((one.text for one in self.names if one.sort == TITLE and one.language == language), "")

    @cached_property
    def days(self) -> frozenset[tuple[int, int]]:
        """Months and days that are part of what it is called: "20 January – National Mourning Day"."""
        return frozenset((day.month, day.day) for one in self.spellings for day in days_in(one))

    def is_called(self, year: int) -> bool:
        """Whether it bore any of its names at any time of ``year``."""
        return any(one.is_borne(year) for one in self.names)

    def is_called_in(self, language: str) -> bool:
        return any(one.language == language for one in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saves:
    """The last of them, each with its record and its instant; and the last act by which a draft was ``deleted``."""

    saved: tuple[tuple[Any, ...], ...]
    deleted: int | None


def known() -> Names[Authority]:
    """All of them, drafts included. One query, which asks what was saved last: only what has been saved since is read,
    and taken apart anew.
    """
    saves = _last_saves()
    last = _KEPT.find(_LAST)
    if last is None or last.saves != saves:
        last = _since(last, saves) if last and last.knows_before(saves) else _all(saves)
        _KEPT.keep(_LAST, last)
    return last.names


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was known when ``saves`` were the last: ``authorities`` by the keys of their records. ``is_whole``: there
    are no more than are read.
    """

    saves: _Saves
    authorities: Mapping[int, Authority]
    names: Names[Authority]
    is_whole: bool

    def knows_before(self, saves: _Saves) -> bool:
        """Whether all that was saved since is among ``saves``, and nothing was deleted."""
        return self.is_whole and self.saves.deleted == saves.deleted and bool({*self.saves.saved} & {*saves.saved})


_LAST: Final = "last"
_KEPT: Final[Kept[_Known]] = Kept(most=1)


def _last_saves() -> _Saves:
    """Drafts are deleted by an act."""
    with connection.cursor() as cursor:
        cursor.execute(_SAVES, [MOST_SAVES])
        *saved, deleted = cursor.fetchall()
    return _Saves(saved=tuple(saved), deleted=deleted[0])


def _all(saves: _Saves) -> _Known:
    rows = _rows({})
    authorities = _authorities(rows)
    return _Known(
        saves=saves,
        authorities=authorities,
        names=Names(authorities.values()),
        is_whole=len(rows) < MOST_NAMES,
    )


def _since(last: _Known, saves: _Saves) -> _Known:
    saved = {record for _save, record, _at in {*saves.saved} - {*last.saves.saved}}
    now = _authorities(_rows({"record__in": saved}))
    before = [last.authorities[one] for one in saved if one in last.authorities]
    kept = {key: one for key, one in last.authorities.items() if key not in saved}
    return _Known(
        saves=saves, authorities=kept | now, names=last.names.exchanged(before, now.values()), is_whole=last.is_whole
    )


def _rows(which: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    of_authorities = {"record__kind__in": KINDS, "record__merged_into": None, **which}
    titles = (
        Text.objects.filter(**of_authorities)
        .exclude(title="")
        .annotate(sorted=Value(TITLE), borne_since=Value(""), borne_until=Value(""))
    )
    others = Name.objects.filter(**of_authorities).annotate(
        sorted=F("sort"), borne_since=F("since"), borne_until=F("until")
    )
    whose = ("record", "record__uuid", "record__kind", "record__as_person__privacy", "language")
    how = ("sorted", "borne_since", "borne_until")
    written = (
        titles.order_by()
        .values_list(*whose, "title", *how)
        .union(others.order_by().values_list(*whose, "text", *how), all=True)
        .order_by("sorted", "language", "title")
    )
    return tuple(written[:MOST_NAMES])


def _authorities(rows: Sequence[tuple[Any, ...]]) -> dict[int, Authority]:
    called: dict[tuple[int, str, str, bool], list[Called]] = defaultdict(list)
    for record, uuid, kind, privacy, language, text, sort, since, until in rows:
        one = Called(language=language, text=text, sort=sort, since=since, until=until)
        called[record, str(uuid), kind, privacy in (None, Person.Privacy.PUBLIC)].append(one)
    return {
        record: Authority(uuid=uuid, kind=kind, names=tuple(names), is_public=is_public)
        for (record, uuid, kind, is_public), names in called.items()
    }
