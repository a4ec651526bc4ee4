"""Which languages an archive speaks, and which of them stands in for another."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from archive import languages
from memorial.languages import retired, spoken
from tests.languages.__main__ import in_python, in_template


def test_a_form_of_a_language_is_it_and_an_unknown_one_is_the_first():
    assert [languages.get(code).code for code in ("ru", "en-GB", "az_Latn", "xx", "", "base", "../ru")] == [
        "ru",
        "en",
        "az",
        "az",
        "az",
        "az",
        "az",
    ]
    assert languages.pack("xx") is languages.pack("base") is languages.pack("codes") is None
    assert [one.code for one in languages.known()] == ["az", "en", "ru"]


def test_the_first_to_stand_in_is_the_original_and_then_the_languages_in_their_order(settings):
    assert languages.stand_ins("ru", "en") == ("ru", "en", "az")
    assert languages.stand_ins("ru") == ("ru", "az", "en")
    assert languages.stand_ins(first="fr") == ("fr", "az", "en", "ru")

    settings.MEMORIAL_LANGUAGES = ("en", "az")
    assert languages.stand_ins() == ("en", "az")


@pytest.mark.parametrize(("active", "code"), [("ru", "ru"), ("en-gb", "en"), ("fr", "az"), (None, "az")])
def test_the_current_language_is_one_of_the_archives(active, code):
    with translation.override(active):
        assert languages.current() == code


def test_the_languages_of_an_archive_are_a_setting():
    assert spoken(" EN, ru ") == ("en", "ru")
    assert retired("", ("en", "ru")) == ()
    assert retired("ru", ("en", "ru")) == ("ru",)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (",", "MEMORIAL_LANGUAGES names no language"),
        ("az,tlh", "names 'tlh', which no module of archive/languages/ is called"),
        ("en-gb", "names 'en-gb', which no module"),
        ("ca-latn-es-valencia", "Codes have 16 characters at most"),
        ("en,az,en", "names a language twice: en,az,en"),
    ],
)
def test_a_setting_that_names_no_languages_is_refused_in_words(written, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        spoken(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [("ru", "names 'ru', which MEMORIAL_LANGUAGES does not"), ("az,en", "every language"), ("az,az", "twice")],
)
def test_only_a_language_that_is_spoken_can_be_retired_and_not_all(written, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        retired(written, ("az", "en"))


def test_nobody_writes_in_a_language_that_is_retired(settings):
    settings.MEMORIAL_RETIRED_LANGUAGES = ("ru",)

    assert (languages.spoken(), languages.written()) == (("az", "en", "ru"), ("az", "en"))


# --- the check ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        'if code == "az": pass',
        'table = {"en": 1}',
        'order = ("en", "fr")',
        'def said(language="ru"): pass',
        'field(default="en")',
        'language = get() or "en"',
        'match code:\n case "az": pass',
        "row.caption_az",
        'fields = ["what_ru"]',
    ],
)
def test_a_language_outside_its_room_is_seen(source):
    assert [*in_python(source)]


@pytest.mark.parametrize(
    "source", ['"""Reads "az" and en."""', "blaze_en_route = 1", 'code = "en-dash"', "seen = is_ru_n"]
)
def test_other_words_are_nothing_to_it(source):
    assert [*in_python(source)] == []


def test_a_template_asks_for_no_language():
    assert [*in_template('<p>\n{% if code == "ru" %}{% endif %}')] == [(2, '{% if code == "ru" %}')]
    assert [*in_template('<p lang="ru">{% translate "en" %}')] == []
