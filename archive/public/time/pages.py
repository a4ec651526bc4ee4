"""What the timeline, years and days show, and the first page."""

from typing import ClassVar

from markupsafe import Markup

from archive.public.frame.pages import Link, Page, When
from archive.public.frame.shown import shown
from archive.public.kinds.observances import RitualLine
from archive.public.lists.pages import Item, ListPage, Pagination
from archive.public.maps.pages import Map
from archive.public.pictures.pages import Image


@shown
class Bar:
    """How much there is of one stretch of time. ``label`` is short, ``words`` says it all; no address for none.

    ``counted`` says how many records there are; ``open`` of them reach into it by an end that is open. ``y`` and
    ``height`` are hundredths of the highest one; ``solid_y`` and ``solid_height`` are those of the bar without what is
    open. ``is_gap``: it stands for a long time of which there is nothing.
    """

    label: str
    words: str
    counted: str
    count: int = 0
    open: int = 0
    address: str = ""
    y: str = "100%"
    height: str = "0%"
    solid_y: str = "100%"
    solid_height: str = "0%"
    is_chosen: bool = False
    is_gap: bool = False


@shown
class Overview:
    """How much there is of each century, decade, year, month or day. ``has_open``: some of a bar is open.

    ``gaps`` are the words of the bars that stand for a long time.
    """

    bars: tuple[Bar, ...]
    has_open: bool
    gaps: tuple[str, ...] = ()


@shown
class Extent:
    """Which part a time took of its month or year: from ``x`` to ``until``, beyond the ends if it did.

    ``shape`` is lasting, sometime (within it, nobody knows when) or one-of (one of several dates).
    """

    x: str
    until: str
    shape: str


@shown
class TimelineItem:
    """Something that happened, in a timeline. ``notes`` say how it reaches beyond the span that was asked for.

    ``is_said``: the heading over it gives its date in full. ``weight`` is 1, 2 or 3.
    """

    item: Item
    weight: int
    extent: Extent | None
    notes: tuple[str, ...]
    is_said: bool = False


@shown
class Period:
    """A stretch of a timeline under its heading, which leads into it; ``parts`` are shorter ones within it."""

    heading: str
    address: str
    items: tuple[TimelineItem, ...]
    parts: tuple["Period", ...] = ()


@shown
class Lane:
    """What happened in one period in one of the lanes; ``heading`` is that of the lane."""

    heading: Link
    items: tuple[TimelineItem, ...]


@shown
class LaneRow:
    heading: str
    address: str
    lanes: tuple[Lane, ...]


@shown
class Lanes:
    """The same items side by side. What belongs to several lanes stands in each of them.

    ``is_slim`` says for each lane whether there is much less in it than in others.
    """

    caption: str
    headings: tuple[Link, ...]
    is_slim: tuple[bool, ...]
    rows: tuple[LaneRow, ...]


@shown
class PictureMark:
    """Something that happened: from ``x`` to ``until``, which is empty for a point; ``y`` pixels from the top.

    ``shape`` is certain, doubtful, lasting, one-of or open (at one end). ``label`` stands beside it on a wide one.
    """

    title: Link
    when: str
    x: str
    until: str
    y: int
    shape: str
    weight: int
    label: str
    is_left: bool


@shown
class PictureLane:
    """The marks of one place under its name, at ``y``, down to ``bottom``."""

    heading: Link
    y: int
    bottom: int
    marks: tuple[PictureMark, ...]


@shown
class PictureTick:
    """Words on the axis; ``on`` is empty for every width, else "narrow" or "wide"."""

    x: str
    words: str
    on: str


@shown
class Fold:
    """Where the axis is broken: ``words`` say which time is left out."""

    x: str
    words: str


@shown
class Picture:
    """Events as marks on an axis that is true to scale but for its ``folds``, in lanes by place. Heights are pixels."""

    height: int
    ground: int
    stretches: tuple[tuple[str, str], ...]
    ticks: tuple[PictureTick, ...]
    folds: tuple[Fold, ...]
    lanes: tuple[PictureLane, ...]


@shown
class TimelinePage(ListPage):
    """``breadcrumbs`` lead from all of time to the span that is shown, which comes last. ``picture`` is of this page,
    and so is the ``map`` where it is laid out by place.

    ``earlier`` and ``later`` are the nearest stretches of the same length of which there is something. Either there
    are ``lanes`` or what there is stands in ``periods``; ``layouts`` lead from the one to the other.
    """

    template: ClassVar[str] = "public/timeline.html"
    breadcrumbs: tuple[Link, ...] = ()
    overview: Overview | None = None
    earlier: Link | None = None
    later: Link | None = None
    layouts: tuple[Link, ...] = ()
    periods: tuple[Period, ...] = ()
    lanes: Lanes | None = None
    picture: Picture | None = None
    has_extents: bool = False


@shown
class ObservanceDay:
    """An observance and a time that it is kept; ``address`` is that year's page."""

    item: Item
    when: When
    address: str
    is_today: bool


@shown
class LeadingDay:
    """An observance that is kept tomorrow, today, or was in the last week: ``nearness`` says which.

    ``statements`` are those of its year, ``opening`` are the first words of one; ``before`` is what was said a year
    before; ``rituals`` are what is done on it, unless it is over.
    """

    item: Item
    when: When
    address: str
    nearness: str
    anniversary: str
    statements: tuple[Item, ...]
    opening: str
    opening_language: str
    before: tuple[Item, ...]
    events: tuple[Item, ...]
    rituals: tuple[RitualLine, ...]


@shown
class Door:
    """An observance, and the next time that it is kept: ``nearness`` says how far that is."""

    item: Item
    when: When
    address: str
    nearness: str
    anniversary: str


@shown
class Story:
    """A record that archivists put on the first page, with its first words, or a picture in place of these.
    ``language`` is that of the words, if another one.
    """

    title: Link
    kind: str
    summary: str
    opening: str
    language: str
    image: Image | None


@shown
class Claim:
    """What one speaker says of a number, as he puts it."""

    number: str
    counted: str
    speaker: Link
    stated_on: When | None


@shown
class Accounts:
    """What several speakers say of one measure of an event; ``more`` says how many are left out."""

    event: Link
    when: When
    measure: str
    claims: tuple[Claim, ...]
    more: str


@shown
class HomePage(Page):
    """The day that is near leads: the story gives way to it, and what it shows is not shown twice.

    ``map`` shows where most of that was which the days of remembrance recall.
    """

    template: ClassVar[str] = "public/home.html"
    leading: tuple[LeadingDay, ...]
    coming: tuple[Door, ...]
    story: Story | None
    accounts: Accounts | None
    statements: tuple[Item, ...]
    overview: Overview | None
    map: Map | None
    all_places: str
    all_observances: str
    all_statements: str
    timeline: str
    on_this_day: Link


@shown
class LeafDay:
    """A day on the leaf of all days; it leads to its page if there is something on it, or it is that of the page."""

    number: int
    words: str
    address: str
    is_shown: bool
    is_today: bool


@shown
class DaysOfMonth:
    """A part of the leaf, which is kept as it was written."""

    template: ClassVar[str] = "public/leaf_days.html"
    days: tuple[LeafDay, ...]


@shown
class LeafMonth:
    """``value`` is its number; ``days`` are HTML."""

    value: int
    name: str
    days: Markup


@shown
class DayPage(Page):
    """A day of the calendar in all years. ``days`` is what is kept on it in ``year``.

    ``is_missing``: ``year`` has no such day. ``pagination`` is that of the longer of ``events`` and ``statements``.
    ``before`` and ``after`` are the nearest days with something, around the end of the year if need be; ``leaf`` is
    all the year. ``month`` and ``number`` are those of the day; ``here`` is where one asks for another.
    """

    template: ClassVar[str] = "public/day.html"
    day: str
    is_today: bool
    is_missing: bool
    year: int
    days: tuple[ObservanceDay, ...]
    events: tuple[Item, ...]
    statements: tuple[Item, ...]
    pagination: Pagination
    earlier: Link
    later: Link
    before: Link | None
    after: Link | None
    leaf: tuple[LeafMonth, ...]
    month: int
    number: int
    here: str


@shown
class YearPage(Page):
    """What was kept, said and happened in one year, and on a ``map`` where. ``earlier``, ``later`` have something, too.

    ``all_statements`` leads to the list of them where these are but the first.
    """

    template: ClassVar[str] = "public/year.html"
    year: int
    days: tuple[ObservanceDay, ...]
    statements: tuple[Item, ...]
    events: tuple[Item, ...]
    map: Map | None
    all_statements: Link | None
    timeline: str
    years: str
    earlier: Link | None
    later: Link | None


@shown
class YearLine:
    """A year, and in words how many events and statements stand under it."""

    year: Link
    counted: str


@shown
class Decade:
    heading: str
    years: tuple[YearLine, ...]


@shown
class YearsPage(Page):
    template: ClassVar[str] = "public/years.html"
    decades: tuple[Decade, ...]
