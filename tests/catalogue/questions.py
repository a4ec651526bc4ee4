"""An archive of which questions are asked, as people type them."""

import pytest

from archive import clock
from archive.catalogue import listing
from archive.catalogue.listing import Query
from archive.editions import reading
from archive.records.sources import Source
from tests import making
from tests.kept import kept


def ask(question: str, *, reader: str = "en", order: str = "best", **options) -> listing.ResultPage:
    return listing.find(reading.at(clock.now()), Query(question=question, **options), reader=reader, order=order)


def titles(question: str, **options) -> list[str]:
    return [entry.title for entry in ask(question, **options).entries]


def whole(question: str, **options) -> list[str]:
    """Those that have all of it."""
    found = ask(question, **options)
    return [entry.title for entry in found.entries[: found.search.total]]


@pytest.fixture(autouse=True)
@kept
def archive() -> None:
    """A town, an observance, a statement on it, events in two years, and what only mentions them."""
    source = making.source("Decree")
    making.published(source)
    town = making.place({"en": "Shusha", "az": "Şuşa", "ru": "Шуша"}, slug="shusha")
    other = making.place({"en": "Aghdam", "az": "Ağdam", "ru": "Агдам"}, slug="aghdam")
    day = making.observance(
        {"en": "20 January – National Mourning Day", "az": "20 Yanvar – Ümumxalq Hüzn Günü"},
        sources=[source],
        month=1,
        day=20,
    )
    house = making.institution({"en": "Ministry of Remembrance", "az": "Anım Nazirliyi"})
    for record in (town, other, day, house):
        making.published(record)
    event = making.entry(
        "State of emergency", sources=[source], observances=[day], places=[town], body="<p>Troops entered.</p>"
    )
    making.published(event)
    making.published(
        making.entry(
            "A ceasefire", sources=[source], date="1994-05-12", body="<p>The cease-fire of May. Martyrs lay.</p>"
        )
    )
    making.published(making.statement("Said of the day", issuers=[house], observance=day, slug="said"))


def public_source(title: str = "Law") -> Source:
    source = making.source(title, slug=title.lower())
    making.published(source)
    return source
