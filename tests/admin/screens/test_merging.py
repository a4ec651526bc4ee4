"""Merging at the desk: look for the record that is kept, see what would change, do it."""

import pytest
from django.urls import reverse

from archive.records.base import Record
from tests import making

from ..desk import form_of, offered, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def merging(old, into=None) -> str:
    return reverse("admin:merge_into", args=[old.uuid, into.uuid]) if into else reverse("admin:merge", args=[old.uuid])


def test_the_kept_record_is_found_by_any_of_its_names():
    old, kept = making.place("Shushi"), making.place("Town", names=[("az", "Şuşa")])
    making.institution("Shusha office")
    client = sits(making.archivist())

    asked = client.get(merging(old), {"q": "susa"}).content.decode()

    assert f'href="{merging(old)}"' in client.get(form_of(old)).content.decode()
    assert f'href="{merging(old, kept)}"' in asked
    assert "Shusha office" not in asked
    assert "Nothing of this kind has that name." in client.get(merging(old), {"q": "shushi"}).content.decode()


def test_the_page_shows_what_would_change_before_anything_does():
    old, kept = making.place("Shushi", names=[("ru", "Шуши")]), making.place("Shusha")
    entry = making.entry("An event there", places=[old])
    making.published(old)
    client = sits(making.archivist())

    page = client.get(merging(old, kept))

    html = page.content.decode()
    assert [text.title for text in page.context["plan"].names] == ["Shushi"]
    assert [str(row) for row in page.context["plan"].rows] == ["Шуши"]
    assert f'href="{form_of(entry)}"' in html
    assert f'href="{merging(kept, old)}"' in html
    assert "What readers will see" in html
    assert Record.objects.get(pk=old.pk).version == 1


def test_a_public_record_is_merged_and_then_submitted():
    old, kept = making.place("Shushi"), making.place("Shusha")
    making.published(old)
    making.published(kept)
    client = sits(making.archivist())
    seen = client.get(merging(old, kept)).context["plan"].seen

    done = client.post(merging(old, kept), {"seen": seen})

    assert done.headers["Location"] == form_of(old)
    assert "submit" in offered(making.archivist(), old)
    form = client.get(form_of(old)).content.decode()
    assert "Merged into:" in form
    assert f'href="{form_of(kept)}"' in form


def test_a_draft_is_merged_and_the_kept_record_opens():
    old, kept = making.place("Shushi"), making.place("Shusha")
    client = sits(making.archivist())

    done = client.post(merging(old, kept), {"seen": client.get(merging(old, kept)).context["plan"].seen})

    assert done.headers["Location"] == form_of(kept)
    assert "submit" not in offered(making.archivist(), old)


def test_what_was_saved_meanwhile_answers_409_and_changes_nothing():
    old, kept = making.place("Shushi"), making.place("Shusha")
    client = sits(making.archivist())
    seen = client.get(merging(old, kept)).context["plan"].seen
    making.change(kept, title="Shusha town")

    refused = client.post(merging(old, kept), {"seen": seen})

    assert refused.status_code == 409
    assert "Somebody else has saved this record since you opened it." in refused.content.decode()
    assert Record.objects.get(pk=old.pk).merged_into is None


def test_two_of_different_kinds_are_refused_in_words():
    response = sits(making.archivist()).get(merging(making.place(), making.institution()))

    assert response.status_code == 422
    assert "can be merged." in response.content.decode()


def test_a_merging_can_be_undone_from_its_page():
    old, kept = making.place("Shushi"), making.place("Shusha")
    client = sits(making.archivist())
    client.post(merging(old, kept), {"seen": client.get(merging(old, kept)).context["plan"].seen})

    assert "Undo the merging" in client.get(merging(old)).content.decode()
    stale = client.post(merging(old), {"seen": "1"})
    done = client.post(merging(old), {"seen": "2"})

    assert (stale.status_code, done.status_code) == (409, 302)
    assert Record.objects.get(pk=old.pk).merged_into is None


def test_what_was_merged_is_offered_to_nobody_but_stays_in_the_list():
    old, kept = making.place("Shushi"), making.place("Shusha")
    client = sits(making.archivist())
    client.post(merging(old, kept), {"seen": client.get(merging(old, kept)).context["plan"].seen})
    asked = {"app_label": "archive", "model_name": "institution", "field_name": "place", "term": "shush"}

    choices = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    links = client.get(reverse("admin:find"), {"q": "shush"}).json()["found"]
    listed = client.get(reverse("admin:archive_place_changelist"), {"q": "shush"}).content.decode()

    assert [one["text"] for one in choices] == ["Shusha"]
    assert [one["title"] for one in links] == ["Shusha"]
    assert "Merged into another" in listed


def test_whose_work_comes_along_is_said_before_and_stands_among_its_versions():
    merger = making.person("merger", "archivist")
    old, kept = making.place("Shushi", by=merger), making.place("Shusha")
    client = sits(making.archivist())

    page = client.get(merging(old, kept))
    client.post(merging(old, kept), {"seen": page.context["plan"].seen})
    history = reverse("admin:versions", args=[kept.uuid])
    told = client.get(history).content.decode()
    Record.objects.get(pk=old.pk).delete()

    assert "cannot approve it: Merger." in page.content.decode()
    assert "brought in from “Shushi”: Merger" in told
    assert "brought in from a draft that was deleted since: Merger" in client.get(history).content.decode()
