"""What happened as marks on one axis of time, drawn on the server, in lanes by where it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from archive import dates, languages
from archive.catalogue.listing import Entry
from archive.dates import Dating, PartialDate
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists.items import link, when
from archive.public.time import axis, lanes, spans
from archive.public.time.axis import Axis
from archive.public.time.context import TimelineContext
from archive.public.time.pages import Fold, Picture, PictureLane, PictureMark, PictureTick
from archive.public.time.spans import Span

# Pixels, as far as letters and marks have a size that does not follow the width.
NARROW: Final = 320
WIDE: Final = 960
LETTER: Final = 7.0
MARK: Final = 13
ROW_HIGH: Final = 17
HEADING_HIGH: Final = 24
TICKS_HIGH: Final = 24
TICK: Final = 42  # from the words of one to those of the next
STEPS: Final = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500)
# Two marks make a picture.
LEAST: Final = 2
LABELLED: Final = 3  # the weight of what stands there with its name


def of(context: TimelineContext) -> Picture | None:
    """All that is on this page of the timeline, by place; nothing for less than two. At most three queries."""
    if len(context.entries) < LEAST:
        return None
    sorted_into = lanes.sort(context, "place")
    inside = (
        (heading, [entry for entry in context.entries if lane in sorted_into.stands_in[entry.record]])
        for lane, heading in sorted_into.headings.items()
    )
    return _drawn(tuple(inside), visit=context.visit)


def of_entries(entries: Sequence[Entry], *, visit: Visit) -> Picture | None:
    """All of them in one lane; nothing for less than two."""
    return _drawn([(Link(text=""), entries)], visit=visit) if len(entries) >= LEAST else None


def _drawn(inside: Sequence[tuple[Link, Sequence[Entry]]], *, visit: Visit) -> Picture:
    """``inside`` are lanes with what is in each. One lane alone has no heading."""
    times = {one.record: _time(one) for _heading, entries in inside for one in entries}
    drawn = axis.of(tuple(times.values()))
    heading_high = HEADING_HIGH if len(inside) > 1 else 0
    found: list[PictureLane] = []
    for heading, entries in inside:
        top = found[-1].bottom if found else 0
        marks = tuple(_marks(entries, times, drawn, top + heading_high, visit))
        bottom = max(mark.y for mark in marks) + ROW_HIGH // 2 + 2
        found.append(PictureLane(heading=heading, y=top + HEADING_HIGH - 8, bottom=bottom, marks=marks))
    ground = found[-1].bottom
    return Picture(
        height=ground + TICKS_HIGH,
        ground=ground,
        stretches=tuple(
            (_part(drawn.across(one.first)), _part(drawn.across(one.last, at_its_end=True))) for one in drawn.stretches
        ),
        ticks=tuple(_ticks(drawn, visit.language)),
        folds=tuple(_fold(one, drawn, visit.language) for one in drawn.folded),
        lanes=tuple(found),
    )


def _time(entry: Entry) -> Span:
    """Where one end is not known, it is drawn at the other."""
    dating = Dating.parse(entry.date)
    first = dating.earliest or dating.latest or date(entry.year or 1, 1, 1)
    return Span(first=first, last=max(dating.latest or first, first))


# --- the axis -------------------------------------------------------------------------------------------


def _fold(span: Span, drawn: Axis, language: str) -> Fold:
    """Nothing was there from the one to the other."""
    first, last = (str(spans.containing(day, drawn.unit)) for day in (span.first, span.last))
    return Fold(x=_part(drawn.across(span.first)), words=dates.span_in_words(first, last, language))


def _ticks(drawn: Axis, language: str) -> Iterator[PictureTick]:
    """A word wherever there is room, on a wide picture and on a narrow one."""
    all_of_them = [one.stretches(drawn.unit) for one in drawn.stretches]
    on_widths = {
        on: dict(_with_room(drawn, all_of_them, width, language)) for on, width in (("narrow", NARROW), ("wide", WIDE))
    }
    for stretch in dict.fromkeys((*on_widths["narrow"], *on_widths["wide"])):
        there = [on for on, found in on_widths.items() if stretch in found]
        yield PictureTick(
            x=_part(drawn.across(stretch.earliest)),
            words=on_widths[there[0]][stretch],
            on="" if len(there) > 1 else there[0],
        )


def _with_room(
    drawn: Axis, all_of_them: Sequence[Sequence[PartialDate]], width: int, language: str
) -> Iterator[tuple[PartialDate, str]]:
    """Where a stretch begins, and round numbers between these. ``all_of_them``: months or years, of each stretch."""
    taken = _Row()
    step = next((one for one in STEPS if one * drawn.length(drawn.unit) * width >= TICK), STEPS[-1])
    firsts = [several[0] for several in all_of_them]
    others = (stretch for several in all_of_them for stretch in several[1:] if _is_round(stretch, step))
    for stretch in (*firsts, *others):
        x, words = drawn.across(stretch.earliest) * width, _tick(stretch, language, is_first=stretch in firsts)
        end = x + len(words) * LETTER
        if end <= width and taken.has_room(x, end + LETTER):
            taken.taken.append((x, end + LETTER))
            yield stretch, words


def _is_round(stretch: PartialDate, step: int) -> bool:
    return (stretch.earliest.month - 1 if stretch.month else stretch.earliest.year) % step == 0


def _tick(stretch: PartialDate, language: str, *, is_first: bool) -> str:
    """The year, or a month by its first letters and with its year where that is new."""
    if not stretch.month:
        return str(stretch.earliest.year)
    month = languages.get(language).month(int(stretch.month))[:3]
    return f"{month} {stretch.earliest.year}" if is_first or stretch.earliest.month == 1 else month


# --- marks ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """What is taken of a row: parts of the width."""

    taken: list[tuple[float, float]] = field(default_factory=list)

    def has_room(self, first: float, last: float) -> bool:
        return all(last <= begins or first >= ends for begins, ends in self.taken)


def _marks(
    entries: Sequence[Entry], times: Mapping[UUID, Span], drawn: Axis, top: int, visit: Visit
) -> Iterator[PictureMark]:
    """Below one another where they would cover each other."""
    rows: list[_Row] = []
    for entry in entries:
        time, dated = times[entry.record], when(entry, visit.language)
        x, until = drawn.across(time.first), drawn.across(time.last, at_its_end=True)
        label = entry.title if entry.weight >= LABELLED else ""
        is_left = x > 0.6
        first, last = _room(x, until, label, is_left=is_left)
        place = next((at for at, row in enumerate(rows) if row.has_room(first, last)), len(rows))
        if place == len(rows):
            rows.append(_Row())
        rows[place].taken.append((first, last))
        yield PictureMark(
            title=link(entry, visit=visit),
            when=dated.words if dated else "",
            x=_part(x),
            until=_part(until) if until - x > MARK / WIDE else "",
            y=top + ROW_HIGH * place + ROW_HIGH // 2,
            shape=_shape(Dating.parse(entry.date)),
            weight=entry.weight,
            label=label,
            is_left=is_left,
        )


def _room(x: float, until: float, label: str, *, is_left: bool) -> tuple[float, float]:
    """What a mark takes of its row: its own size where the picture is narrow, its words where it is wide."""
    half, words = MARK / NARROW / 2, len(label) * LETTER / WIDE
    first, last = x - half, max(until, x) + half
    return (min(first, x - words - half / 2), last) if is_left else (first, max(last, until + words + half / 2))


def _shape(dating: Dating) -> str:
    if dating.earliest is None or dating.latest is None:
        return "open"
    if not dating.joint:
        return "certain" if dating.is_plain else "doubtful"
    return "lasting" if dating.joint == "/" else "one-of"


def _part(part: float) -> str:
    return f"{100 * part:.1f}%"
