"""Numbers that differ from what the same issuer said the year before."""

from unittest.mock import Mock

import pytest

from archive import aligning, names
from archive.editions import payloads
from archive.editions.payloads import Block, Words
from archive.editorial import acknowledgements, numbers_said, readiness, reviewing
from archive.records.citations import Citation
from tests import making
from tests.kept import kept

BEFORE = ("On that night 150 people were killed and 744 wounded.", "It was 35 years ago, in 1990.")


def words(*paragraphs: str, title: str = "Statement") -> Words:
    numbered = enumerate(paragraphs, 1)
    return Words(title=title, blocks=tuple(Block(id=f"p{number}", html=f"<p>{text}</p>") for number, text in numbered))


def since(*paragraphs: str, sourced=(), years: int = 1) -> list[tuple[str, tuple[str, ...]]]:
    before, now = {"en": words(*BEFORE)}, {"en": words(*paragraphs)}
    found = numbers_said.since(before, now, year=2025, years=years, sourced=sourced)
    return [(doubt.about, doubt.words) for doubt in found]


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (("On that night 147 people were killed and 744 wounded.",), [("en p1", ("147", "2025", "150"))]),
        (("On that night 150 people were killed and 744 wounded.", "It was 36 years ago, in 1990."), []),
        (("It was 35 years ago, in 1989.",), [("en p1", ("1989", "2025", "1990"))]),
        (("The 147 trees were planted by 12 schools.",), []),
        (("On that night people were killed and 9,000 came on the day of the funeral, 22 January, and stayed.",), []),
    ],
)
def test_a_sentence_of_last_year_with_another_number_is_doubted_and_a_year_more_is_none(paragraphs, found):
    assert since(*paragraphs) == found


def test_sentences_are_alike_in_whichever_letters_they_are_written():
    before, now = {"az": words("İKİ GÜN İÇİNDƏ 150 İNSAN.")}, {"az": words("İki gün içində 147 insan.")}

    (doubt,) = numbers_said.since(before, now, year=2025, years=1, sourced=())

    assert doubt.words == ("147", "2025", "150")


def test_a_source_for_the_paragraph_is_an_answer():
    said = "On that night 147 people were killed and 744 wounded."
    assert since(said, sourced={"p2"}) != since(said, sourced={"p1"}) == []


# --- on records -----------------------------------------------------------------------------------------


def differing(doubts) -> list:
    return [doubt for doubt in doubts if doubt.rule == "number-differs"]


@pytest.fixture
@kept
def drafted():
    """This year's draft, beside what the same issuer said last year."""
    day, issuer = making.observance("Day", base_year=1990), making.institution("Ministry")
    for one in (day, issuer):
        making.published(one)
    for year, killed in ((2024, 131), (2025, 150)):
        said = f"<p>On that night {killed} people were killed.</p>"
        making.published(making.statement(f"Of {year}", issuers=[issuer], observance=day, year=year, body=said))
    said = "<p>On that night 147 people were killed.</p>"
    return making.statement("Of 2026", issuers=[issuer], observance=day, year=2026, body=said)


@pytest.mark.django_db
def test_what_the_same_issuer_said_last_year_is_asked_of_the_draft_and_of_what_is_signed(drafted):
    told = "It says 147 where the statement of 2025 says 150: “On that night 147 people were killed.”"
    (doubt,) = differing(readiness.doubts(drafted))
    assert doubt.message == told
    assert doubt.asks_why

    frozen = payloads.from_bytes(bytes(making.submitted(drafted).content))
    assert [one.digest for one in differing(readiness.doubts_of(frozen))] == [doubt.digest]


@pytest.mark.django_db
def test_evidence_and_what_a_source_is_cited_for_is_not_asked(drafted):
    making.published(source := making.source())
    Citation.objects.create(record=drafted, source=source, paragraph=1)
    again = type(drafted).objects.get(pk=drafted.pk)
    assert readiness.doubts(again) == ()

    Citation.objects.filter(record=drafted).delete()
    type(drafted).objects.filter(pk=drafted.pk).update(origin="transcribed")
    assert differing(readiness.doubts(type(drafted).objects.get(pk=drafted.pk))) == []


@pytest.mark.django_db
def test_another_number_than_last_year_stands_with_a_reason_or_not_at_all(drafted):
    candidate = making.submitted(drafted)
    (doubt,) = differing(readiness.doubts_of(candidate.payload))
    signed = {"by": making.reviewer(), "digest": candidate.digest}

    with pytest.raises(acknowledgements.Doubted, match="147"):
        reviewing.approve(candidate, **signed)
    with pytest.raises(acknowledgements.Unexplained, match="Say why it may stand"):
        reviewing.approve(candidate, acknowledged=[doubt.digest], **signed)
    reviewing.approve(candidate, acknowledged=[doubt.digest], why="The court has counted anew.", **signed)

    assert candidate.acknowledgements.get(rule="number-differs").reason == "The court has counted anew."


def test_a_long_text_is_taken_apart_once(monkeypatch):
    """Each sentence is compared with all those of the year before, and says what one of them said."""
    said = {"en": words(*(f"On night {number} of them {number} people were killed." for number in range(1, 101)))}
    taken_apart = Mock(side_effect=names.words)
    monkeypatch.setattr(aligning.names, "words", taken_apart)

    assert list(numbers_said.since(said, said, year=2025, years=1, sourced=())) == []
    assert taken_apart.call_count <= 2 * 101
