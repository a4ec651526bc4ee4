"""Names in texts that link to nothing yet."""

import pytest

from archive.records import linking
from archive.records.saving import StaleVersion, saving
from tests import making

pytestmark = pytest.mark.django_db


def said(record) -> list[tuple[str, str, str]]:
    return [(one.language, one.words, one.title) for one in linking.suggestions(record)]


def test_names_are_suggested_with_the_endings_of_the_language_and_the_longest_wins():
    making.place({"az": "Şuşa", "en": "Shusha"}, names=[("ru", "Шуша")])
    making.place({"az": "Xocalı"})
    making.place({"az": "Şuşa qalası"})
    entry = making.entry({"az": "Hadisə"}, body="<p>Şuşada, Xocalının yolunda; Şuşa qalasında.</p>")

    assert said(entry) == [
        ("az", "Şuşada", "Şuşa"),
        ("az", "Xocalının", "Xocalı"),
        ("az", "Şuşa qalasında", "Şuşa qalası"),
    ]


def test_each_language_is_read_by_itself_and_every_spelling_is_known():
    making.place({"az": "Şuşa", "en": "Shusha"}, names=[("ru", "Шуша")])
    entry = making.entry({"az": "Hadisə", "en": "Event", "ru": "Событие"}, body="<p>Shusha, из Шуши, SUSA.</p>")

    assert said(entry) == [("az", "Shusha", "Şuşa"), ("en", "Shusha", "Şuşa"), ("ru", "Shusha", "Şuşa")]


def test_what_is_linked_quoted_or_the_record_itself_is_not_suggested():
    town, lake = making.place("Lorin"), making.place("Talsu")
    body = (
        f'<h2>Talsu</h2>\n<p><a data-record="{town.uuid}">Lorin</a> and Lorin</p>\n'
        "<blockquote><p>Talsu, he said.</p></blockquote>"
    )
    making.change(lake, body="<p>Talsu lies near Lorin.</p>")

    assert said(making.entry(body=body)) == []
    assert said(lake) == [("en", "Lorin", "Lorin")]


def test_whoever_is_not_public_and_what_was_merged_is_not_suggested():
    kept = making.place("Lorin")
    making.place("Talsu", merged_into=kept)
    making.human("Zarifa Orujova", privacy="withheld")
    making.human("Anar Aliyev", privacy="hidden")
    public = making.human("Leyla Mammadova")
    entry = making.entry(body="<p>Zarifa Orujova, Anar Aliyev and Leyla Mammadova in Talsu.</p>")

    assert said(entry) == [("en", "Leyla Mammadova", "Leyla Mammadova")]
    with saving(public, by=making.archivist(), version=public.version):
        public.privacy = "withheld"
        public.save()
    assert said(entry) == []


def test_one_name_of_two_records_is_suggested_for_both():
    making.place("Lorin")
    making.institution("Lorin")

    found = linking.suggestions(making.entry(body="<p>Lorin</p>"))

    assert [(one.words, one.known.kind) for one in found] == [("Lorin", "institution"), ("Lorin", "place")] or [
        (one.words, one.known.kind) for one in found
    ] == [("Lorin", "place"), ("Lorin", "institution")]


def test_what_is_chosen_is_linked_where_it_stands_first_and_the_words_stay():
    town = making.place({"az": "Şuşa", "en": "Shusha"})
    making.place("Lorin")
    entry = making.entry({"en": "Event", "az": "Hadisə"}, body="<p>Shusha and Lorin. Shusha again.</p>")
    first, *_others = linking.suggestions(entry)

    count = linking.link(entry, [first.key, "en nonsense"], by=making.archivist(), version=entry.version)

    stored = type(entry).objects.get(pk=entry.pk)
    assert (count, first.language, stored.version) == (1, "az", 2)
    assert {text.language: text.body for text in stored.texts.all()} == {
        "az": f'<p><a data-record="{town.uuid}">Shusha</a> and Lorin. Shusha again.</p>',
        "en": "<p>Shusha and Lorin. Shusha again.</p>",
    }
    assert stored.contributions.count() == 2


def test_nothing_is_linked_in_a_version_that_nobody_saw():
    making.place("Lorin")
    entry = making.entry(body="<p>Lorin</p>")
    keys = [one.key for one in linking.suggestions(entry)]
    making.change(entry, summary="Saved by somebody else.")

    with pytest.raises(StaleVersion):
        linking.link(entry, keys, by=making.archivist(), version=1)
    assert linking.link(entry, [], by=making.archivist(), version=1) == 0


@pytest.mark.parametrize("count", [1, 30])
def test_names_are_looked_up_at_once_and_only_what_was_saved_since_ever_after(count, django_assert_num_queries):
    for number in range(count):
        making.place(f"Lorin {number}", names=[("en", f"Loryn {number}")])
    entry = making.entry(body="<p>Lorin 0</p>")

    with django_assert_num_queries(3):
        linking.suggestions(entry)
    with django_assert_num_queries(2):
        linking.suggestions(entry)
