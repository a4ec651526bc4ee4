"""The whole public form of a record, in every language that is ready, as one value that turns into canonical bytes."""

import hashlib
import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cache
from types import GenericAlias, UnionType
from typing import Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

from archive import rules as law

Form = TypeVar("Form")

# What is frozen now. Every schema stays readable: a new field has a default, an old one is never taken away.
SCHEMA = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a text. ``id`` (p1, p2 …) is given at freezing and names this paragraph for ever."""

    id: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Another record, under the labels (language → title) it bore when this payload was frozen."""

    record: str
    kind: str
    label: dict[str, str]
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """Another name or spelling, with the code of its language; ``since`` and ``until`` are the dates it was borne."""

    text: str
    language: str
    sort: str
    used_by: str = ""
    since: str = ""
    until: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierForm:
    """The number under which a register elsewhere (wikidata, geonames, viaf) keeps the same thing."""

    register: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source as it was described when it was cited; ``address`` stays as cited.

    ``described_in`` is the language of ``creator`` and ``publisher``.
    """

    record: str
    label: dict[str, str]
    sort: str
    creator: str = ""
    publisher: str = ""
    described_in: str = ""
    published: str = ""
    address: str = ""
    language: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What one source says: where, in which words, and whether it supports or disputes.

    It is cited for the whole record, or for a ``field``, a ``figure`` (f1, f2 …), or a ``paragraph`` (p1, p2 …) in
    ``paragraph_language``, empty for every language. ``about`` says it in words of ``about_language``.
    """

    source: CitedSource
    field: str = ""
    figure: str = ""
    paragraph: str = ""
    paragraph_language: str = ""
    about: str = ""
    about_language: str = ""
    locator: str = ""
    quotation: str = ""
    quotation_language: str = ""
    relation: str = "supports"


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
class Words:
    """A record's text in one language, and what its readers find beside it. ``translation`` says whose words they are.

    ``is_behind``: it renders an earlier text than the original that is frozen with it.
    """

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

    def bodies(self) -> tuple[Block, ...]:
        """The blocks of the text and of its further renderings."""
        return (*self.blocks, *(block for one in self.renderings for block in one.blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureForm:
    """What one speaker says of one number: ``value``, or ``low`` and ``high``, or none where none is given.

    ``id`` (f1, f2 …) names it within its payload; ``part_of`` and ``superseded_by`` are such ids.
    """

    id: str
    measure: str
    qualifier: str
    stated_by: Reference
    stated_in: Cited
    value: int | None = None
    low: int | None = None
    high: int | None = None
    unit: str = "persons"
    population: str = ""
    place: Reference | None = None
    as_of: str = ""
    stated_on: str = ""
    part_of: str = ""
    superseded_by: str = ""
    note: str = ""
    note_language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Why this edition exists: its kind, and the public note (language → words)."""

    kind: str
    note: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What every kind has. ``texts`` maps a language to its words."""

    KIND: ClassVar[str] = ""

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

    def references(self) -> tuple[Reference, ...]:
        """Every record this payload names, the cited sources apart."""
        return (*self.subjects, *self.mentions, *((self.merged_into,) if self.merged_into else ()))

    def cited(self) -> tuple[Cited, ...]:
        """Everything this payload cites, wherever it stands."""
        return self.citations

    def named_records(self) -> frozenset[str]:
        """The uuids of every record that must be public for this payload to be so."""
        return frozenset(ref.record for ref in self.references()) | {cited.source.record for cited in self.cited()}

    def words(self, language: str) -> tuple[str, Words]:
        """The words for a reader of ``language``, and the language they are really in."""
        code = next(code for code in (language, *lead_order(self)) if code in self.texts)
        return code, self.texts[code]

    def of_today(self) -> "Payload":
        """The same as it would be frozen now: what an older schema said in other fields stands in those of today."""
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRule:
    """What one instrument did to an observance; with a ``kind``, the day it set. Fields as in ``rules.Rule``.

    ``kept_by`` names the body or community for which alone it holds.
    """

    effect: str
    kept_by: Reference | None = None
    instrument: Reference | None = None
    signed: str = ""
    kind: str = ""
    month: int | None = None
    day: int | None = None
    weekday: str = ""
    nth: int | None = None
    side: str = ""
    base: Reference | None = None
    days: int | None = None
    dates: tuple[str, ...] = ()
    duration: int = 1
    shifts: str = ""
    leap: str = ""
    at_sunset: bool = False
    from_year: int | None = None
    to_year: int | None = None

    def rule(self, ref: str = "") -> law.Rule | None:
        """What it says of the days, if anything: one that ends an observance says that there are none."""
        if not self.kind and self.effect != "abolishes":
            return None
        return law.Rule(
            kind=law.Kind(self.kind),
            month=self.month,
            day=self.day,
            weekday=self.weekday,
            nth=self.nth,
            side=self.side,
            base=self.base.record if self.base else "",
            days=self.days,
            dates=law.dates_from(" ".join(self.dates)),
            duration=self.duration,
            shifts=law.shifts_from(self.shifts),
            leap=self.leap,
            at_sunset=self.at_sunset,
            from_year=self.from_year,
            to_year=self.to_year,
            signed=self.signed,
            ref=ref,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What an instrument said of one year alone; ``date`` and ``day_off`` are days or empty."""

    year: int
    outcome: str
    instrument: Reference
    date: str = ""
    day_off: str = ""

    def override(self, ref: str = "") -> law.Override:
        return law.Override(
            year=self.year,
            outcome=law.Outcome(self.outcome),
            day=date.fromisoformat(self.date) if self.date else None,
            day_off=date.fromisoformat(self.day_off) if self.day_off else None,
            ref=ref,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RitualForm:
    """What is done on the day (language → words). A ``time`` (12:00) without a ``zone`` is local wherever one is."""

    what: dict[str, str]
    time: str = ""
    zone: str = ""
    from_year: int | None = None
    to_year: int | None = None
    instrument: Reference | None = None

    def is_of(self, year: int) -> bool:
        """Whether it may have been kept in ``year``."""
        return (self.from_year or year) <= year <= (self.to_year or year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservancePayload(Payload):
    """``month``, ``day`` and ``first_year`` are schema 1's, for fixed days: ``of_today`` makes a rule of them."""

    KIND: ClassVar[str] = "observance"
    # Of these no day was ever kept.
    NEVER_KEPT: ClassVar[frozenset[str]] = frozenset({"proposed", "stricken"})

    month: int = 0
    day: int = 0
    first_year: int | None = None
    status: str = "in-force"
    successor: Reference | None = None
    rules: tuple[DateRule, ...] = ()
    overrides: tuple[Override, ...] = ()
    base_year: int | None = None
    base_year_last: int | None = None
    rituals: tuple[RitualForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        successor = (self.successor,) if self.successor else ()
        of_rules = [ref for row in self.rules for ref in (row.instrument, row.base, row.kept_by) if ref]
        of_years = (row.instrument for row in self.overrides)
        of_rituals = (row.instrument for row in self.rituals if row.instrument)
        return (*successor, *of_rules, *of_years, *of_rituals, *Payload.references(self))

    def of_today(self) -> "ObservancePayload":
        if not self.month:
            return self
        fixed = DateRule(
            effect="establishes", kind=law.Kind.FIXED.value, month=self.month, day=self.day, from_year=self.first_year
        )
        return replace(self, month=0, day=0, first_year=None, rules=(fixed, *self.rules))

    def days(self, kept_by: Reference | None = None) -> tuple[law.Rule, ...]:
        """The rules that hold for everybody, or those of one body; none if it was never in force.

        Each has its place among ``of_today().rules`` as ``ref``.
        """
        if self.status in self.NEVER_KEPT:
            return ()
        rows = ((place, row) for place, row in enumerate(self.of_today().rules) if row.kept_by == kept_by)
        found = (row.rule(f"rule-{place}") for place, row in rows)
        return tuple(rule for rule in found if rule)

    def bodies(self) -> tuple[Reference, ...]:
        """Those that keep it on days of their own, each once."""
        own = {row.kept_by.record: row.kept_by for row in self.rules if row.kept_by}
        return tuple(own.values())

    def single_years(self) -> tuple[law.Override, ...]:
        """Its overrides, each with its place as ``ref``; none if it was never in force."""
        if self.status in self.NEVER_KEPT:
            return ()
        return tuple(row.override(f"override-{place}") for place, row in enumerate(self.overrides))


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuersVersion:
    """One version of the document as its issuer made it public."""

    label: str
    issued: str = ""
    note: str = ""
    note_language: str = ""
    found_in: Cited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPayload(Payload):
    """``released`` and ``embargo`` are what clocks showed with the distance to UTC, "2026-01-19T22:01+04:00".

    ``anniversary`` is the one it states; ``counted`` is how the calendar counts, the lowest and the highest.
    """

    KIND: ClassVar[str] = "statement"

    year: int
    date: str
    form: str
    origin: str
    completeness: str
    original_language: str
    observance: Reference | None = None
    issuers: tuple[Reference, ...] = ()
    places: tuple[Reference, ...] = ()
    number: str = ""
    signed: str = ""
    released: str = ""
    released_zone: str = ""
    embargo: str = ""
    embargo_zone: str = ""
    anniversary: int | None = None
    counted: tuple[int, ...] = ()
    received: str = ""
    versions: tuple[IssuersVersion, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        observance = (self.observance,) if self.observance else ()
        return (*observance, *self.issuers, *self.places, *Payload.references(self))

    def cited(self) -> tuple[Cited, ...]:
        of_versions = (version.found_in for version in self.versions)
        of_renderings = (one.found_in for words in self.texts.values() for one in words.renderings)
        return (*self.citations, *(cited for cited in (*of_versions, *of_renderings) if cited))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntryPayload(Payload):
    """``date`` is a ``Dating``. ``date_end`` is the last day in schemas 1 and 2: ``of_today`` makes a span of both.

    ``time`` (23:30) and ``zone`` are as the source has them, ``instant`` is that moment in UTC.
    """

    KIND: ClassVar[str] = "timeline-entry"

    date: str
    date_end: str = ""
    one_night: bool = False
    time: str = ""
    zone: str = ""
    instant: str = ""
    date_wording: str = ""
    date_wording_language: str = ""
    observances: tuple[Reference, ...] = ()
    places: tuple[Reference, ...] = ()
    figures: tuple[FigureForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        speakers = {figure.stated_by.record: figure.stated_by for figure in self.figures}.values()
        places = {figure.place.record: figure.place for figure in self.figures if figure.place}.values()
        return (*self.observances, *self.places, *speakers, *places, *Payload.references(self))

    def cited(self) -> tuple[Cited, ...]:
        return (*self.citations, *(figure.stated_in for figure in self.figures))

    def of_today(self) -> "TimelineEntryPayload":
        if not self.date_end:
            return self
        is_span = self.date_end != self.date
        return replace(self, date=f"{self.date}/{self.date_end}" if is_span else self.date, date_end="")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePayload(Payload):
    """``parents`` is all it lies in, the smallest first."""

    KIND: ClassVar[str] = "place"

    latitude: str = ""
    longitude: str = ""
    precision: str = ""
    parents: tuple[Reference, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        return (*self.parents, *Payload.references(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionPayload(Payload):
    """``parents`` is all it is a part of, the nearest first."""

    KIND: ClassVar[str] = "institution"

    place: Reference | None = None
    sort: str = ""
    since: str = ""
    until: str = ""
    parents: tuple[Reference, ...] = ()
    predecessor: Reference | None = None

    def references(self) -> tuple[Reference, ...]:
        single = (one for one in (self.place, self.predecessor) if one)
        return (*single, *self.parents, *Payload.references(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementForm:
    """What one source says of a person in an event: ``role`` in ``event``, which may be a statement too."""

    role: str
    event: Reference
    stated_in: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPayload(Payload):
    """Whose name is withheld stands here under initials, without other names and dates."""

    KIND: ClassVar[str] = "person"

    born: str = ""
    died: str = ""
    involvements: tuple[InvolvementForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        return (*(one.event for one in self.involvements), *Payload.references(self))

    def cited(self) -> tuple[Cited, ...]:
        return (*self.citations, *(one.stated_in for one in self.involvements))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedCopy:
    """A captured copy that readers may have: its digest, by which it is found, size in bytes, type, and when it was
    captured, an instant in UTC.
    """

    sha256: str
    size: int
    media_type: str
    captured_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePayload(Payload):
    """``address`` is the one as cited, ``current_address`` that of today if it is another one.

    ``rights`` is an identifier of rightsstatements.org; ``checked_at`` an instant in UTC.
    """

    KIND: ClassVar[str] = "source"

    sort: str
    standing: str = ""
    creator: str = ""
    publisher: str = ""
    described_in: str = ""
    published: str = ""
    language: str = ""
    rights: str = ""
    address: str = ""
    accessed: str = ""
    current_address: str = ""
    address_state: str = "unknown"
    checked_at: str = ""
    archived_address: str = ""
    further_addresses: tuple[str, ...] = ()
    offered_copy: OfferedCopy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberForm:
    """One record in a collection, and what is said of it there (language → words)."""

    record: Reference
    caption: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPayload(Payload):
    KIND: ClassVar[str] = "collection"

    members: tuple[MemberForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        return (*(member.record for member in self.members), *Payload.references(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPayload(Payload):
    """One term. The summary of its texts is its scope note."""

    KIND: ClassVar[str] = "subject"

    broader: Reference | None = None

    def references(self) -> tuple[Reference, ...]:
        return (*((self.broader,) if self.broader else ()), *Payload.references(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePayload(Payload):
    """A page of the site. ``menu`` is its place in the menu at the foot of every page; ``None``: it is not in it."""

    KIND: ClassVar[str] = "page"

    menu: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPayload(Payload):
    """The archive itself: its texts hold its name, what it is, and what stands at the foot of every page.

    ``support`` is the site page that says where support can be found, ``quiet_exit`` an address elsewhere or empty.
    """

    KIND: ClassVar[str] = "identity"

    mark: str = ""
    licence: str = ""
    licence_address: str = ""
    postal_address: str = ""
    email: str = ""
    telephone: str = ""
    support: Reference | None = None
    quiet_exit: str = ""

    def references(self) -> tuple[Reference, ...]:
        return (*((self.support,) if self.support else ()), *Payload.references(self))


KINDS: dict[str, type[Payload]] = {
    form.KIND: form
    for form in (
        ObservancePayload,
        StatementPayload,
        TimelineEntryPayload,
        PlacePayload,
        InstitutionPayload,
        PersonPayload,
        SourcePayload,
        CollectionPayload,
        SubjectPayload,
        PagePayload,
        IdentityPayload,
    )
}


def lead_order(payload: Payload) -> tuple[str, ...]:
    """The order in which languages stand in for a missing one: the original's first, then az, en, ru."""
    original = getattr(payload, "original_language", "")
    return (original, "az", "en", "ru") if original else ("az", "en", "ru")


def original(payload: Payload) -> str:
    """The language of the text that the others translate; empty if there is none, or several."""
    found = [language for language, words in sorted(payload.texts.items()) if words.translation == "original"]
    first = getattr(payload, "original_language", "")
    return first if first in found else found[0] if len(found) == 1 else ""


def issuing(payload: Payload) -> tuple[Reference, ...]:
    """Those who issued a document; if nobody is said to have, all who took part; nobody for all that is no document."""
    parts: tuple[Reference, ...] = getattr(payload, "issuers", ())
    return tuple(ref for ref in parts if ref.role == "issuer") or parts


def titles(payload: Payload) -> dict[str, str]:
    """Language → title: the label under which other payloads name this one."""
    return {language: words.title for language, words in payload.texts.items()}


def rule_in_words(row: DateRule, language: str) -> str:
    """The day that a rule sets, in words; empty for what sets none."""
    rule = row.rule()
    label = row.base.label if row.base else {}
    base = label.get(language) or next((label[code] for code in ("az", "en", "ru") if code in label), "")
    return law.in_words(rule, language, base=base) if rule else ""


def as_cited(source: SourcePayload) -> CitedSource:
    """``source`` as other payloads describe it."""
    return CitedSource(
        record=source.record,
        label=titles(source),
        sort=source.sort,
        creator=source.creator,
        publisher=source.publisher,
        described_in=source.described_in,
        published=source.published,
        address=source.address,
        language=source.language,
        accessed=source.accessed,
    )


def to_bytes(payload: Payload) -> bytes:
    """Canonical JSON: keys sorted, no blanks, NFC, UTF-8. Raises ``TypeError`` on a float: they are not exact."""
    plain = _plain(asdict(payload))
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def from_bytes(content: bytes) -> Payload:
    """The payload that ``content`` holds. Raises ``ValueError`` for a kind or schema nobody ever froze."""
    plain = json.loads(content)
    form = KINDS.get(plain.get("kind"))
    if form is None or plain.get("schema") not in range(1, SCHEMA + 1):
        raise ValueError(f"unknown payload: kind {plain.get('kind')!r}, schema {plain.get('schema')!r}")
    payload: Payload = _revive(form, plain)
    return payload


def digest(content: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal. This is what an approval signs."""
    return hashlib.sha256(content).hexdigest()


def same_content(one: Payload, other: Payload) -> bool:
    """Whether readers would see no difference, the reason for the change apart."""
    return _content(one) == _content(other)


def same_but_for_labels(one: Payload, other: Payload) -> bool:
    """Whether both say the same of themselves: what the records that they name are called is not asked."""
    return same_content(rewritten(one, _unlabelled), rewritten(other, _unlabelled))


def relabelled(payload: Payload, *, before: Payload, after: Payload) -> Payload:
    """``payload`` naming and describing one record as ``after`` does, wherever it did as ``before``."""

    def anew(value: Any) -> Any:
        match value:
            case Reference() if (value.record, value.label) == (before.record, titles(before)):
                return replace(value, label=titles(after))
            case CitedSource() if isinstance(before, SourcePayload) and value == as_cited(before):
                return as_cited(after) if isinstance(after, SourcePayload) else value
        return value

    return rewritten(payload, anew)


def _unlabelled(value: Any) -> Any:
    match value:
        case Reference():
            return replace(value, label={})
        case CitedSource():
            return CitedSource(record=value.record, label={}, sort="")
    return value


def rewritten(value: Form, change: Callable[[Any], Any]) -> Form:
    """``value`` with whatever ``change`` gives back as another part; that one is not searched further."""
    changed: Any = change(value)
    if changed is not value:
        return cast(Form, changed)
    inside: Any = value
    match value:
        case tuple():
            inside = tuple(rewritten(item, change) for item in value)
        case dict():
            inside = {key: rewritten(item, change) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            inside = replace(value, **{f.name: rewritten(getattr(value, f.name), change) for f in fields(value)})
    return cast(Form, inside)


def _content(payload: Payload) -> dict[str, Any]:
    return {key: value for key, value in asdict(payload.of_today()).items() if key not in ("change", "schema")}


def _plain(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case None | bool() | int():
            return value
    raise TypeError(f"a payload holds no {type(value).__name__}")


# Finding them out costs more than reading a whole payload.
_hints: Any = cache(get_type_hints)


def _revive(form: Any, value: Any) -> Any:
    """``value`` from JSON, as the annotated type ``form`` says."""
    if is_dataclass(form):
        hints = _hints(form)
        known = (f.name for f in fields(form) if f.name in value)
        return form(**{name: _revive(hints[name], value[name]) for name in known})  # type: ignore[operator]
    if isinstance(form, UnionType):
        inner = next(arg for arg in get_args(form) if arg is not type(None))
        return None if value is None else _revive(inner, value)
    if isinstance(form, GenericAlias) and get_origin(form) is tuple:
        return tuple(_revive(get_args(form)[0], item) for item in value)
    if isinstance(form, GenericAlias) and get_origin(form) is dict:
        return {key: _revive(get_args(form)[1], item) for key, item in value.items()}
    return value
