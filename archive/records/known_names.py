"""What persons, places, institutions and observances are called: found in texts of the desk, in whatever form."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.db.models import F, Value

from archive.days_said import days_in
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


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A record with all that it is called; of its names those that it bears as titles come first."""

    uuid: str
    kind: str = field(compare=False)
    names: tuple[Called, ...] = field(compare=False)

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

    def is_called_in(self, language: str) -> bool:
        return any(one.language == language for one in self.names)


def known() -> Names[Authority]:
    """All of them, drafts included. One query; taken apart anew only when something is called otherwise."""
    rows = _rows()
    return _KEPT.get(rows, lambda: Names(_authorities(rows)))


# Under all that they are made from; the last, and the one before for whoever still asks for it.
_KEPT: Final[Kept[Names[Authority]]] = Kept(most=2)


def _rows() -> tuple[tuple[Any, ...], ...]:
    of_authorities = {"record__kind__in": KINDS, "record__merged_into": None}
    titles = (
        Text.objects.filter(**of_authorities)
        .exclude(title="")
        .annotate(sorted=Value(TITLE), borne_since=Value(""), borne_until=Value(""))
    )
    others = Name.objects.filter(**of_authorities).annotate(
        sorted=F("sort"), borne_since=F("since"), borne_until=F("until")
    )
    whose, how = ("record__uuid", "record__kind", "language"), ("sorted", "borne_since", "borne_until")
    written = (
        titles.order_by()
        .values_list(*whose, "title", *how)
        .union(others.order_by().values_list(*whose, "text", *how), all=True)
        .order_by("sorted", "language", "title")
    )
    return tuple(written[:MOST_NAMES])


def _authorities(rows: Sequence[tuple[Any, ...]]) -> list[Authority]:
    called: dict[tuple[str, str], list[Called]] = defaultdict(list)
    for uuid, kind, language, text, sort, since, until in rows:
        one = Called(language=language, text=text, sort=sort, since=since, until=until)
        called[str(uuid), kind].append(one)
    return [Authority(uuid=uuid, kind=kind, names=tuple(names)) for (uuid, kind), names in called.items()]
