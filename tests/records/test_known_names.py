"""What the archive's records are called, as the words of the desk are compared with it."""

import pytest

from archive.editorial import deleting, merging
from archive.records import known_names
from archive.records.names import Name
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db

TEXT = "From Susha to Shushi and Agdam."


def called() -> list[str]:
    return [one.words for one in known_names.known().mentions(TEXT, language="en")]


def test_what_was_saved_is_read_and_nothing_else(django_assert_num_queries):
    place, _other = making.place({"en": "Susha"}), making.place({"en": "Agdam"})
    assert called() == ["Susha", "Agdam"]

    with saving(place, by=making.archivist(), version=place.version):
        place.texts.update(title="Shushi")
    Name.objects.filter(record__texts__title="Agdam").update(text="Never asked")

    with django_assert_num_queries(2):
        assert called() == ["Shushi", "Agdam"]
    with django_assert_num_queries(1):
        assert called() == ["Shushi", "Agdam"]


def test_what_was_deleted_or_merged_is_called_nothing():
    gone, old, kept = (making.place({"en": title}) for title in ("Susha", "Shushi", "Agdam"))
    assert called() == ["Susha", "Shushi", "Agdam"]

    deleting.delete(gone, by=making.archivist(), version=gone.version)
    assert called() == ["Shushi", "Agdam"]

    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)
    found = known_names.known().mentions(TEXT, language="en")
    assert [one.words for one in found] == ["Shushi", "Agdam"]
    assert {one.authorities[0].uuid for one in found} == {str(kept.uuid)}


def test_after_more_saves_than_are_told_all_is_read_again(monkeypatch):
    places = [making.place({"en": title}) for title in ("Susha", "Agdam")]
    assert called() == ["Susha", "Agdam"]

    monkeypatch.setattr(known_names, "MOST_SAVES", 1)
    for place, title in zip(places, ("Shushi", "Agdam City"), strict=True):
        with saving(place, by=making.archivist(), version=place.version):
            place.texts.update(title=title)

    assert called() == ["Shushi"]
