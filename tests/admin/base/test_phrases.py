"""What rows say in several languages is typed in lines, one for each language in which archivists write."""

import pytest

from archive.admin.base.phrases import lines
from archive.admin.base.posted_forms import PostedForm
from archive.records.collections import Collection, Member
from archive.records.observances import Observance
from archive.records.phrases import by_language
from archive.records.rituals import Ritual
from tests import making

from ..desk import form_of, sits, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection() -> Collection:
    """With one member, whose caption is in a language of the archive and in another one."""
    caption = {"en": "The night itself.", "fr": "La nuit."}
    return making.collection(members=[(making.entry("A night"), caption)])


def caption() -> list[tuple[str, str]]:
    return [*by_language(Member.objects.get().phrases.all()).items()]


def test_words_are_written_and_taken_away_by_language_and_others_stay(collection):
    client = sits(making.archivist())
    words = typed(client.get(form_of(collection)))
    assert words["members-0-words_en"] == "The night itself."

    changed = words | {"members-0-words_en": "", "members-0-words_ru": "Сама ночь."}
    assert client.post(form_of(collection), changed).status_code == 302
    assert caption() == [("fr", "La nuit."), ("ru", "Сама ночь.")]

    client.post(form_of(collection), typed(client.get(form_of(collection))) | {"members-0-words_ru": "Ночь."})
    assert caption() == [("fr", "La nuit."), ("ru", "Ночь.")]
    assert Collection.objects.get().version == 3


def test_whoever_only_looks_reads_all_that_is_said(collection):
    page = sits(making.reviewer()).get(form_of(collection)).content.decode()

    assert "<p>en: The night itself.</p>" in page
    assert "<p>fr: La nuit.</p>" in page
    assert "words_en" not in page


def test_a_ritual_without_words_is_refused_and_stays_typed():
    day, client = making.observance(rituals=[{"what": "Silence"}]), sits(making.archivist())
    words = typed(client.get(form_of(day))) | {"rituals-0-words_en": "", "rituals-0-valid_from_year": "1997"}

    refused = client.post(form_of(day), words)

    assert "Say what is done, in one language at least." in refused.content.decode()
    assert typed(refused)["rituals-0-valid_from_year"] == "1997"
    assert Ritual.objects.get().phrases.get().words == "Silence"


def test_there_is_a_line_for_each_language_in_which_archivists_write(settings):
    settings.MEMORIAL_RETIRED_LANGUAGES = ("ru",)

    assert {name: (str(line.label), line.widget.attrs["lang"]) for name, line in lines(Ritual).items()} == {
        "words_az": ("What is done: Azerbaijani", "az"),
        "words_en": ("What is done: English", "en"),
    }
    assert lines(Observance) == {}


def test_what_was_typed_into_a_line_is_told_by_its_name():
    posted = PostedForm(address=form_of(making.observance()), words=(("rituals-0-words_en", "Silence"),))

    assert [label for label, _words in posted.said()] == ["What is done: English"]


def test_a_language_of_the_archive_is_chosen_from_a_list():
    page = sits(making.archivist()).get(form_of(making.statement(issuers=[]))).content.decode()

    for name in ("notes-0-language", "citations-0-paragraph_language"):
        assert f'<select name="{name}"' in page
