"""From places, as they are published, to a map of them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, count, islice
from typing import Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from archive.catalogue import listing
from archive.editions.payloads.places import PlacePayload
from archive.kept import Kept
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.lists.items import link
from archive.public.maps import base, drawing, names, outlines, views
from archive.public.maps.clipping import Point
from archive.public.maps.names import Placed, Wanted
from archive.public.maps.pages import Map, MapPlace, Mark, MarkWords
from archive.public.maps.views import HEIGHT, WIDTH, View
from archive.public.words import labels
from archive.public.words.labels import Labels

# What the coordinates of a place mean.
PRECISIONS: Final[Labels] = {
    "spot": gettext_lazy("exact location"),
    "settlement": gettext_lazy("centre of a settlement"),
    "area": gettext_lazy("centre of a district or region"),
    "rough": gettext_lazy("roughly"),
}
# What the marks stand for; of a dot there is nothing to say.
LEGEND: Final = {
    "spot": gettext_lazy("A diamond stands for the spot itself."),
    "area": gettext_lazy(
        "A soft disc stands for the middle of a district or a region: it does not show how far it reaches."
    ),
    "rough": gettext_lazy("A dashed ring stands for a place that is known roughly."),
    "unknown": gettext_lazy("A hollow dot stands for coordinates of which nobody has said how precise they are."),
}

# So many places are read at once where only the first of them are wanted.
AT_ONCE: Final = 50

# Maps of so many places in all are kept, a kilobyte for each: events of one place have the same one.
_MAPS: Final = Kept[Map](most=1_000)


class Shown(NamedTuple):
    """A place for a map. ``link`` is how the page says it; ``is_meant``: the page is about it."""

    link: Link
    point: Point
    precision: str
    is_meant: bool = False

    def name(self) -> tuple[object, ...]:
        """All that a map says of it."""
        link = self.link
        return link.text, link.language, link.address, link.is_current, self.point, self.precision, self.is_meant


def located(payload: PlacePayload, link: Link, *, is_meant: bool = False) -> Iterator[Shown]:
    """The place, if somebody has said where it lies."""
    if payload.latitude and payload.longitude:
        point = float(payload.longitude), float(payload.latitude)
        yield Shown(link=link, point=point, precision=payload.precision, is_meant=is_meant)


def of_records(records: Iterable[UUID], *, visit: Visit) -> Map | None:
    """A map of the places among ``records``, in their order. One query for a publication version."""
    return of(tuple(_lying(dict.fromkeys(records), visit)))


def of_the_first(records: Iterable[UUID], most: int, *, visit: Visit) -> Map | None:
    """A map of the first of them of which somebody has said where they lie. A query for each ``AT_ONCE``."""
    wanted = iter(dict.fromkeys(records))
    several = iter(lambda: tuple(islice(wanted, AT_ONCE)), ())
    return of(tuple(islice(chain.from_iterable(_lying(some, visit) for some in several), most)))


def _lying(records: Collection[UUID], visit: Visit) -> Iterator[Shown]:
    found = listing.located(visit.reading, records, reader=visit.language)
    for entry, payload in (found[one] for one in records if one in found):
        yield from located(payload, link(entry, visit=visit))


def of(places: Sequence[Shown], around: Sequence[Shown] = ()) -> Map | None:
    """A map of them, which keeps their order; nothing for none. What lies far from the others is only named.

    Of what is ``around`` them, such as what they lie in, the map has what is in view anyway.
    """
    if not places:
        return None
    shown = tuple(one.name() for one in places), tuple(one.name() for one in around)
    name = (get_language(), settings.MEMORIAL_MAP_OUTLINE, *shown)
    return _MAPS.get(name, lambda: _drawn(places, around), weight=len(places) + len(around))


def _drawn(places: Sequence[Shown], around: Sequence[Shown]) -> Map:
    places, beyond = _near(places)
    view = views.around(place.point for place in places)
    places = (*places, *(one for one in around if view.window.holds(one.point)))
    wanted = tuple(_wanted(place, view) for place in places)
    named = tuple(_placed(wanted))
    marks = tuple(_mark(place, at, one) for place, at, one in zip(places, wanted, named, strict=True))
    kilometres = views.scale(view)
    return Map(
        width=WIDTH,
        height=HEIGHT,
        layers=drawing.layers(view),
        outline=drawing.of_outline(view),
        marks=marks,
        places=tuple(_in_words(place, one) for place, one in zip(places, named, strict=True)),
        beyond=tuple(place.link for place in beyond),
        scale=_part(kilometres / view.width),
        kilometres=_("%(number)s km") % {"number": kilometres},
        title=_title(places),
        described=_("Coasts, rivers, lakes and mountains, without borders."),
        legend=tuple(str(said) for shape, said in LEGEND.items() if any(mark.shape == shape for mark in marks)),
        credits=tuple(_credits(view)),
    )


def _near(places: Sequence[Shown]) -> tuple[Sequence[Shown], Sequence[Shown]]:
    """Those in the region, and those beyond it; all of them and none where none is in it, or one of these is meant."""
    window = base.region().window
    near = [place for place in places if window.holds(place.point)]
    beyond = [place for place in places if not window.holds(place.point)]
    return (near, beyond) if near and not any(place.is_meant for place in beyond) else (places, ())


def _credits(view: View) -> Iterator[str]:
    yield _("Coasts and waters: Natural Earth.")
    if view.base is base.region():
        yield _("Heights: GLOBE, NOAA.")
    if (outline := outlines.outline()) and drawing.of_outline(view):
        language = get_language() or ""
        said = {"note": outline.note[language], "source": outline.source}
        yield _("Dashed line: %(note)s Source: %(source)s, %(day)s.") % {
            **said,
            "day": labels.day_in_words(outline.drawn_on, language),
        }


def _title(places: Sequence[Shown]) -> str:
    meant = [place.link.text for place in places if place.is_meant]
    if len(meant) == 1:
        return _("Map: %(place)s") % {"place": meant[0]}
    total = len(places)
    return ngettext("Map of %(total)s place", "Map of %(total)s places", total) % {"total": total}


def _precision(place: Shown) -> str:
    """Of the middle of a settlement, as most are, nothing is said."""
    return labels.label_of(PRECISIONS, place.precision) if place.precision != "settlement" else ""


def _wanted(place: Shown, view: View) -> Wanted:
    x, y = view.at(place.point)
    return Wanted(x / WIDTH, y / HEIGHT, place.link.text)


class _Named(NamedTuple):
    """The words of a mark on a narrow map and on a wide one. Where they find no room, there is a ``number``."""

    number: str
    narrow: Placed | None
    wide: Placed | None

    def seen(self) -> tuple[str, ...]:
        """What is read at its mark on one width or the other."""
        return tuple(one.text for one in (self.narrow, self.wide) if one)


def _placed(wanted: Sequence[Wanted]) -> Iterator[_Named]:
    on_widths = [names.placed(wanted, width) for width in (names.NARROW, names.WIDE)]
    following = count(1)
    numbers = [str(next(following)) if None in both else "" for both in zip(*on_widths, strict=True)]
    narrow, wide = (names.placed(wanted, width, numbers) for width in (names.NARROW, names.WIDE))
    yield from map(_Named, numbers, narrow, wide)


def _in_words(place: Shown, named: _Named) -> MapPlace:
    """With its number where that stands beside the mark, and nowhere else."""
    narrow, wide = (one is not None and one.text == named.number for one in (named.narrow, named.wide))
    return MapPlace(
        place=place.link,
        number=named.number if narrow or wide else "",
        on="" if narrow == wide else "narrow" if narrow else "wide",
        precision=_precision(place),
    )


def _mark(place: Shown, at: Wanted, named: _Named) -> Mark:
    return Mark(
        place=place.link,
        label=" ".join(dict.fromkeys((*named.seen(), place.link.text))),
        shape=place.precision or "unknown",
        is_meant=place.is_meant,
        x=_part(at.x),
        y=_part(at.y),
        words=tuple(_words(named)),
    )


def _words(named: _Named) -> Iterator[MarkWords]:
    """Once, where they stand alike on every width."""
    alike = named.narrow == named.wide
    for on, one in (("", named.narrow),) if alike else (("narrow", named.narrow), ("wide", named.wide)):
        if one:
            yield MarkWords(text=one.text, on=on, right=one.right, down=one.down, anchor=one.anchor)


def _part(part: float) -> str:
    return f"{part:.2%}".replace(".00%", "%")
