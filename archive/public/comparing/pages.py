"""What the page of a comparison shows."""

from typing import ClassVar

from archive.markup import Span
from archive.public.frame.pages import Link, Notice, Page, When
from archive.public.frame.shown import shown


@shown
class Compared:
    """One of the two documents, and which ``edition`` of it is compared, ``since`` when that stands; none of a preview.

    ``provenance`` says whose words these are, and whether they are all; ``others`` are what the same issuer said in the
    same year besides.
    """

    year: int
    title: Link
    form: str
    when: When | None
    edition: Link | None
    since: When | None
    provenance: str
    others: tuple[Link, ...]


@shown
class Spot:
    """A sentence in which something stands; ``address`` is that of its paragraph."""

    text: str
    address: str


@shown
class ChangedFigures:
    """Numbers of a sentence, as they were and as they are. One side may be empty."""

    before: str
    after: str
    spot: Spot


@shown
class ChangedTerm:
    """Words that only one of the two has, so many ``times`` in words where it is more than once.

    ``address`` is that of the paragraph in which they stand first.
    """

    words: str
    times: str
    address: str


@shown
class ChangedName:
    """One name in two spellings; ``address`` is that of the paragraph in which it is spelled anew."""

    before: str
    after: str
    address: str


@shown
class ComparedLine:
    """A sentence. ``sort`` is same, changed, moved, gone or new, and ``label`` says so; ``slot`` is what it is for.

    ``spots`` lead to its paragraphs.
    """

    sort: str
    label: str
    slot: str
    spans: tuple[Span, ...]
    spots: tuple[Link, ...]


@shown
class ComparisonPage(Page):
    """What one issuer said on one observance in two years.

    ``language`` is that of the words, empty where the two have none in common; ``is_whole``: both are compared as they
    were issued. ``removed`` and ``added`` are terms that only the earlier, and only the later one has.
    """

    template: ClassVar[str] = "public/comparison.html"
    heading: str
    observance: Link
    issuer: Link
    notices: tuple[Notice, ...]
    language: str
    before: Compared
    after: Compared
    figures: tuple[ChangedFigures, ...]
    names: tuple[ChangedName, ...]
    removed: tuple[ChangedTerm, ...]
    added: tuple[ChangedTerm, ...]
    lines: tuple[ComparedLine, ...]
