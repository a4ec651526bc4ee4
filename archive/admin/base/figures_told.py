"""The figures of a statement as the desk shows them: one line each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive import languages
from archive.dates import in_words
from archive.editions.payloads import Cited
from archive.editions.payloads.statements import StatementPayload
from archive.editorial import figures_sheet
from archive.editorial.figures_sheet import Line
from archive.editorial.figures_sourced import Cites, Place
from archive.editorial.problems import Spot
from archive.public.detail.figures import number_in_words
from archive.public.words import labels
from archive.records.base import Record, leading
from archive.records.figures import Figure

from .fact_labels import place_label
from .links import record_url
from .spots import spot_url

# Key of a record → its titles.
Called = Mapping[int, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Where a figure stands in the text of one language, or that it does not: then ``words`` is empty."""

    code: str
    language: str
    words: str = ""
    where: str = ""
    url: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim or a citation in words, with the way to it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """``before`` is what the statement of the earlier year says in its place."""

    number: str
    said: tuple[Said, ...]
    sources: tuple[Told, ...]
    others: tuple[Told, ...]
    before: str
    is_changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSheet:
    """``year`` is that of the earlier statement, if there is one; ``gone`` are the figures that only that one gives.

    ``cite_url`` leads to where a source is cited.
    """

    lines: tuple[ShownFigure, ...]
    year: int | None
    gone: tuple[Said, ...]
    count_unsourced: int
    count_changed: int
    cite_url: str

    @property
    def asks(self) -> bool:
        """Whether somebody should look at it."""
        return bool(self.count_unsourced or self.count_changed)


def told(payload: StatementPayload, record: Record) -> ShownSheet:
    """``record`` is the one in whose form each is mended."""
    found, cite_url = figures_sheet.sheet(payload), spot_url(record, Spot(rows="citations"))
    return ShownSheet(
        lines=tuple(_shown(line, record, found.called, cite_url) for line in found.lines),
        year=found.last.year if found.last else None,
        gone=tuple(_said(one, "") for one in found.gone),
        count_unsourced=found.count_unsourced,
        count_changed=found.count_changed,
        cite_url=cite_url,
    )


def _shown(line: Line, record: Record, called: Called, cite_url: str) -> ShownFigure:
    return ShownFigure(
        number=_grouped([line.number]),
        said=tuple(_everywhere(line, record)),
        sources=(
            *(_claimed(one, called) for one in line.claims),
            *(Told(words=_cited(one), url=cite_url) for one in line.citations),
        ),
        others=tuple(_claimed(one, called) for one in line.others),
        before=_grouped(line.before),
        is_changed=line.is_changed,
    )


def _everywhere(line: Line, record: Record) -> Iterator[Said]:
    for place in line.places:
        yield _said(place, spot_url(record, place.spot))
    for code in line.missing:
        yield Said(code=code, language=languages.autonym(code))


def _said(place: Place, url: str) -> Said:
    return Said(
        code=place.language,
        language=languages.autonym(place.language),
        words=place.words,
        where=place_label(place.spot) if place.spot.block else "",
        url=url,
        sentence=place.sentence.text,
    )


def _grouped(numbers: Iterable[int]) -> str:
    return ", ".join(languages.get(languages.current()).grouped(one) for one in numbers)


def _claimed(one: Figure, called: Called) -> Told:
    """What it counts, as its speaker puts it; who that is, and when; where it was read."""
    language = languages.current()
    counted = f"{one.get_measure_display()}: {number_in_words(one, language)}"
    whom = one.get_population_display()
    said = (
        f"{counted} ({whom})" if whom else counted,
        leading(called[one.stated_by_id], language),
        in_words(one.stated_on, language) if one.stated_on else "",
        leading(called[one.stated_in_id], language),
    )
    return Told(words=" · ".join(filter(None, said)), url=record_url(one.entry))


def _cited(one: Cites) -> str:
    """The source, and what it is cited for."""
    cited, language = one.cited, languages.current()
    if not isinstance(cited, Cited):
        return str(cited.source)
    title, about = labels.localized(cited.source.label, language)[1], cited.about.localized(language)[1]
    return " · ".join(filter(None, (title, about, cited.locator)))
