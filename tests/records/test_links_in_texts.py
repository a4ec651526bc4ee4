"""To which records texts link is stored beside them, and filled where it was not."""

import pytest
from django.apps import apps

from archive.records import saving
from archive.records.naming import drafts_naming
from archive.records.texts import TextLink
from tests import making

pytestmark = pytest.mark.django_db


def fill() -> None:
    saving.keep_links_after_migrate(apps.get_app_config("archive"), "default")


@pytest.fixture
def place():
    """A place to which the texts of three others link, as if they had been saved before that was stored."""
    place = making.place("Shusha")
    for number in range(3):
        making.place(f"Village {number}", body=f'<p>Near <a data-record="{place.uuid}">Shusha</a>.</p>')
    assert len(drafts_naming(place)) == 3
    TextLink.objects.all().delete()
    return place


def test_links_of_texts_that_were_there_before_are_found_after_migrating(place):
    fill()
    fill()

    assert [ways for _record, ways in drafts_naming(place).items()] == [[None]] * 3
    assert TextLink.objects.count() == 3


def test_a_filling_that_was_interrupted_is_done_whole_the_next_time(place, monkeypatch):
    def interrupted():
        yield from list(links())[:2]
        raise KeyboardInterrupt

    links = saving.links_in_texts
    with monkeypatch.context() as patch:
        patch.setattr(saving, "AT_ONCE", 1)
        patch.setattr(saving, "links_in_texts", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fill()
    fill()

    assert len(drafts_naming(place)) == 3
