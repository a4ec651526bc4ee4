"""What payloads of every kind are made of, and what they have in common. Nothing here knows which kinds there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar, Final, NamedTuple, Self

from archive import languages
from archive.dates import Dating

# What is frozen now. From here on every schema stays readable: a new field has a default, none is ever taken away.
SCHEMA = 1

# The sort of a name by which something is only found: a word that people type, and not what the archive calls it.
SEARCHED: Final = "searched"

# So many places there are for what begins at one time.
WITHIN_A_DAY: Final = 2**17

# Every kind there is: its class sets itself down here.
KINDS: "dict[str, type[Payload]]" = {}


class Naming:
    """A part of a payload that names one record."""

    __slots__ = ()

    @property
    def named(self) -> str:
        """The uuid of that record."""
        raise NotImplementedError

    def masked(self, label: Mapping[str, str]) -> Self:
        """The same under ``label``, without any words that would tell the record's name."""
        raise NotImplementedError


class Years(NamedTuple):
    """The year under which something stands, and the first and the last one that it touches."""

    year: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What is said in several languages (language → words). ``original`` is the one in which it was written first.

    Nothing said is said in one way: no words and no original.
    """

    words: dict[str, str] = field(default_factory=dict)
    original: str = ""

    def __post_init__(self) -> None:
        if self.original not in (self.words or ("",)) or not all(self.words.values()):
            raise ValueError(f"no phrase: {self.words!r}, of which {self.original!r} is the original")

    @classmethod
    def of(cls, words: Mapping[str, str]) -> Self:
        """``words``, of which the first are the original."""
        said = {language: written for language, written in words.items() if written}
        return cls(words=said, original=next(iter(said), ""))

    def localized(self, language: str) -> tuple[str, str]:
        """The language of the words for a reader of ``language``, and these words; both are empty if there are none."""
        if said := self.words.get(language):
            return language, said
        if not self.words:
            return "", ""
        stand_ins = languages.stand_ins(language, first=self.original)
        code = next((code for code in stand_ins if code in self.words), "")
        return code, self.words.get(code, "")


UNSAID: Final = Phrase()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a text. ``id`` (p1, p2 …) is the number it got at the desk and names it for ever."""

    id: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Naming):
    """Another record, under the labels (language → title) it bore when this payload was frozen."""

    record: str
    kind: str
    label: dict[str, str]
    role: str = ""

    @property
    def named(self) -> str:
        return self.record

    def masked(self, label: Mapping[str, str]) -> Self:
        return replace(self, label=dict(label))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """Another name or spelling, with the code of its language; ``since`` and ``until`` are the dates it was borne.

    ``users`` says who calls it so; ``used_by`` as well, in a language that nobody noted.
    """

    ADDED: ClassVar[frozenset[str]] = frozenset({"users"})

    text: str
    language: str
    sort: str
    used_by: str = ""
    since: str = ""
    until: str = ""
    scheme: str = ""
    users: Phrase = UNSAID

    @property
    def is_shown(self) -> bool:
        """Whether readers are told it: not a word that people only look for."""
        return self.sort != SEARCHED


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierForm:
    """The number under which a register elsewhere (wikidata, geonames, viaf) keeps the same thing."""

    register: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource(Naming):
    """A source as it was described when it was cited; ``address`` stays as cited.

    ``original_title`` is how the document itself is headed, in its own ``language``.
    """

    record: str
    label: dict[str, str]
    sort: str
    original_title: str = ""
    creator: Phrase = UNSAID
    publisher: Phrase = UNSAID
    published: str = ""
    address: str = ""
    language: str = ""
    accessed: str = ""

    @property
    def named(self) -> str:
        return self.record

    def masked(self, label: Mapping[str, str]) -> Self:
        """Who wrote it and where it stands would name it too."""
        return type(self)(record=self.record, label=dict(label), sort=self.sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Naming):
    """What one source says: where, in which words, and whether it supports or disputes.

    It is cited for the whole record, or for a ``field``, a ``figure`` (f1, f2 …), or a ``paragraph`` (p1, p2 …) in
    ``paragraph_language``, empty for every language. ``about`` says it in words.
    """

    source: CitedSource
    field: str = ""
    figure: str = ""
    paragraph: str = ""
    paragraph_language: str = ""
    about: Phrase = UNSAID
    locator: str = ""
    quotation: str = ""
    quotation_language: str = ""
    relation: str = "supports"

    @property
    def named(self) -> str:
        return self.source.record

    def masked(self, label: Mapping[str, str]) -> Self:
        return replace(self, source=self.source.masked(label), locator="", quotation="", quotation_language="")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingForm:
    """A further text of the same document. ``id`` (r1, r2 …) names it, and begins the ids of its blocks."""

    id: str
    language: str
    translation: str
    title: str
    blocks: tuple[Block, ...] = ()
    translator: str = ""
    published: str = ""
    of_version: str = ""
    found_in: Cited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the archive says beside a text: of the block that it names, or of all of it."""

    words: str
    block: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotForm:
    """Which of the parts that recur from year to year a block is: day, figures, tribute …"""

    block: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A record's text in one language, and what its readers find beside it. ``translation`` says whose words they are.

    ``is_behind``: it renders an earlier text than the original that is frozen with it.
    """

    ADDED: ClassVar[frozenset[str]] = frozenset({"slots"})

    title: str
    summary: str = ""
    blocks: tuple[Block, ...] = ()
    translation: str = "original"
    translator: str = ""
    of_version: str = ""
    is_behind: bool = False
    content_note: str = ""
    remarks: tuple[Remark, ...] = ()
    renderings: tuple[RenderingForm, ...] = ()
    slots: tuple[SlotForm, ...] = ()

    def bodies(self) -> tuple[Block, ...]:
        """The blocks of the text and of its further renderings."""
        return (*self.blocks, *(block for one in self.renderings for block in one.blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Why this edition exists: its kind, and the public note (language → words)."""

    kind: str
    note: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What every kind has. ``texts`` maps a language to its words.

    What a kind says otherwise than others, its class says by a method of this one.
    """

    KIND: ClassVar[str] = ""
    # In which facet a record is found that is named in this role.
    FACETS: ClassVar[Mapping[str, str]] = {"mention": "mention", "subject": "subject", "picture": "picture"}
    # Fields that came after the first payloads were frozen, whose digests stay: told only where they say something.
    ADDED: ClassVar[frozenset[str]] = frozenset({"pictures"})
    # Of what it may have any number of that which is asked for in short as well.
    IN_SHORT: ClassVar[frozenset[str]] = frozenset()
    # Whether it is looked for by any of its names.
    HAS_NAMES: ClassVar[bool] = False

    schema: int = SCHEMA
    kind: str
    record: str
    slug: str
    change: Change
    texts: dict[str, Words]
    names: tuple[NameForm, ...] = ()
    citations: tuple[Cited, ...] = ()
    mentions: tuple[Reference, ...] = ()
    subjects: tuple[Reference, ...] = ()
    # Set in the last edition of a record that turned out to be another one: readers are led there.
    merged_into: Reference | None = None
    identifiers: tuple[IdentifierForm, ...] = ()
    # Its readers are told where support can be found.
    offers_support: bool = False
    # Those at its head, in their order.
    pictures: tuple[Reference, ...] = ()

    def __init_subclass__(cls) -> None:
        KINDS[cls.KIND] = cls

    def references(self) -> tuple[Reference, ...]:
        """Every record this payload names, the cited sources apart."""
        into = (self.merged_into,) if self.merged_into else ()
        return (*self.subjects, *self.mentions, *self.pictures, *into)

    def about(self) -> tuple[Reference, ...]:
        """Those of them that it is about, or from: not only named by it."""
        beside = {id(ref) for ref in (*self.subjects, *self.mentions, *self.pictures)}
        return tuple(ref for ref in self.references() if id(ref) not in beside)

    def revealing(self) -> tuple[Reference, ...]:
        """Those of them of whom it shows more than they are called here: to whose pages it links, or their faces."""
        return self.mentions

    def cited(self) -> tuple[Cited, ...]:
        """Everything this payload cites, wherever it stands."""
        return self.citations

    def has_content_note(self) -> bool:
        """Whether a text of it warns of what it tells."""
        return any(words.content_note for words in self.texts.values())

    def named_records(self) -> frozenset[str]:
        """The uuids of every record that must be public for this payload to be so."""
        return frozenset(ref.record for ref in self.references()) | {cited.source.record for cited in self.cited()}

    def terms(self) -> Iterator[tuple[str, str]]:
        """The facets in which it is found, each with the uuid of the record that it names there.

        What it was merged into is none: nobody looks for it there.
        """
        named = [ref for ref in self.references() if ref is not self.merged_into]
        yield from ((self.FACETS[ref.role], ref.record) for ref in named)
        # Whoever looks for a person asks in no particular role.
        yield from (("person", ref.record) for ref in named if ref.kind == "person")
        yield from (("source", cited.source.record) for cited in self.cited())

    def series(self) -> Iterator[tuple[str, str]]:
        """Pairs of records that make a series of what names both, year after year: an observance and an issuer."""
        return iter(())

    def titles(self) -> dict[str, str]:
        """Language → title: the label under which other payloads name this one."""
        return {language: words.title for language, words in self.texts.items()}

    def as_cited(self) -> CitedSource | None:
        """This record as others describe it where they cite it; none for what is no source."""
        return None

    def withholds_name(self) -> bool:
        """Whether it stands under initials instead of a name."""
        return False

    def words(self, language: str) -> tuple[str, Words]:
        """The words for a reader of ``language``, and the language they are really in: be it one that is not spoken."""
        code = next(code for code in (*self.lead_order(language), *self.texts) if code in self.texts)
        return code, self.texts[code]

    def lead_order(self, language: str = "") -> tuple[str, ...]:
        """The order in which languages stand in for one another, for a reader of ``language``."""
        return languages.stand_ins(language, first=self.first_language)

    @property
    def first_language(self) -> str:
        """The language in which the thing itself was written; empty for what is no document."""
        return ""

    def original(self) -> str:
        """The language of the text that the others translate; empty if there is none, or several."""
        found = [language for language, words in sorted(self.texts.items()) if words.translation == "original"]
        return self.first_language if self.first_language in found else found[0] if len(found) == 1 else ""

    def issuing(self) -> tuple[Reference, ...]:
        """Those who issued it; nobody for what is no document."""
        return ()

    def dating(self) -> Dating | None:
        """When it was, if it has a date of its own."""
        return None

    def years(self) -> Years | None:
        """The years to which it belongs: every one that its date may have touched."""
        dating = self.dating()
        if dating is None:
            return None
        first, last = dating.earliest or date.min, dating.latest or date.max
        return Years(dating.order[0].year, first.year, last.year)

    def dates(self) -> Iterator[str]:
        """Every ``Dating`` of its own by which it is found."""
        if dating := self.dating():
            yield str(dating)

    def moment(self) -> datetime | None:
        """The instant of its time, if that is known."""
        return None

    def begins_at_night(self) -> bool:
        """Whether it was in the night after its first day."""
        return False

    def within_a_day(self) -> int:
        """Where it stands among what begins with it, in every language alike: less than ``WITHIN_A_DAY``."""
        return 0

    def every_year(self) -> str:
        """The day of what is kept every year, as in ISO 8601: "--01-20"; one that moves, "--11"; else empty."""
        return ""

    def columns(self) -> dict[str, Any]:
        """What lists show of this kind alone: columns of its row in the catalogue."""
        return {}

    def days_in_words(self, language: str) -> tuple[str, ...]:
        """The days by which it is found, as they are said in ``language``."""
        return ()

    def further_words(self, language: str) -> tuple[str, ...]:
        """Words of its own in ``language`` that stand in none of its texts."""
        return self.days_in_words(language)

    def searched_words(self, language: str) -> tuple[str, ...]:
        """Words by which it is looked for in ``language``, and which no page says."""
        return tuple(name.text for name in self.names if not name.is_shown)

    def words_elsewhere(self) -> tuple[tuple[str, str], ...]:
        """Words of its own, each with their language, that are the same for every reader."""
        return tuple((name.language, name.text) for name in self.names if name.is_shown)
