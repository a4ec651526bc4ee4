"""What is common asks a kind by its name; a kind is there because its module is."""

import sys

import pytest

from archive.editions import payloads
from archive.public import kinds

THING = """
from archive.public.kinds.base import Kind

KIND = Kind(
    name="thing",
    segment="things",
    order=45,
    label="Thing",
    section="Things",
    about="What else there is.",
    json_ld=lambda payload, page, builder: {"@type": "Thing"},
)
"""


@pytest.fixture
def thing(tmp_path, monkeypatch):
    """A kind of which nothing knows, in a folder beside those that are there."""
    (tmp_path / "things.py").write_text(THING)
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    forget()
    yield
    forget()
    sys.modules.pop("archive.public.kinds.things")


def forget() -> None:
    kinds.every.cache_clear()
    kinds._by_name.cache_clear()


def test_whatever_is_frozen_has_a_kind_with_an_address_and_a_place_of_its_own():
    found = kinds.every()

    assert {kind.name for kind in found} == payloads.KINDS.keys()
    assert len({kind.segment for kind in found}) == len({kind.order for kind in found}) == len(found)
    assert all(kinds.under(kind.segment) is kind for kind in found)


@pytest.mark.django_db
def test_a_kind_is_there_because_its_module_is(thing, client):
    found = [kind.name for kind in kinds.every()]

    assert found[found.index("place") + 1] == "thing"
    sections = client.get("/en/").context["page"].frame.sections
    assert ("Things", "/en/things/") in [(section.text, section.address) for section in sections]
