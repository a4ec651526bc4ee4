"""What words find is counted and put in order by what is known of rows, however much was written since."""

import pytest

from archive import clock, kept
from archive.catalogue import listing
from archive.catalogue.listing import Query, known_rows
from archive.editions import reading
from archive.editorial import publishing
from tests import making
from tests.catalogue import many

pytestmark = pytest.mark.django_db

CHOSEN = (
    {},
    {"kinds": ("place",)},
    {"years": frozenset({2026})},
    {"languages": frozenset({"az"})},
    {"languages": frozenset({"en"}), "kinds": ("statement",)},
)


def search(at: reading.Reading, *terms: str, page: int = 1, **chosen) -> tuple:
    found = listing.find(at, Query(question=" ".join(terms), **chosen), reader="en", page=page)
    shown = [(entry.slug, entry.language) for entry in found.entries]
    return found.total, *(found.facets[facet] for facet in ("kind", "year", "language")), shown


def fill() -> None:
    """Sixty-one statements of one day in two languages, and thirty-one places in one; and one that was withdrawn."""
    house = making.institution("House", slug="house")
    statement = making.statement({"en": "Said aloud", "az": "Deyilib aloud"}, slug="said", issuers=[house])
    town, gone = making.place("A town aloud", slug="town"), making.place("Gone aloud", slug="gone")
    for record in (house, statement, town, gone, making.place("Rare", slug="rare")):
        making.published(record)
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "No."})
    many.copy(statement, 60)
    many.copy(town, 30)


def test_what_is_found_is_the_same_however_many_rows_are_read_at_once(monkeypatch):
    fill()
    at = reading.at(clock.now())

    def everything() -> list[tuple]:
        kept.forget()
        pages = [search(at, "aloud", page=page, **chosen) for chosen in CHOSEN for page in (1, 2, 9)]
        return [search(at, "rare"), *pages]

    all_read = everything()
    monkeypatch.setattr(known_rows, "AT_ONCE", 7)

    assert everything() == all_read
    assert all_read[0] == (1, {"place": 1}, {}, {"en": 1}, [("rare", "en")])
    assert all_read[1][:4] == (92, {"place": 31, "statement": 61}, {2026: 61}, {"az": 61, "en": 92})
    assert [total for total, *_rest in all_read[1::3]] == [92, 31, 61, 61, 61]
    assert len({slug for *_counts, shown in all_read[1:4] for slug, _language in shown}) == 52


def test_what_is_stored_after_rows_became_known_is_not_found_before_it_stands():
    making.published(making.place("Town", slug="town"))
    at = reading.at(clock.now())
    assert search(at, "town")[0] == 1

    making.published(making.place("Village town", slug="village"))

    assert search(at, "village") == (0, {}, {}, {}, [])
    assert search(reading.at(clock.now()), "town")[0] == 2
