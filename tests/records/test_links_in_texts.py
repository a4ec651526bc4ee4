"""To which records texts link is stored beside them, and filled where it was not."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.records import text_links
from archive.records.naming import drafts_naming
from archive.records.texts import TextLink
from tests import making

pytestmark = pytest.mark.django_db


def fill() -> None:
    text_links.derive_after_migrate(apps.get_app_config("archive"), "default")


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
    def interrupted(records):
        if next(first):
            raise KeyboardInterrupt
        keep(records)

    first, keep = iter([False, False, True]), text_links.keep
    with monkeypatch.context() as patch:
        patch.setattr(text_links, "AT_ONCE", 1)
        patch.setattr(text_links, "keep", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fill()
    fill()

    assert len(drafts_naming(place)) == 3


def test_links_are_derived_anew_and_only_what_differs_is_written(place):
    fill()
    kept, gone, *_ = TextLink.objects.order_by("pk")
    TextLink.objects.filter(pk=gone.pk).update(named=making.place("Elsewhere").uuid)

    call_command("rebuild_catalogue", verbosity=0)

    assert len(drafts_naming(place)) == TextLink.objects.count() == 3
    assert TextLink.objects.filter(pk=kept.pk).exists()
    assert not TextLink.objects.filter(pk=gone.pk).exists()


def test_a_record_that_links_to_nothing_is_not_asked_for_links_when_it_is_new():
    with CaptureQueriesContext(connection) as asked:
        village = making.place("Village", body="<p>Far from anywhere.</p>")
    assert not [one["sql"] for one in asked if "archive_textlink" in one["sql"]]

    making.change(village, body=f'<p>Near <a data-record="{making.place("Shusha").uuid}">Shusha</a>.</p>')
    assert TextLink.objects.count() == 1

    making.change(village, body="<p>Far from anywhere.</p>")
    assert not TextLink.objects.exists()
