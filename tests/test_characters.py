"""Words as they are kept: composed, without what stores, browsers or eyes stumble over."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import characters, markup

ODD = "".join(map(chr, (*range(0xA1), 0xAD, 0x61C, *range(0x2000, 0x2070), 0x3164, 0xFEFF, 0xE0001, 0x301, 0x327)))
texts = st.text(st.one_of(st.sampled_from(ODD), st.sampled_from("aəİşйمیक्"), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Şuşa\t şəhəri \n", "Şuşa şəhəri"),
        ("Şus\u0327a", "Şuşa"),
        ("20\u00a0января", "20\u00a0января"),  # set on purpose
        ("a \u00a0 b\u00a0\u00a0c\u00a0", "a b\u00a0c"),
        ("2\u2009783\u2003killed", "2 783 killed"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\u2068Bakı\u2069 \u202bقراباغ\u202c", "Bakı قراباغ"),
        ("\u200eBakı\u200f", "Bakı"),  # as file managers copy names
        ("re\u00admem\u00adbrance\u200b, Ba\u2060kı\ufeff", "remembrance, Bakı"),
        ("Ba\u200ckı и Шу\u200dша", "Bakı и Шуша"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # the spelling of Persian
        ("क्\u200dष \u200d", "क्\u200dष"),
        ("a\x00b\x07c\x9bd\ue000\ufffe", "abcd\ue000"),
        *(
            (unseen, "")
            for unseen in ("\u200b", "\u00ad\u00ad", " \u2003\u3000", "\u3164", "\u2800", "\u202e", "\u034f")
        ),
    ],
)
def test_a_line_keeps_what_is_seen_and_what_its_script_needs(typed, kept):
    assert characters.line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One.\r\nTwo,\rthree.\u2028Four\x0bfive", "One.\nTwo,\nthree.\nFour\nfive"),
        ("the  19th \t to\u00adthe 20th ", "the  19th \t to\u00adthe 20th "),  # evidence: letter by letter
        ("e\u0301\u202e!\x00\x1f", "é! "),
        ("\u200b\n\u200b", ""),
    ],
)
def test_several_lines_and_a_sources_words_keep_their_blanks(typed, kept):
    assert characters.written(typed) == kept


def test_a_sources_words_on_one_line_keep_their_blanks():
    assert characters.wording(" in  the night\r\nof the 19\u0327th ") == "in  the night of the 19̧th"


def test_a_web_address_keeps_its_spelling():
    address = "https://fa.example/می\u200cخواهم/e\u0301"

    assert characters.address(f"\u200e {address}\u200b\u202c\n") == address


def no_control(text: str, *, besides: str = "") -> bool:
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text if letter not in besides)


def turns_nothing(text: str) -> bool:
    return not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(texts)
@example("\u0344\u0301")
@example(" \u0301")
@example("\u200c\u0645\u200b\u200c\u0645")
def test_whatever_is_typed_a_line_is_clean_and_stays_as_it_is(text):
    kept = characters.line(text)

    assert characters.line(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert no_control(kept)
    assert turns_nothing(kept)
    assert not set(kept) & set("\u00ad\u200b\u2060")
    assert " ".join(kept.split(" ")) == kept == kept.strip()
    assert "  " not in kept
    assert bool(kept) == bool(characters.NOT_SEEN.sub("", kept))


@given(texts, st.sampled_from((characters.written, characters.wording)))
def test_whatever_is_typed_other_words_are_clean_and_stay_as_they_are(text, cleaning: Callable[[str], str]):
    kept = cleaning(text)

    assert cleaning(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert no_control(kept, besides="\n\t" if cleaning is characters.written else "")
    assert turns_nothing(kept)
    assert not kept or characters.NOT_SEEN.sub("", kept)


@given(texts)
def test_whatever_is_typed_a_body_is_as_clean(text):
    kept = markup.plain(markup.clean(text.translate(dict.fromkeys(map(ord, "<>&")))))

    assert unicodedata.is_normalized("NFC", kept)
    assert no_control(kept, besides="\n")
    assert turns_nothing(kept)
    assert not kept or characters.NOT_SEEN.sub("", kept)
