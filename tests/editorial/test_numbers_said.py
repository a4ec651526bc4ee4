"""Numbers that differ: between the languages of a record, and from what the same issuer said the year before."""

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


def between(original: Words, translation: Words) -> list[tuple[str, tuple[str, ...]]]:
    found = numbers_said.between_languages({"az": original, "ru": translation}, "az")
    return [(doubt.about, doubt.words) for doubt in found]


def since(*paragraphs: str, sourced=(), years: int = 1) -> list[tuple[str, tuple[str, ...]]]:
    before, now = {"en": words(*BEFORE)}, {"en": words(*paragraphs)}
    found = numbers_said.since(before, now, year=2025, years=years, sourced=sourced)
    return [(doubt.about, doubt.words) for doubt in found]


@pytest.mark.parametrize(
    ("original", "translation", "found"),
    [
        ("150 nəfər həlak oldu.", "Погибли 147 человек.", [("ru p1", ("147", "150"))]),
        ("150 nəfər həlak oldu.", "Погибли 150 человек.", []),
        ("16.000 nəfər, 20.01.1990", "16 000 человек, 20 января 1990 года", []),
        ("16,000 nəfər", "1600 человек", [("ru p1", ("1600", "16000"))]),
        ("44 gün", "сорок четыре дня", []),
        ("36-cı ildönümü, 1990-cı il", "35-я годовщина, 1990 год", [("ru p1", ("35", "36"))]),
        ("36-cı ildönümü", "35th anniversary", [("ru p1", ("35", "36"))]),
        (f"No {'1' * 5000}", f"№ {'2' * 5000}", []),
    ],
)
def test_languages_disagree_where_one_number_stands_for_another(original, translation, found):
    assert between(words(original), words(translation)) == found


def test_paragraphs_are_compared_with_their_own_and_texts_of_another_cut_as_a_whole():
    assert between(words("150 nəfər.", "744 nəfər."), words("744 человека.", "150 человек.")) == [
        ("ru p1", ("744", "150")),
        ("ru p2", ("150", "744")),
    ]
    assert between(words("150 nəfər.", "744 nəfər."), words("150 и 744.")) == []
    assert between(words("150 nəfər.", "744 nəfər."), words("150 и 774.")) == [("ru", ("774", "744"))]
    assert between(words(title="36-cı il"), words(title="35-й год")) == [("ru", ("35", "36"))]


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
    assert [doubt.message for doubt in readiness.doubts(drafted)] == [told]
    assert readiness.doubts(drafted)[0].asks_why

    frozen = payloads.from_bytes(bytes(making.submitted(drafted).content))
    assert [doubt.digest for doubt in readiness.doubts_of(frozen)] == [readiness.doubts(drafted)[0].digest]


@pytest.mark.django_db
def test_evidence_and_what_a_source_is_cited_for_is_not_asked(drafted):
    making.published(source := making.source())
    Citation.objects.create(record=drafted, source=source, paragraph=1)
    again = type(drafted).objects.get(pk=drafted.pk)
    assert readiness.doubts(again) == ()

    Citation.objects.filter(record=drafted).delete()
    type(drafted).objects.filter(pk=drafted.pk).update(origin="transcribed")
    assert readiness.doubts(type(drafted).objects.get(pk=drafted.pk)) == ()


@pytest.mark.django_db
def test_another_number_than_last_year_stands_with_a_reason_or_not_at_all(drafted):
    candidate = making.submitted(drafted)
    (doubt,) = readiness.doubts_of(candidate.payload)
    signed = {"by": making.reviewer(), "digest": candidate.digest}

    with pytest.raises(acknowledgements.Doubted, match="147"):
        reviewing.approve(candidate, **signed)
    with pytest.raises(acknowledgements.Unexplained, match="Say why it may stand"):
        reviewing.approve(candidate, acknowledged=[doubt.digest], **signed)
    reviewing.approve(candidate, acknowledged=[doubt.digest], why="The court has counted anew.", **signed)

    assert [one.reason for one in candidate.acknowledgements.all()] == ["The court has counted anew."]


def test_a_long_text_is_taken_apart_once(monkeypatch):
    """Each sentence is compared with all those of the year before, and says what one of them said."""
    said = {"en": words(*(f"On night {number} of them {number} people were killed." for number in range(1, 101)))}
    taken_apart = Mock(side_effect=names.words)
    monkeypatch.setattr(aligning.names, "words", taken_apart)

    assert list(numbers_said.since(said, said, year=2025, years=1, sourced=())) == []
    assert taken_apart.call_count <= 2 * 101
