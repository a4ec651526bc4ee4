"""What each page shows: one frozen dataclass for each template, complete before the template sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from archive.markup import Span
from archive.names import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that may lead somewhere: without an address they are only words. ``language`` is theirs."""

    text: str
    language: str = ""
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The same page in a language, named in that language. ``is_live``: it can be read in it."""

    code: str
    name: str
    address: str
    absolute: str
    locale: str
    is_current: bool
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date or an instant: as machines write it, and in words."""

    machine: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The page shows how the archive once stood; ``present`` is the same page as it stands now."""

    when: When
    asked: str
    present: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Where support can be found, in the ``words`` (safe HTML) of the site page ``title``, and a quiet way out.

    ``leave`` is the address that this leads to, ``host`` whose it is if it is not ours.
    """

    title: Link | None
    words: tuple[str, ...]
    leave: str
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What leads programs to something of a media ``type``."""

    text: str
    address: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the archive says of itself. ``language`` is that of its words, if it is not the reader's.

    ``words`` are safe HTML; ``menu`` leads to its site pages, and ``address`` to the record from which this is made,
    whose uuid is ``record``. Addresses are those of the present.
    """

    name: str
    summary: str
    words: tuple[str, ...]
    menu: tuple[Link, ...]
    support: Support
    language: str = ""
    mark: str = ""
    licence: Link | None = None
    postal_address: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page. ``canonical`` is empty where there is nothing to point to.

    ``data`` is safe JSON-LD that says what the page is about, ``published`` since when that has been here, if it is a
    record. ``report`` begins a message to the archive about an error. At ``any_language`` readers are led to this page
    in the language they prefer. ``sections`` stand at its head, ``foot`` at its foot. ``feed`` tells of what changes on
    this very page, if one does; ``follow`` leads to the feeds and the calendar of all. A past reading has none.
    """

    language: str
    title: str
    description: str
    canonical: str
    any_language: str
    is_indexed: bool
    home: str
    search: str
    sections: tuple[Link, ...]
    foot: tuple[Link, ...]
    identity: Identity
    tongues: tuple[Tongue, ...]
    report: str = ""
    data: str = ""
    published: str = ""
    feed: Way | None = None
    follow: tuple[Way, ...] = ()
    past: Past | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page is: a frame, and the one template that shows it all and sees nothing else."""

    template: ClassVar[str]
    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """How days come into a reader's own calendar: ``days`` is a file with those of one page, if it has any.

    ``all`` is a file with the days of all observances; ``subscribing`` lets a calendar keep up with it.
    """

    days: str
    all: str
    subscribing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a reader should know first. ``tone`` is note, correction, doubt or withdrawal."""

    tone: str
    heading: str
    text: str = ""
    language: str = ""
    when: When | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of a text. ``id`` was frozen with it and is its anchor for ever; ``html`` is safe.

    ``remarks`` are the archive's notes beside it, ``sources`` lead to what is cited for it.
    """

    id: str
    number: str
    html: str
    remarks: tuple[str, ...] = ()
    sources: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A text in one language; ``translation`` says in a sentence whose words these are.

    ``over_summary`` says whose the summary is, where the text is somebody else's.
    ``content_note`` says what follows, in another language if nobody has said it in this one; ``remarks`` are the
    archive's notes on the whole text.
    """

    language: str
    title: str
    summary: str
    over_summary: str
    paragraphs: tuple[Paragraph, ...]
    translation: str
    content_note: Link | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a source can be read outside this archive. ``address`` is empty if it can be no more.

    ``cited`` is the address as cited where readers are led to another one, or to none; ``state`` tells in a sentence
    what became of it, and ``checked`` when that was found. ``archived`` is an address in a web archive, ``copy`` one of
    this archive.
    """

    address: str
    host: str
    cited: str
    state: str
    checked: When | None
    archived: str
    copy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A captured copy that a source offers."""

    captured: When
    type: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationLine:
    """A source and what it says. ``described_in`` is the language of creator and publisher.

    ``thing`` is the one thing of the record that it is cited for: it leads there if that has a place of its own.
    """

    thing: Link | None
    about: str
    about_language: str
    source: Link
    sort: str
    creator: str
    publisher: str
    described_in: str
    published: When | None
    locator: str
    relation: str
    quotation: str
    quotation_language: str
    where: Whereabouts
    accessed: When | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One claim. ``number`` is put as its speaker puts it; ``counted`` says what is counted, and of what it is a part.

    ``later`` says in a sentence that the same speaker has stated it anew; empty for what is current.
    """

    number: str
    counted: str
    place: Link | None
    speaker: Link
    stated_on: When | None
    as_of: When | None
    cited: CitationLine
    later: str
    note: str
    note_language: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One claim on a chart: lines of words with their heights, and a mark from ``x`` to ``until``.

    ``marks`` are exact, or-more, or-less or about; and range, earlier.
    """

    words: tuple[tuple[int, str], ...]
    y: int
    x: str
    until: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Claims of a table that are not on its chart, and why."""

    reason: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The claims of one table, on one scale. ``legend`` explains the marks that occur."""

    height: int
    axis: int
    rows: tuple[ChartRow, ...]
    ticks: tuple[Tick, ...]
    legend: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """All claims on one measure, by the day they were stated. ``differing`` names that on which accounts differ."""

    measure: str
    differing: tuple[str, ...]
    lines: tuple[FigureLine, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFigures:
    """The figures of one event of an observance."""

    event: Link
    when: When
    tables: tuple[FigureTable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """Another name: ``told`` says in which language it is, of which sort, whose it is and when it was borne."""

    text: str
    language: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Where words were found. ``language`` is theirs, if it is not the reader's."""

    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record in a list, in the language it is shown in.

    ``tongue`` names that language if it is not the reader's; ``is_best`` is false when there is a better one for her.
    """

    title: Link
    kind: str
    form: str
    when: When | None
    summary: str
    tongue: str
    issuers: tuple[Link, ...] = ()
    is_best: bool = True
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items under a heading: a year of the timeline, a kind of record. The heading may lead to a page of its own."""

    heading: str
    items: tuple[Item, ...]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One public edition or notice in a record's history. ``note`` says to readers what changed, and why.

    ``then`` leads to the past reading in which it stood; a notice has none. ``changed`` leads to what changed in it; a
    first edition has none. ``is_told``: the record's own page tells of it.
    """

    number: int
    label: str
    note: str
    note_language: str
    since: When
    until: When | None
    address: str
    then: str
    changed: str
    is_withdrawal: bool
    is_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedWords:
    """How the words of one part of a record changed. A line without words stands for lines that did not change."""

    part: str
    lines: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an edition changed against the one ``before`` it.

    ``others`` names the other parts that changed, ``tongues`` lead to the same of the other languages whose words did.
    ``is_new``: the edition before could not be read in this language.
    """

    before: Link
    is_new: bool
    words: tuple[ChangedWords, ...]
    others: tuple[str, ...]
    tongues: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """When a record was first published, which edition this is, what readers were told, and where all editions are.

    ``changed`` is since when this edition stands, if it is not the first.
    """

    published: When
    number: int
    changed: When | None
    told: tuple[ChangeLine, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """How to cite an edition, and how to pass the page on. All addresses are absolute, and of the present.

    ``text`` is the citation in words, in pieces: names in it may be of other languages. ``page`` is where the record
    stands, ``address`` where this edition stands for ever, and ``digest`` is that of its content. A page that shows
    several records has no digest: at ``address`` it stands as it was on a day. ``mail`` opens a letter with the title
    and the page.
    """

    text: tuple[Link, ...]
    page: str
    mail: str
    archive: Link
    number: int
    since: When
    address: str
    digest: str


# --- one record -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailPage(Page):
    """What the pages of all kinds show. ``history`` and ``cite`` are missing only in a preview at the desk.

    ``changes`` is there at the own address of an edition that is not the first.
    ``sources`` lead from a field (title, date, places, issuers, law, rituals) to what is cited for it.
    ``offers_support``: it says what the archive's identity has on where support can be found.
    """

    template: ClassVar[str] = "public/detail.html"
    kind: str
    offers_support: bool
    notices: tuple[Notice, ...]
    prose: Prose
    tongues: tuple[Tongue, ...]
    names: tuple[NameLine, ...]
    citations: tuple[CitationLine, ...]
    sources: Mapping[str, tuple[Link, ...]]
    elsewhere: tuple[Link, ...]
    changes: Changes | None
    history: History | None
    cite: Cite | None
    subjects: tuple[Link, ...]
    collections: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawLine:
    """What one instrument did to an observance. ``days`` are those it set.

    ``never_kept``: another one took its place before the first of them.
    """

    signed: When | None
    effect: str
    kept_by: Link | None
    instrument: Link | None
    days: str
    years: str
    never_kept: bool
    is_in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleYear:
    """What an instrument said of one year."""

    year: Link
    words: str
    day_off: When | None
    instrument: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class RitualLine:
    """What is done on the day: ``time`` with its zone, and ``years`` in words. ``instrument`` added it."""

    what: Link
    time: str
    years: str
    instrument: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceLine:
    """One occurrence. ``instrument`` is the one that moved it, or the one whose rule it follows."""

    when: When
    address: str
    at_sunset: bool = False
    is_moved: bool = False
    day_off: When | None = None
    instrument: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyDays:
    """The days on which one body or community keeps an observance by a rule of its own."""

    body: Link
    days: tuple[OccurrenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservancePage(DetailPage):
    """``coming`` are its next days, the first of them perhaps today.

    ``status`` is said of what is not simply in force; ``day`` is the rule of today in words, ``law`` how it came to be.
    ``counted_from`` is the year, or the first and the last, from which anniversaries are counted.
    """

    template: ClassVar[str] = "public/observance.html"

    status: str
    successor: Link | None
    day: When | None
    counted_from: str
    is_today: bool
    coming: tuple[OccurrenceLine, ...]
    diary: Diary | None
    law: tuple[LawLine, ...]
    single_years: tuple[SingleYear, ...]
    rituals: tuple[RitualLine, ...]
    statements: tuple[Group, ...]
    all_statements: str
    events: tuple[Item, ...]
    figures: tuple[EventFigures, ...]
    others: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BylinePart:
    """Those who take part in a document in one way, with the words before and after their names."""

    before: str
    names: tuple[Link, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """``counted`` is empty where the calendar counts the same, or nothing."""

    stated: str
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version of the document by its issuer. ``is_rendered``: the text on this page renders it."""

    label: str
    issued: When | None
    note: str
    note_language: str
    found_in: CitationLine | None
    is_rendered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderingLine:
    """A further text of the same document, in its own language."""

    sort: str
    language: str
    language_name: str
    published: When | None
    about: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    found_in: CitationLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(DetailPage):
    """``provenance`` says who speaks and whether these are all their words.

    ``is_theirs``: the text is a text of the document, so that it matters whose translation it is.
    ``occasion`` is the page of its observance in its year, if readers can see that. ``earlier`` and ``later`` are what
    the same issuer said on the same observance in another year.
    """

    template: ClassVar[str] = "public/statement.html"

    form: str
    when: When
    byline: tuple[BylinePart, ...]
    observance: Link | None
    year: int
    occasion: str
    provenance: BylinePart
    is_theirs: bool
    number: str
    signed: When | None
    released: When | None
    embargo: When | None
    received: When | None
    anniversary: Anniversary | None
    versions: tuple[VersionLine, ...]
    renderings: tuple[RenderingLine, ...]
    original: str
    places: tuple[Link, ...]
    persons: tuple[Item, ...]
    earlier: Item | None
    later: Item | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage(DetailPage):
    """``here`` is its time on the archive's clock, ``wording`` the date in the source's words."""

    template: ClassVar[str] = "public/entry.html"

    when: When
    here: str
    wording: str
    wording_language: str
    observances: tuple[Link, ...]
    places: tuple[Link, ...]
    figures: tuple[FigureTable, ...]
    appears: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage(DetailPage):
    """``coordinates`` are decimal degrees in words; ``parents`` what it lies in."""

    template: ClassVar[str] = "public/place.html"

    coordinates: str
    precision: str
    parents: tuple[Link, ...]
    appears: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionPage(DetailPage):
    """``existed`` is from when to when, in words."""

    template: ClassVar[str] = "public/institution.html"

    sort: str
    existed: str
    seat: Link | None
    parents: tuple[Link, ...]
    predecessor: Link | None
    appears: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementLine:
    """What one source says somebody was in an event or a statement."""

    role: str
    event: Link
    cited: CitationLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(DetailPage):
    template: ClassVar[str] = "public/person.html"

    born: When | None
    died: When | None
    involvements: tuple[InvolvementLine, ...]
    appears: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(DetailPage):
    """``rights`` leads to the statement at rightsstatements.org."""

    template: ClassVar[str] = "public/source.html"

    sort: str
    standing: str
    creator: str
    publisher: str
    described_in: str
    published: When | None
    rights: Link | None
    where: Whereabouts
    further_addresses: tuple[str, ...]
    copy: CopyLine | None
    language_name: str
    accessed: When | None
    cited_by: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One record in a collection: under the title it bore when the collection was frozen, and where it is now.

    ``summary`` is that of the record itself, where the collection says nothing of it.
    """

    title: Link
    kind: str
    issuers: tuple[Link, ...]
    when: When | None
    caption: str
    caption_language: str
    summary: str
    summary_language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPage(DetailPage):
    template: ClassVar[str] = "public/collection.html"

    members: tuple[MemberLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage(DetailPage):
    """``everything`` leads to the lists of what stands under it and under what is narrower."""

    template: ClassVar[str] = "public/subject.html"

    broader: Link | None
    narrower: tuple[Link, ...]
    everything: tuple[Link, ...]
    appears: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityPage(DetailPage):
    """``postal_address`` is there in its lines."""

    template: ClassVar[str] = "public/identity.html"

    mark: str
    licence: Link | None
    postal_address: tuple[str, ...]
    email: str
    telephone: str


# --- what stands in a record's place -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsPage(Page):
    """Newest first."""

    template: ClassVar[str] = "public/editions.html"
    kind: str
    title: Link
    editions: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrencePage(Page):
    """An observance in one year. ``days`` is empty for a year in which it was not kept.

    ``ritual_sources`` lead to what the page of the observance cites for its rituals.
    """

    template: ClassVar[str] = "public/occurrence.html"
    kind: str
    offers_support: bool
    notices: tuple[Notice, ...]
    observance: Link
    year: int
    all_of_year: str
    status: str
    days: tuple[OccurrenceLine, ...]
    days_of_bodies: tuple[BodyDays, ...]
    not_kept: SingleYear | None
    rituals: tuple[RitualLine, ...]
    ritual_sources: tuple[Link, ...]
    diary: Diary | None
    statements: tuple[Item, ...]
    events: tuple[Item, ...]
    figures: tuple[EventFigures, ...]
    cite: Cite | None
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """What readers were told of a record. ``edition`` is the one that says it; a withdrawal is none."""

    label: str
    title: Link
    kind: str
    note: str
    note_language: str
    since: When
    edition: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsOfYear:
    heading: str
    lines: tuple[CorrectionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """Newest first. ``newer`` and ``older`` lead to other pages of the same list."""

    template: ClassVar[str] = "public/corrections.html"
    years: tuple[CorrectionsOfYear, ...]
    newer: str
    older: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLanguagePage(Page):
    """``title`` is in one of the languages that are there."""

    template: ClassVar[str] = "public/missing_language.html"
    kind: str
    title: Link
    tongues: tuple[Tongue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TombstonePage(Page):
    """What is left where a record was withdrawn. ``title`` may have to stay unsaid."""

    template: ClassVar[str] = "410.html"
    kind: str
    title: Link | None
    issuers: tuple[Link, ...]
    date: When | None
    reason: str
    note: str
    note_language: str
    since: When


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """What went wrong, in a sentence, and where to go on. ``query`` stands ready to be looked for."""

    template: ClassVar[str] = "error.html"
    heading: str
    text: str
    query: str
