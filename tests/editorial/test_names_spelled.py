"""Names as our own words spell them."""

import pytest

from archive.editions.payloads import Block, Words
from archive.editorial import names_spelled, readiness
from archive.records.names import Name
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def karabakh():
    made = making.place({"az": "Qarabağ", "en": "Karabakh"}, names=[("en", "Garabagh"), ("en", "Artsakh")])
    Name.objects.filter(text="Artsakh").update(sort="other", used_by="Others")
    return made


def spelled(*paragraphs: str, language: str = "en", year: int = 2026) -> list[tuple[str, ...]]:
    blocks = tuple(Block(id=f"p{number}", html=html) for number, html in enumerate(paragraphs, 1))
    found = names_spelled.doubts({language: Words(title="Statement", blocks=blocks)}, year)
    return [(one.about, *one.words) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>In Karabakh.</p>", []),
        ("<p>In Garabagh, and</p><p>Garabagh again.</p>", [("en", "Garabagh", "Karabakh")]),
        ("<p>In Qarabağ.</p>", [("en", "Qarabağ", "Karabakh")]),
        ("<p>In Artsakh.</p>", [("en", "Artsakh", "Karabakh")]),
        ("<p>What others call “Artsakh”.</p>", []),
        ("<blockquote><p>In Garabagh.</p></blockquote>", []),
    ],
)
def test_another_spelling_is_told_with_the_archives_own(karabakh, text, found):
    assert spelled(text) == found


def test_endings_are_no_other_spelling_and_names_without_a_title_there_are_not_asked(karabakh):
    assert spelled("<p>Qarabağda, Qarabağın.</p>", language="az") == []
    assert spelled("<p>Garabagh.</p>", language="ru") == []


def test_a_name_is_right_in_the_years_in_which_it_was_borne():
    made = making.institution("Organization of Turkic States")
    Name.objects.create(
        record=made, text="Turkic Council", language="en", sort="official", since="2009", until="2021-11-12"
    )

    assert spelled("<p>The Turkic Council met.</p>", year=2021) == []
    assert spelled("<p>The Organization of Turkic States met.</p>", year=2015) == []


def test_a_former_name_is_told_in_our_words_and_never_in_evidence(karabakh):
    draft = making.statement("Words", issuers=[], body="<p>In Garabagh.</p>")
    told = [one.message for one in readiness.doubts(draft) if one.rule == "name-spelled-otherwise"]
    assert told == ["It says “Garabagh”; the archive’s spelling in this year is “Karabakh”."]

    type(draft).objects.filter(pk=draft.pk).update(origin="transcribed")
    stored = type(draft).objects.get(pk=draft.pk)
    assert not [one for one in readiness.doubts(stored) if one.rule == "name-spelled-otherwise"]
