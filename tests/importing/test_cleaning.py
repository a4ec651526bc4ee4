"""A document is taken apart, and no word of it is lost."""

import time
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import characters, names
from archive.importing.bodies import body
from archive.importing.cleaning import clean
from archive.importing.documents import Block, Document, Label, Remain, Remains, Sort
from archive.importing.files import text_of
from archive.importing.known import Known
from archive.importing.understanding import propose
from archive.markup import MarkupError

from .conftest import MATERIAL


def cleaned(name: str) -> Document:
    return clean(text_of(MATERIAL / name), name=name)


def test_encyclopedia_article_loses_its_box_its_list_and_its_repetition():
    box = (
        ("Holiday Name", "Flood Remembrance Day"),
        ("Type", "National day of remembrance"),
        ("Observedby", "Velmar"),
        ("Significance", "Remembering those who lost their lives when the dam at Tarn broke"),
        ("Date", "12 May"),
        ("Scheduling", "same day each year"),
        ("Duration", "1 day"),
        ("Frequency", "Annual"),
        ("Relatedto", "Flood of Lorin, 1987"),
    )
    listed = (
        "The town archive of Lorin lists 214 names. The list was printed in 1991 and has been kept on display in the "
        "town hall since then."
    )

    assert cleaned("encyclopedia-article.txt") == Document(
        name="encyclopedia-article.txt",
        headings=("Flood Remembrance Day (Velmar)",),
        blocks=(
            Block(
                text="Flood Remembrance Day in Velmar is a national day of remembrance for the people who lost their "
                "lives in the flood of Lorin in 1987. It was established by an order of the Council of State of "
                "3 March 1989 and is kept on 12 May, the day on which the dam at Tarn broke."
            ),
            Block(text=listed),
            Block(text="History", sort=Sort.HEADING, level=2),
            Block(text="The flood", sort=Sort.HEADING, level=3),
            Block(
                text="After three weeks of rain the lake above Tarn had risen to the crest of the dam. In the early "
                "morning of 12 May 1987 the eastern part of the dam gave way, and the water reached the lower streets "
                "of Lorin about forty minutes later."
            ),
            Block(text="Establishment", sort=Sort.HEADING, level=3),
            Block(
                text="The order of 1989 asks schools and offices to keep a minute of silence at noon. The first "
                "observance followed in the same year."
            ),
        ),
        box=box,
        remains=(
            Remain(sort=Remains.BOX, words="Infobox"),
            *(Remain(sort=Remains.BOX, words=f"- {key}: {value}") for key, value in box),
            Remain(sort=Remains.SEE_ALSO, words="See also"),
            Remain(sort=Remains.SEE_ALSO, words="Day of the Lighthouse Keepers"),
            Remain(sort=Remains.SEE_ALSO, words="Tarn Dam"),
            Remain(sort=Remains.SEE_ALSO, words="Public holidays in Velmar"),
            Remain(sort=Remains.REPETITION, words=listed),
        ),
    )


def test_news_article_loses_its_byline_and_the_comment_form():
    document = cleaned("news-article.txt")

    assert document.headings == ("Velmar Marks Thirty-Fifth Anniversary of the Flood",)
    assert document.byline == "Mara Ostrin"
    assert [block.text[:20] for block in document.blocks] == [
        "Velmar remembered on",
        "About four hundred p",
        "In the afternoon the",
        "The next gathering w",
    ]
    assert document.remains == (
        Remain(sort=Remains.COMMENTS, words="Notify of"),
        Remain(sort=Remains.COMMENTS, words="Inline Feedbacks"),
        Remain(sort=Remains.COMMENTS, words="View all comments"),
        Remain(sort=Remains.BYLINE, words="BYMara Ostrin"),
    )


def test_agency_report_loses_the_date_of_the_copy_and_the_button():
    document = cleaned("agency-essay.txt")

    assert document.stamp == "2024-05-12"
    assert document.blocks[0].text.startswith("LORIN, Velmar May 12. The history of a town")
    assert document.blocks[-1].text.endswith("can be seen in the library of Tarn.")
    assert document.remains == (
        Remain(sort=Remains.STAMP, words="date 2024-05-12"),
        Remain(sort=Remains.MORE, words="Read more..."),
    )


def test_markdown_statement_loses_the_signs_of_its_headings_and_keeps_bold_words():
    document = cleaned("ministry-statement.md")

    assert document.headings == (
        "STATEMENT",
        "of the Ministry of Civil Protection of the Republic of Velmar on 12 May - Flood Remembrance Day",
    )
    assert document.date_line == "12 May 2026"
    assert body(document) == (
        "<p>Thirty-nine years ago, in the early morning of 12 May 1987, the dam at Tarn broke and the water reached "
        "the lower streets of Lorin.</p>\n"
        "<p>According to the list kept by the town archive, 214 people lost their lives. Their names are read out "
        "today in the town hall, as in every year since 1991.</p>\n"
        "<p>The Ministry thanks the <strong>volunteers of Lorin</strong>, who look after the memorial garden, and the "
        "schools of the district, whose pupils take part in the reading.</p>\n"
        "<p>1987 was also the year in which the first warning posts were set up along the river. There are sixty-two "
        "of them today.</p>\n"
        "<p>At noon the Ministry will keep a minute of silence together with all offices of the Republic.</p>"
    )


def test_lines_about_the_file_become_labels():
    document = cleaned("event.md")

    assert document.labels == (
        Label(
            about="title",
            value="12 May 1987 – The dam at Tarn breaks",
            words="title: 12 May 1987 – The dam at Tarn breaks",
        ),
        Label(about="author", value="Town archive of Lorin", words="author: Town archive of Lorin"),
        Label(about="date", value="1991-05-12", words="published: 1991-05-12"),
        Label(
            about="address",
            value="https://archive.lorin.example/events/1987-05-12",
            words="url: https://archive.lorin.example/events/1987-05-12",
        ),
    )
    assert body(document) == (
        "<p>After three weeks of rain the eastern part of the dam gave way at about half past four in the morning. "
        "The water reached the lower streets of Lorin about forty minutes later.</p>\n"
        "<blockquote><p>At ten minutes past five the clock of the lower school stood still.</p></blockquote>\n"
        "<p>The list of the town archive has 214 names. It was put together:</p>\n"
        "<ul><li><p>from the registers of the parishes,</p></li><li><p>from the files of the water office,</p></li>"
        "<li><p>from letters of relatives.</p></li></ul>"
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("BYMara Ostrin", "Mara Ostrin"),
        ("BY Mara Ostrin", "Mara Ostrin"),
        ("By Mara van Ostrin", ""),
        ("By Mara Ostrin", "Mara Ostrin"),
        ("BYRON IN LORIN", ""),
        ("By the river", ""),
        ("By Now.", ""),
    ],
)
def test_byline_is_by_and_a_name_and_nothing_else(line, name):
    document = clean(f"A heading\n\n{line}\n\nThe text begins here.", name="article.txt")

    assert document.byline == name


def test_short_sentence_may_be_said_twice():
    document = clean("We remember.\n\nThe water came at night.\n\nWe remember.", name="address.txt")

    assert document.text == "We remember.\nThe water came at night.\nWe remember."


def test_year_at_the_beginning_of_a_paragraph_is_no_list():
    document = clean("# Years\n\n1987. The dam breaks.\n\n1989. The first **observance**.", name="years.md")

    assert body(document) == "<p>1987. The dam breaks.</p>\n<p>1989. The first <strong>observance</strong>.</p>"


def test_plain_text_is_no_markdown_and_no_html():
    document = clean("Prices\n\nTwo * three is _six_ <b>here</b> & there.\n\nThe end.", name="prices.txt")

    assert body(document) == "<p>Two * three is _six_ &lt;b&gt;here&lt;/b&gt; &amp; there.</p>\n<p>The end.</p>"


def test_wrapped_lines_are_one_paragraph_and_long_lines_their_own():
    long = "This line is one paragraph by itself, as files have it that were saved from a page. " * 2
    document = clean(f"Heading\n\nwrapped at\nforty characters\n{long}\n{long.upper()}", name="wrapped.txt")

    assert [block.text for block in document.blocks] == [
        "wrapped at forty characters",
        long.strip(),
        long.upper().strip(),
    ]


# --- the same document --------------------------------------------------------------------------------


def test_digest_is_that_of_the_words():
    one = clean("## **Statement**\n\nWe remember   the flood.\n\nNotify of", name="a.md")
    same = clean("STATEMENT\n\nWe remember\nthe flood.", name="b.txt")
    other = clean("Statement\n\nWe remember the floods.", name="c.txt")

    assert one.digest == same.digest
    assert one.digest != other.digest


def test_same_words_of_another_year_are_another_document():
    text = "Statement\n\n12 May {year}\n\nWe remember the flood."

    assert clean(text.format(year=2025), name="a.txt").digest != clean(text.format(year=2026), name="a.txt").digest


# --- whatever comes -----------------------------------------------------------------------------------

PIECES = (
    "Infobox", "- Date: 12 May", "- ", "See also", "== See also ==", "= Title =", "## **STATEMENT**", "**bold**", "***",
    "---", "title: A day", "date 2025-05-12 LORIN, Velmar, May 12.", "BYMara Ostrin", "By", "BY", "Notify of",
    "Read more", "12 May 2026", "12 мая 2026 года", "2026-cı il mayın 12-də", "> quoted", ">", "- item", "1. one",
    "https://velmar.example/", "Source: ", "Mənbə: Velmar", "the second anniversary of 1987", "/Agency/", "[a](b)",
    "<script>", "\ufeff", "\x0c", "\u2028", "\t", "", " ", "=" * 400, "a__b", "`", "\\", "&amp;", "İ", "I\u0307",
)  # fmt: skip
DOCUMENTS = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=30).map("\n".join),
)


def words_of(*texts: str) -> Counter:
    return Counter(word for text in texts for word in names.fold(text).split())


@given(text=DOCUMENTS, name=st.sampled_from(("a.txt", "a.md")))
def test_cleaning_never_raises_and_loses_no_word(text, name):
    document = clean(text, name=name)

    kept = (*document.headings, *(block.text for block in document.blocks), *(one.words for one in document.remains))
    assert words_of(*kept) == words_of(*characters.written(text).splitlines())


@given(text=DOCUMENTS, name=st.sampled_from(("a.txt", "a.md")))
def test_anything_can_be_understood_and_written_or_is_refused_in_words(text, name):
    document = clean(text, name=name)

    assert propose(document, known=Known()).title.value
    with suppress(MarkupError):
        body(document)


@pytest.mark.parametrize("piece", ["=", "- ", "date ", "12 May ", "A, ", "**", "[", "> ", "/", "əvvəl ", "1.", "\n- a"])
def test_long_document_takes_no_more_time_than_its_length(piece):
    started = time.process_time()

    propose(clean((piece * 50_000)[:50_000], name="long.md"), known=Known())

    assert time.process_time() - started < 3


def test_what_turns_the_order_of_letters_stays_outside():
    document = clean("Bəyanat \u202e2026\u202c\n\nMətn \u2066birinci\u2069 abzas.\n", name="a.txt")

    assert document.headings == ("Bəyanat 2026",)
    assert [block.text for block in document.blocks] == ["Mətn birinci abzas."]
