"""What the pages of single records show, whatever their kind, and the pages that stand in a record's place."""

from collections.abc import Mapping
from typing import ClassVar

from archive.markup import Span
from archive.public.frame.pages import LanguageLink, Link, Notice, Page, When
from archive.public.frame.shown import shown
from archive.public.pictures.pages import ShownPicture


@shown
class SourceNote:
    """What is cited for a paragraph: its ``number`` leads to its place in the list of sources."""

    number: Link
    source: Link
    original_title: Link | None
    locator: str


@shown
class Paragraph:
    """One block of a text. ``id`` was frozen with it and is its anchor for ever; ``html`` is safe, and empty where
    there is a ``picture`` instead. ``called`` names it aloud.

    ``remarks`` are the archive's notes beside it, ``sources`` is what is cited for it.
    """

    id: str
    number: str
    called: str
    html: str
    picture: ShownPicture | None = None
    remarks: tuple[str, ...] = ()
    sources: tuple[SourceNote, ...] = ()


@shown
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


@shown
class SourceAccess:
    """Where a source can be read outside this archive. ``address`` is empty if it can be no more.

    ``is_front``: it leads to the first page of a site, and not to the document.

    ``cited`` is the address as cited where readers are led to another one, or to none; ``state`` tells in a sentence
    what became of it, and ``checked`` when that was found. ``archived`` is an address in a web archive, ``copy`` one of
    this archive.
    """

    address: str
    host: str
    is_front: bool
    cited: str
    state: str
    checked: When | None
    archived: str
    copy: str


@shown
class CitationLine:
    """A source and what it says. ``original_title`` is how the document itself is headed.

    ``thing`` is the one thing of the record that it is cited for: it leads there if that has a place of its own.
    """

    thing: Link | None
    about: Link | None
    source: Link
    original_title: Link | None
    sort: str
    creator: Link | None
    publisher: Link | None
    published: When | None
    locator: str
    relation: str
    quotation: str
    quotation_language: str
    access: SourceAccess
    accessed: When | None


@shown
class Quoted:
    """Where in a source a claim stands. ``address`` is where the source is to be read, if that is known."""

    source: Link
    original_title: Link | None
    locator: str
    quotation: str
    quotation_language: str
    address: str


@shown
class FigureLine:
    """One claim. ``id`` is its anchor for ever. ``number`` is put as its speaker puts it; ``counted`` says what is
    counted, and of what it is a part. ``is_of_people``: that is simply people, and need not be said.

    ``year`` is that of ``stated_on``, or all that is known of it. ``later`` says in a sentence that the same speaker
    has stated it anew; empty for what is current. ``sources`` are the numbers of its sources in the list of them.
    ``citation`` is ready to be copied, in pieces; there is none in a preview.
    """

    id: str
    measure: str
    number: str
    counted: str
    is_of_people: bool
    place: Link | None
    speaker: Link
    stated_on: When | None
    year: str
    as_of: When | None
    cited: Quoted
    later: str
    note: Link | None
    sources: tuple[Link, ...]
    citation: tuple[Link, ...]


@shown
class BoardColumn:
    """``differing`` names that on which accounts differ; it is empty where that is simply people."""

    measure: str
    differing: tuple[str, ...]


@shown
class BoardCell:
    """What one speaker states on one measure. ``unfold`` counts the ``earlier`` ones."""

    measure: str
    current: tuple[FigureLine, ...]
    earlier: tuple[FigureLine, ...]
    unfold: str


@shown
class BoardRow:
    """``letter`` is that of the speaker on the plot."""

    letter: str
    speaker: Link
    cells: tuple[BoardCell, ...]


@shown
class Mark:
    """One claim on a drawing, in pixels; its place is at ``from_x`` and ``from_y``, beside which it may have to stand.

    ``kinds`` are exact, or-more, or-less or about; and range, earlier, moved. A range is from ``low`` to ``high``.
    """

    figure: str
    letter: str
    x: int
    y: int
    from_x: int
    from_y: int
    low: int
    high: int
    kinds: tuple[str, ...]


@shown
class Tick:
    at: int
    words: str


@shown
class Trail:
    """A line through what one speaker stated in turn."""

    points: str


@shown
class Drawing:
    """A panel in one ``size``: wide, or narrow for phones. Numbers end at ``left``, years are under ``foot``."""

    size: str
    width: int
    height: int
    left: int
    foot: int
    numbers: tuple[Tick, ...]
    years: tuple[Tick, ...]
    trails: tuple[Trail, ...]
    marks: tuple[Mark, ...]


@shown
class Panel:
    """One measure. ``words`` say all that is drawn."""

    measure: str
    words: str
    drawings: tuple[Drawing, ...]


@shown
class OfMeasure:
    """Claims on one measure."""

    measure: str
    claims: tuple[FigureLine, ...]


@shown
class LeftOut:
    """Claims that are not drawn, and why."""

    reason: str
    measures: tuple[OfMeasure, ...]


@shown
class Plot:
    """``legend`` explains the marks that occur."""

    panels: tuple[Panel, ...]
    legend: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@shown
class Board:
    """All figures of an event: speakers by the day of their first figure, and measures in the archive's order.

    ``claims`` are all of them one by one, by measure.
    """

    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    claims: tuple[FigureLine, ...]
    plot: Plot | None


@shown
class FigureInLine:
    """One claim in a line: ``number`` leads to it on the page of its event."""

    number: Link
    counted: str
    place: Link | None
    speaker: Link
    year: str


@shown
class MeasureLine:
    """What is stated on one measure. ``differs``: accounts differ on something of it."""

    measure: str
    differs: bool
    claims: tuple[FigureInLine, ...]


@shown
class EventFigures:
    """The figures of one event of an observance, a line for each measure; ``all`` counts them and leads to them."""

    event: Link
    when: When
    lines: tuple[MeasureLine, ...]
    all: Link


@shown
class FiguresOfEvents:
    """A part of the pages of an observance, which is kept as it was written."""

    template: ClassVar[str] = "public/figures_of_events.html"
    events: tuple[EventFigures, ...]


@shown
class NameLine:
    """Another name: ``about`` says in which language it is, of which sort and when it was borne."""

    text: str
    language: str
    about: str
    used_by: Link | None


@shown
class ChangeLine:
    """One public edition or notice in a record's history. ``note`` says to readers what changed, and why.

    ``then`` leads to the past reading in which it stood; a notice has none. ``changed`` leads to what changed in it; a
    first edition has none. ``is_announced``: the record's own page tells of it.
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
    is_announced: bool


@shown
class ChangedWords:
    """How the words of one part of a record changed. A line without words stands for lines that did not change."""

    part: str
    lines: tuple[tuple[Span, ...], ...]


@shown
class Changes:
    """What an edition changed against the one ``before`` it.

    ``others`` names the other parts that changed, ``other_languages`` lead to the same in those whose words did.
    ``is_new``: the edition before could not be read in this language.
    """

    before: Link
    is_new: bool
    words: tuple[ChangedWords, ...]
    others: tuple[str, ...]
    other_languages: tuple[Link, ...]


@shown
class History:
    """When a record was first published, which edition this is, what readers were told, and where all editions are.

    ``changed`` is since when this edition stands, if it is not the first.
    """

    published: When
    number: int
    changed: When | None
    announced: tuple[ChangeLine, ...]
    address: str


@shown
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


@shown
class Within:
    """A search in what names a record: its form sends ``name`` and ``value`` besides the words."""

    label: str
    address: str
    name: str
    value: str


@shown
class Akin:
    """A record that is about the same, and near in time."""

    title: Link
    kind: str
    when: When | None


@shown
class DetailPage(Page):
    """What the pages of all kinds show. ``history`` and ``cite`` are missing only in a preview at the desk.

    ``changes`` is there at the own address of an edition that is not the first.
    ``sources`` lead from a field (title, date, places, issuers, law, rituals) to what is cited for it.
    ``offers_support``: it says what the archive's identity has on where support can be found. ``pictures`` are those at
    its head.
    """

    template: ClassVar[str] = "public/detail.html"
    kind: str
    offers_support: bool
    notices: tuple[Notice, ...]
    prose: Prose
    languages: tuple[LanguageLink, ...]
    names: tuple[NameLine, ...]
    citations: tuple[CitationLine, ...]
    sources: Mapping[str, tuple[Link, ...]]
    elsewhere: tuple[Link, ...]
    changes: Changes | None
    history: History | None
    cite: Cite | None
    subjects: tuple[Link, ...]
    collections: tuple[Link, ...]
    pictures: tuple[ShownPicture, ...]

    @property
    def pictures_before_text(self) -> bool:
        """Words come before pictures and maps, and a summary is enough of them."""
        return bool(self.prose.summary)


@shown
class EditionsPage(Page):
    """Newest first."""

    template: ClassVar[str] = "public/editions.html"
    kind: str
    title: Link
    editions: tuple[ChangeLine, ...]


@shown
class MissingLanguagePage(Page):
    """``title`` is in one of the languages that are there."""

    template: ClassVar[str] = "public/missing_language.html"
    kind: str
    title: Link
    languages: tuple[LanguageLink, ...]


@shown
class TombstonePage(Page):
    """What is left where a record was withdrawn. ``title`` may have to stay unsaid."""

    template: ClassVar[str] = "public/withdrawn.html"
    kind: str
    title: Link | None
    issuers: tuple[Link, ...]
    date: When | None
    reason: str
    note: str
    note_language: str
    since: When
