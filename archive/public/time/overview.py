"""How much there was of what, and when: a bar for each stretch of time."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import ngettext

from archive import dates, languages
from archive.catalogue import listing
from archive.catalogue.listing import Bucket, Query
from archive.dates import PartialDate
from archive.kept import Kept
from archive.public.frame.visits import Visit
from archive.public.time import bins, spans
from archive.public.time.bins import Bin
from archive.public.time.context import KIND, TimelineContext, shown_span
from archive.public.time.pages import Bar, Overview
from archive.public.time.spans import Span, Unit

# How high the lowest bar is, in hundredths of the highest.
LOWEST: Final = 6

# In numbers of buckets, which are kept with what is drawn of them.
_AT_A_GLANCE: Final = Kept[Overview | None](most=20_000)


def at_a_glance(visit: Visit) -> Overview | None:
    """How all of it lies in time, with ways into the timeline."""
    query = Query(kinds=(KIND,))
    histogram = listing.date_histogram(visit.reading, query)

    def made() -> Overview | None:
        buckets, shown = histogram.buckets, shown_span(histogram.buckets, query)
        return overview(TimelineContext(visit=visit, parameters={}, query=query, buckets=buckets, shown=shown))

    name = (histogram, visit.language, visit.as_of)
    return _AT_A_GLANCE.get(name, made, weight=1 + len(histogram.buckets))


def overview(context: TimelineContext) -> Overview | None:
    """A bar for each stretch of the span that is shown, and a little around a short one."""
    if context.shown is None:
        return None
    unit = context.shown.unit
    drawn = _whole_months(context.shown) if unit is Unit.DAY else context.shown
    found = bins.binned(drawn, unit, context.buckets)
    most = max((_count(one.buckets) for one in found), default=0)
    if not most:
        return None
    chosen = context.shown.stretches(unit) if drawn != context.shown else ()
    bars: list[Bar] = []
    for one in found:
        if len(one.stretches) > 1:
            bars.append(_gap(one.stretches, context.visit.language))
        else:
            is_first = not bars or bars[-1].is_gap
            is_chosen = one.stretches[0] in chosen
            bars.append(_bar(one, most, is_first=is_first, is_chosen=is_chosen, context=context))
    return Overview(
        bars=tuple(bars), has_open=any(bar.open for bar in bars), gaps=tuple(bar.words for bar in bars if bar.is_gap)
    )


def _whole_months(span: Span) -> Span:
    first, last = (spans.containing(day, Unit.MONTH) for day in (span.first, span.last))
    return Span(first=first.earliest, last=last.latest)


def _count(buckets: Iterable[Bucket]) -> int:
    return sum(bucket.count for bucket in buckets)


def _bar(one: Bin, most: int, *, is_first: bool, is_chosen: bool, context: TimelineContext) -> Bar:
    (stretch,) = one.stretches
    count, span = _count(one.buckets), spans.of(stretch)
    known = _count(bucket for bucket in one.buckets if bucket.surely_overlaps(span.first, span.last))
    height, solid = (max(100 * number / most, LOWEST) if number else 0 for number in (count, known))
    return Bar(
        label=_label(stretch, context.visit.language, is_first=is_first),
        words=stretch.in_words(context.visit.language),
        counted=_counted(count, open_ones=count - known),
        count=count,
        open=count - known,
        address=context.address_of(stretch) if count else "",
        y=f"{100 - height:.0f}%",
        height=f"{height:.0f}%",
        solid_y=f"{100 - solid:.0f}%",
        solid_height=f"{solid:.0f}%",
        is_chosen=is_chosen,
    )


def _gap(stretches: tuple[PartialDate, ...], language: str) -> Bar:
    words = dates.span_in_words(str(stretches[0]), str(stretches[-1]), language)
    return Bar(label="…", words=words, counted=_counted(0), is_gap=True)


def _counted(total: int, *, open_ones: int = 0) -> str:
    records = ngettext("%(total)s record", "%(total)s records", total) % {"total": total}
    if not open_ones:
        return records
    of_them = ngettext("%(total)s of them is open at one end", "%(total)s of them are open at one end", open_ones) % {
        "total": open_ones
    }
    return f"{records}; {of_them}"


def _label(stretch: PartialDate, language: str, *, is_first: bool) -> str:
    """As short as an axis has it: 1988, 89, 1990, 91. What would not fit beside a round year stays short as well."""
    if stretch.day:
        return str(int(stretch.day))
    if stretch.month:
        return _short(languages.get(language).month(int(stretch.month)), languages.get(language).months)
    if stretch.year.endswith("XX"):
        return stretch.in_words(language).split()[0]
    number, length = stretch.earliest.year, 10 if "X" in str(stretch) else 1
    is_round, is_beside_round = (one % (10 * length) == 0 for one in (number, number + length))
    return str(number) if is_round or (is_first and not is_beside_round) else f"{number % 100:02}"


def _short(name: str, names: Iterable[str]) -> str:
    """Three letters, or four where three are those of two months."""
    return name[:3] if sum(one.startswith(name[:3]) for one in names) == 1 else name[:4]
