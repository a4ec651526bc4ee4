"""What the sample holds: its TOML files, read as values and checked as a whole."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, Final, TypeAlias

FOLDER: Final = Path(__file__).parent
FILES: Final = (
    *("sources", "places", "institutions", "persons", "observances", "timeline", "statements", "authored"),
    *("pictures", "subjects", "collections", "about"),
)
LANGUAGES: Final = ("az", "en", "ru")
# What a record of any kind may say of itself.
FLAGS: Final = frozenset({"offers_support"})
# A reader of the site may come in either of these, so every entry has both.
ALWAYS: Final = ("az", "en")

# The fields of each kind that are plain values, and those that name other entries: field → kind.
VALUES: Final[Mapping[str, frozenset[str]]] = {
    "source": frozenset(
        {
            *("sort", "standing", "original_title", "published", "language", "rights"),
            *("address", "accessed", "current_address", "address_state", "checked_at", "archived_address"),
        }
    ),
    "place": frozenset({"latitude", "longitude", "precision"}),
    "institution": frozenset({"sort", "since", "until"}),
    "person": frozenset({"born", "died", "living", "consent", "privacy"}),
    "observance": frozenset({"status", "base_year"}),
    "timeline-entry": frozenset(
        {"date", "one_night", "time", "zone", "order_in_day", "date_wording", "date_wording_language", "weight"}
    ),
    "picture": frozenset({"sort", "date", "rights", "decorative", "sensitive", "focus_x", "focus_y"}),
    "collection": frozenset(),
    "subject": frozenset(),
    "page": frozenset({"menu"}),
    "identity": frozenset({"mark", "licence", "licence_address", "postal_address", "email", "telephone", "quiet_exit"}),
    "statement": frozenset(
        {"year", "date", "form", "origin", "completeness", "original_language", "number", "anniversary"}
        | {"released_wall", "released_zone"}
    ),
}
LINKS: Final[Mapping[str, Mapping[str, str]]] = {
    "place": {"parent": "place"},
    "institution": {"place": "place", "parent": "institution", "predecessor": "institution"},
    "observance": {"subjects": "subject"},
    "timeline-entry": {"observances": "observance", "places": "place", "subjects": "subject"},
    "statement": {"observance": "observance", "places": "place", "subjects": "subject"},
    "picture": {"places": "place", "subjects": "subject"},
    "collection": {"subjects": "subject"},
    "subject": {"broader": "subject"},
    "identity": {"support": "page", "story": "collection", "figures_of": "timeline-entry"},
}
COMMON: Final = frozenset(
    {
        *("slug", "names", "identifiers", "citations", "issuers", "figures", "rules", "overrides", "rituals"),
        *("involvements", "members", "notes", "versions", "renderings", "copies", "slots", *LANGUAGES),
        *("creator", "publisher", "draws", "alternative", "credit", "pictures", "pages"),
    }
)

# Words by language. A table of phrases has them by their English.
Said: TypeAlias = Mapping[str, str]
Phrases: TypeAlias = Mapping[str, Said]

# A link to another entry, as in [Shusha](record:place/shusha). A paragraph of a link to a picture is that picture.
MENTION: Final = re.compile(r"\]\(record:([a-z-]+/[a-z0-9-]+)\)")
# Words in another language, as in [Martyrs’ Day](lang:en).
SPOKEN: Final = re.compile(r"\]\(lang:([a-z-]+)\)")


class ContentsError(ValueError):
    """The sample contradicts itself. Its text names the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An entry in one language. ``body`` is Markdown with mentions."""

    title: str
    summary: str = ""
    body: str = ""
    translation: str = "archive"
    translator: str = ""
    content_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A further text of a document, in Markdown."""

    language: str
    title: str
    body: str
    translation: str = "archive"
    translator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A copy of a source: a file in ``copies``, and whether readers are offered it."""

    file: str
    captured_at: datetime
    captured_with: str = ""
    is_offered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    text: str
    language: str
    sort: str = "variant"
    used_by: Said = field(default_factory=dict)
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """What a source says of a person in an event or a statement: ``event`` is its key, ``source`` a slug."""

    role: str
    event: str
    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """``source`` is the slug of a source, ``figure`` the ``id`` of one of the entry."""

    source: str
    field: str = ""
    figure: str = ""
    paragraph: int | None = None
    about: Said
    locator: str = ""
    quotation: str = ""
    quotation_language: str = ""
    relation: str = "supports"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedBy:
    """``institution`` is the slug of an institution."""

    institution: str
    role: str = "issuer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the archive says beside a text; ``paragraph`` is its number, if it is about one."""

    language: str
    words: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the issuer's own versions of a document; ``source`` is its slug, or empty."""

    label: str
    issued: str = ""
    note: Said = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What an instrument did to an observance, said of one year, or added to it; ``source`` is its slug, or empty.

    ``what`` says in words, by language, what is done: of a ritual alone.
    """

    source: str
    values: Mapping[str, Any]
    what: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One record in a collection, by its key, with what is said of it there."""

    record: str
    az: str = ""
    en: str = ""
    ru: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A further page of a picture: what is written on it is its ``transcription``."""

    draws: str
    language: str
    transcription: str
    translation: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure. ``by``, ``source`` and ``place`` are slugs; ``part_of`` is the ``id`` of another one of the entry."""

    measure: str
    by: str
    source: str
    id: str = ""
    qualifier: str = "exact"
    value: int | None = None
    low: int | None = None
    high: int | None = None
    unit: str = "persons"
    population: str = ""
    place: str = ""
    as_of: str = ""
    stated_on: str = ""
    locator: str = ""
    part_of: str = ""
    note: Said = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record to be. ``links`` holds the slugs of other entries, a tuple even where the field takes one."""

    kind: str
    slug: str
    values: Mapping[str, Any]
    texts: Mapping[str, Words]
    links: Mapping[str, tuple[str, ...]]
    names: tuple[Spelling, ...]
    citations: tuple[Cited, ...]
    issuers: tuple[IssuedBy, ...]
    notes: tuple[Note, ...] = ()
    # Paragraph → which of the recurring parts it is, in every language.
    slots: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()
    renderings: tuple[Further, ...] = ()
    copies: tuple[Captured, ...] = ()
    rules: tuple[Instrument, ...] = ()
    overrides: tuple[Instrument, ...] = ()
    rituals: tuple[Instrument, ...] = ()
    figures: tuple[Counted, ...] = ()
    members: tuple[Held, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    involvements: tuple[Involved, ...] = ()
    # Who wrote a source or made a picture, and who made the source public.
    creator: Said = field(default_factory=dict)
    publisher: Said = field(default_factory=dict)
    # Of a picture: its name in ``drawing``, what stands for it where it is not seen, and how it is credited.
    draws: str = ""
    alternative: Said = field(default_factory=dict)
    credit: Said = field(default_factory=dict)
    pages: tuple[Leaf, ...] = ()
    # The slugs of those at its head.
    pictures: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Kind and slug, as the mentions and the desk name it."""
        return f"{self.kind}/{self.slug}"

    def mentions(self) -> tuple[str, ...]:
        """The keys its words link to, each once."""
        return tuple(dict.fromkeys(key for words in self.texts.values() for key in MENTION.findall(words.body)))

    def named(self) -> frozenset[str]:
        """The keys of all other entries it names."""
        linked = [
            f"{LINKS[self.kind][field_name]}/{slug}" for field_name, slugs in self.links.items() for slug in slugs
        ]
        cited = [f"source/{citation.source}" for citation in self.citations]
        issuing = [f"institution/{issuer.institution}" for issuer in self.issuers]
        law = [f"source/{one.source}" for one in (*self.rules, *self.overrides, *self.rituals) if one.source]
        speaking = [f"institution/{figure.by}" for figure in self.figures]
        stating = [f"source/{figure.source}" for figure in self.figures]
        places = [f"place/{figure.place}" for figure in self.figures if figure.place]
        held = [member.record for member in self.members]
        versions = [f"source/{one.source}" for one in self.versions if one.source]
        involved = [key for one in self.involvements for key in (one.event, f"source/{one.source}")]
        shown = [f"picture/{slug}" for slug in self.pictures]
        named = (*shown, *linked, *cited, *issuing, *law, *speaking, *stating, *places, *held, *versions, *involved)
        return frozenset([*named, *self.mentions()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    record: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetStand:
    """All that is doubted of ``record``, and why it may stand."""

    record: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """``wall_time`` is naive, in ``zone``."""

    record: str
    wall_time: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a body as they stand now, and as the first edition had them."""

    language: str
    now: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    record: str
    kind: str
    note: Mapping[str, str]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    record: str
    reason: str
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """``record`` turned out to be what ``into`` is."""

    record: str
    into: str
    note: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The draft of a ``year`` that is carried from ``record``, and read so far in these languages."""

    record: str
    year: int
    read: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is not simply published, by key."""

    drafts: tuple[str, ...] = ()
    in_review: tuple[str, ...] = ()
    returned: tuple[Returned, ...] = ()
    let_stand: tuple[LetStand, ...] = ()
    scheduled: tuple[Scheduled, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    merged: tuple[Merged, ...] = ()
    begun: tuple[Begun, ...] = ()

    def unpublished(self) -> frozenset[str]:
        """The keys that readers do not see when the sample has been loaded."""
        returned = [one.record for one in self.returned]
        scheduled = [one.record for one in self.scheduled]
        return frozenset([*self.drafts, *self.in_review, *returned, *scheduled])


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """``entries`` by key, each after all that it names."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    desk: Desk = Desk()


def read(folder: Path = FOLDER, *, besides: Iterable[Path] = ()) -> Contents:
    """The whole sample, and what further files hold ``besides``. Raises ``ContentsError`` when anything in it does not
    fit.
    """
    files = (*(folder / f"{name}.toml" for name in FILES), *besides)
    phrases = _phrases(folder / "phrases.toml")
    found = [entry for file in files for entry in _entries(file, phrases)]
    entries = {entry.key: entry for entry in found}
    if len(entries) < len(found):
        twice = {entry.key for entry in found if sum(other.key == entry.key for other in found) > 1}
        raise ContentsError(f"Described twice: {', '.join(sorted(twice))}.")
    for entry in found:
        _check(entry, entries)
    desk = _desk(_toml(folder / "desk.toml"))
    _check_desk(desk, entries)
    return Contents(entries=_in_order(entries), desk=desk)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _phrases(path: Path) -> Phrases:
    return {said["en"]: said for said in _toml(path)["phrases"]}


def _entries(path: Path, phrases: Phrases) -> Iterator[Entry]:
    for kind, tables in _toml(path).items():
        if kind not in VALUES:
            raise ContentsError(f"{path.name} speaks of {kind}, which is no kind of record.")
        for table in tables:
            yield _entry(kind, table, phrases)


def _entry(kind: str, table: dict[str, Any], phrases: Phrases) -> Entry:
    links = LINKS.get(kind, {})
    if unknown := table.keys() - COMMON - FLAGS - VALUES[kind] - links.keys():
        raise ContentsError(f"{kind}/{table.get('slug')} has unknown fields: {', '.join(sorted(unknown))}.")
    return Entry(
        kind=kind,
        slug=table["slug"],
        values={name: value for name, value in table.items() if name in VALUES[kind] | FLAGS},
        texts={code: Words(**table[code]) for code in LANGUAGES if code in table},
        links={name: _several(value) for name, value in table.items() if name in links},
        names=tuple(_spelling(one, phrases) for one in table.get("names", ())),
        citations=tuple(_cited(one, phrases) for one in table.get("citations", ())),
        issuers=tuple(IssuedBy(**one) for one in table.get("issuers", ())),
        notes=tuple(Note(**one) for one in table.get("notes", ())),
        slots=table.get("slots", {}),
        versions=tuple(Version(**one) for one in table.get("versions", ())),
        renderings=tuple(Further(**one) for one in table.get("renderings", ())),
        copies=tuple(Captured(**one) for one in table.get("copies", ())),
        rules=tuple(map(_instrument, table.get("rules", ()))),
        overrides=tuple(map(_instrument, table.get("overrides", ()))),
        rituals=tuple(map(_instrument, table.get("rituals", ()))),
        figures=tuple(Counted(**one) for one in table.get("figures", ())),
        members=tuple(Held(**one) for one in table.get("members", ())),
        identifiers=table.get("identifiers", {}),
        involvements=tuple(Involved(**one) for one in table.get("involvements", ())),
        creator=_named(table.get("creator", ""), phrases),
        publisher=_named(table.get("publisher", ""), phrases),
        draws=table.get("draws", ""),
        alternative=table.get("alternative", {}),
        credit=_named(table.get("credit", ""), phrases),
        pages=tuple(Leaf(**one) for one in table.get("pages", ())),
        pictures=tuple(table.get("pictures", ())),
    )


def _instrument(table: dict[str, Any]) -> Instrument:
    return Instrument(
        source=table.get("source", ""),
        values={name: value for name, value in table.items() if name not in ("source", "what")},
        what=table.get("what", {}),
    )


def _spelling(table: dict[str, Any], phrases: Phrases) -> Spelling:
    return Spelling(**{**table, "used_by": _named(table.get("used_by", ""), phrases)})


def _cited(table: dict[str, Any], phrases: Phrases) -> Cited:
    english = table.get("about", "")
    return Cited(**{**table, "about": phrases.get(english, {"en": english})})


def _named(english: str, phrases: Phrases) -> Said:
    """A name that no phrase translates is written the same in every language."""
    return phrases.get(english, dict.fromkeys(LANGUAGES, english))


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check(entry: Entry, entries: Mapping[str, Entry]) -> None:
    if missing := [code for code in ALWAYS if code not in entry.texts]:
        raise ContentsError(f"{entry.key} has no words in: {', '.join(missing)}.")
    if unknown := sorted(entry.named() - entries.keys()):
        raise ContentsError(f"{entry.key} names what is not described: {', '.join(unknown)}.")
    if entry.figures and entry.kind != "timeline-entry":
        raise ContentsError(f"{entry.key} has figures, which only events have.")
    earlier: set[str] = set()
    for figure in entry.figures:
        if figure.part_of and figure.part_of not in earlier:
            raise ContentsError(f"{entry.key} has a figure that is part of none before it: {figure.part_of}.")
        earlier.add(figure.id)


def _in_order(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    try:
        order = TopologicalSorter({key: sorted(entry.named()) for key, entry in entries.items()}).static_order()
        return {key: entries[key] for key in order}
    except CycleError as circle:
        raise ContentsError(f"These name one another in a circle: {', '.join(circle.args[1])}.") from circle


def _desk(table: dict[str, Any]) -> Desk:
    return Desk(
        drafts=tuple(table["drafts"]),
        in_review=tuple(table["in_review"]),
        returned=tuple(Returned(**one) for one in table["returned"]),
        let_stand=tuple(LetStand(**one) for one in table["let_stand"]),
        scheduled=tuple(Scheduled(**one) for one in table["scheduled"]),
        corrected=tuple(
            Corrected(**{**one, "passages": tuple(Passage(**passage) for passage in one["passages"])})
            for one in table["corrected"]
        ),
        withdrawn=tuple(Withdrawn(**one) for one in table["withdrawn"]),
        merged=tuple(Merged(**one) for one in table["merged"]),
        begun=tuple(Begun(**{**one, "read": tuple(one["read"])}) for one in table["begun"]),
    )


def _check_desk(desk: Desk, entries: Mapping[str, Entry]) -> None:
    told: tuple[Corrected | Withdrawn | Merged, ...] = (*desk.corrected, *desk.withdrawn, *desk.merged)
    waiting: tuple[Returned | Scheduled | LetStand, ...] = (*desk.returned, *desk.scheduled, *desk.let_stand)
    kept = (one.into for one in desk.merged)
    keys = [*desk.drafts, *desk.in_review, *(one.record for one in (*waiting, *told, *desk.begun)), *kept]
    if unknown := sorted(set(keys) - entries.keys()):
        raise ContentsError(f"The desk names what is not described: {', '.join(unknown)}.")
    for one in told:
        if untold := sorted(entries[one.record].texts.keys() - one.note.keys()):
            raise ContentsError(f"Readers of {one.record} are told nothing in: {', '.join(untold)}.")
    for corrected in desk.corrected:
        for passage in corrected.passages:
            if entries[corrected.record].texts[passage.language].body.count(passage.now) != 1:
                raise ContentsError(f"{corrected.record} does not have these words once: {passage.now}")
    hidden = desk.unpublished()
    for entry in entries.values():
        if names := sorted(entry.named() & hidden):
            raise ContentsError(f"{entry.key} names what readers will not see: {', '.join(names)}.")
