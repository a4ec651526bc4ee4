"""In which language the interface speaks: wholly in one, whatever is translated."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils import translation
from django.utils.translation import trans_real

from archive import languages
from archive.languages import interface
from memorial.languages import default_language

SENTENCES = {"Search": "*", ("One record", "%d records"): ("*", "* *"), "Menu": "*"}


@pytest.fixture
def catalogues(tmp_path):
    """Writes a catalogue with so many of the sentences, and returns the folder of all."""

    def written(locale: str, count: int) -> Path:
        catalogue = Catalog(locale="tr")  # of which Babel knows two forms
        for message, said in list(SENTENCES.items())[:count]:
            catalogue.add(message, said)
        to = tmp_path / locale / "LC_MESSAGES" / "django.mo"
        to.parent.mkdir(parents=True)
        with to.open("wb") as file:
            write_mo(file, catalogue)
        return tmp_path

    return written


def test_an_interface_is_complete_that_lacks_no_sentence_of_another_one(catalogues):
    for locale, count in (("az_Cyrl", 3), ("fr", 2), ("ru", 3)):
        folder = catalogues(locale, count)

    assert interface.complete(folder) == {"az-cyrl", "en", "ru"}
    assert default_language(("fr", "ru", "en"), folder) == "en"
    assert default_language(("fr", "uk", "ru"), folder) == "ru"
    assert default_language(("fr", "uk"), folder) == "fr"


def test_the_interfaces_of_this_archive_are_complete():
    assert [interface.of(code) for code in languages.spoken()] == [*languages.spoken()]


def test_whoever_stands_in_first_and_wholly_speaks_for_the_others(settings):
    settings.MEMORIAL_LANGUAGES = ("uk", "fr", "ru", "az")
    assert (interface.of("fr"), interface.of("uk"), interface.of("az")) == ("ru", "ru", "az")
    settings.MEMORIAL_LANGUAGES = ("uk", "fr")
    assert interface.of("fr") == "en"


def test_a_stand_in_answers_to_the_name_of_the_language(monkeypatch):
    monkeypatch.setitem(trans_real._translations, "fr", interface.StandIn("fr", "ru"))
    with translation.override("fr"):
        said = [translation.get_language(), translation.gettext("Statements"), translation.gettext("Yes")]

    assert said == ["fr", "Заявления", "Да"]
