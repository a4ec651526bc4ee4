"""What a map shows."""

from archive.public.frame.pages import Link
from archive.public.frame.shown import shown


@shown
class Layer:
    """What is drawn in one way: its ``name`` says how, ``path`` is of SVG, in units of the drawing."""

    name: str
    path: str


@shown
class MarkWords:
    """Words beside a mark. ``on`` is empty for every width of the map, else "narrow" or "wide".

    ``right`` and ``down`` are pixels from the mark, ``anchor`` is as SVG calls it.
    """

    text: str
    on: str
    right: int
    down: int
    anchor: str


@shown
class Mark:
    """A place: ``x`` and ``y`` are parts of the width and of the height.

    ``shape`` is spot, settlement, area, rough or unknown. ``is_meant``: the page is about it. ``label`` is how it is
    called where it is heard: all that is seen of it on any width, and its name.
    """

    place: Link
    label: str
    shape: str
    is_meant: bool
    x: str
    y: str
    words: tuple[MarkWords, ...]


@shown
class MapPlace:
    """A place in words, with what its mark means. Where its name finds no room, ``number`` stands beside the mark.

    ``on`` is empty if that is so for every width of the map, else "narrow" or "wide".
    """

    place: Link
    number: str
    on: str
    precision: str


@shown
class Map:
    """Places on coast, water and relief. ``scale`` is how long so many kilometres (``kilometres``) are.

    ``described`` says in words what is to be seen, ``legend`` what its marks mean, ``credits`` by whom lines are.
    ``places`` are the marks in words, in their order; ``beyond`` are those that lie too far away to be shown.
    """

    width: int
    height: int
    layers: tuple[Layer, ...]
    outline: str
    marks: tuple[Mark, ...]
    places: tuple[MapPlace, ...]
    beyond: tuple[Link, ...]
    scale: str
    kilometres: str
    title: str
    described: str
    legend: tuple[str, ...]
    credits: tuple[str, ...]
