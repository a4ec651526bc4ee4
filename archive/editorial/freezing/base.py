"""What freezing asks a kind. Each kind answers in a module of its own, of which nothing here knows."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db.models import Model, Prefetch

from archive.editions.payloads import Payload
from archive.records.base import KINDS, Record
from archive.records.statements import Rendering
from archive.records.texts import Text

from ..models import Candidate
from ..problems import Doubt, Problem

if TYPE_CHECKING:
    from .labels import Public

One = TypeVar("One", bound=Record)

# Model → how its records are frozen: every class sets itself down here.
FREEZINGS: "dict[type[Record], type[Freezing[Any]]]" = {}


class Freezing(Generic[One]):
    """One record of the kind ``MODEL`` on its way to readers: what it needs, and what its payload holds.

    What a kind does not say here is as with most of them.
    """

    MODEL: ClassVar[type[Record]]
    # The columns of it that name what is read together with it.
    JOINED: ClassVar[tuple[str, ...]] = ()

    def __init__(self, record: One) -> None:
        self.record = record

    def __init_subclass__(cls) -> None:
        FREEZINGS[cls.MODEL] = cls

    def payload(self, public: "Public", **common: Any) -> Payload:
        """The payload of its kind: ``common`` is what payloads of every kind have."""
        raise NotImplementedError

    def unpublished(self, public: "Public", **root: Any) -> Payload:
        """As drafts of other records name it before readers have it."""
        return Payload(**root)

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        """The rows that only its kind has, together with what they name: they are read at once."""
        yield from ()

    def own_rows(self) -> Iterator[Model]:
        """Those of them that have to be sound."""
        yield from ()

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        """The records that it names for readers of ``languages``, apart from those that any kind may name."""
        return ()

    def beside(self, language: str, public: "Public") -> dict[str, Any]:
        """What readers find beside the text in ``language``: fields of ``Words``."""
        return {}

    def renderings(self, languages: Iterable[str]) -> tuple[Rendering, ...]:
        """The further texts that readers of ``languages`` find."""
        return ()

    def figure_ids(self) -> dict[int, str]:
        """How its figures are called within its payload, by their primary keys."""
        return {}

    def needs_text(self) -> bool:
        """Whether a title alone is too little."""
        return False

    def may_have_text(self) -> bool:
        return True

    def needs_source(self) -> bool:
        """Whether it cannot stand without a citation."""
        return False

    def lacks_source(self) -> bool:
        """Whether nothing is cited for it. What was merged gave its citations to the record that it leads to."""
        return not (self.record.citations.all() or self.record.merged_into_id)

    def unsaid(self) -> Iterator[Problem]:
        """What a draft need not say, and its page cannot be without."""
        yield from ()

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        """What else keeps it from being frozen with ``texts``."""
        yield from ()

    def keep_with(self, candidate: Candidate) -> None:
        """Store with ``candidate``, as which it is submitted, what else was said of its words."""

    def doubts(self) -> Iterator[Doubt]:
        """What else somebody should look at."""
        yield from ()

    @classmethod
    def doubts_of(cls, payload: Any) -> Iterator[Doubt]:
        """The same of a payload of its kind, as it was frozen."""
        yield from ()

    def own_year(self) -> int:
        """The year in which its words were written by our own institution; 0 where they are somebody else's, or the
        archive's of no year.
        """
        return 0

    @classmethod
    def own_year_of(cls, payload: Any) -> int:
        """The same of a payload of its kind."""
        return 0

    @classmethod
    def doubts_in(cls, payload: Any) -> Iterator[Doubt]:
        """Those of these for which nothing is read but the payload."""
        yield from cls.doubts_of(payload)

    @classmethod
    def keeps_back(cls, payload: Any) -> Iterator[Doubt]:
        """Those of these that somebody lets stand before it is submitted."""
        yield from ()

    def unlike(self, other: Record) -> str:
        """Why it cannot be merged into ``other``, which is of the same kind; empty if it can."""
        return ""

    def keeps(self) -> Iterator[str]:
        """What belongs to it and must not go with a draft that is deleted."""
        yield from ()


def of_kind(kind: str) -> type[Freezing[Any]]:
    """How records of ``kind`` are frozen."""
    return FREEZINGS[KINDS[kind]]


def of(record: Record) -> Freezing[Any]:
    """How ``record`` is frozen, which stands there as its own kind."""
    return FREEZINGS[type(record)](record)
