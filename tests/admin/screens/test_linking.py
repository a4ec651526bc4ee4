"""Names in a text that link to nothing yet: told beside the form, linked when they are ticked."""

import pytest
from django.urls import reverse

from tests import making

from ..desk import form_of, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_form_tells_names_that_are_not_linked_and_links_what_is_ticked():
    town = making.place({"az": "Şuşa"})
    entry = making.entry({"az": "Hadisə"}, body="<p>Şuşada oldu.</p>")
    client = sits(making.archivist())

    page = client.get(form_of(entry))
    (line,) = page.context["suggestions"]
    words = {"link": [line.key], "version": str(page.context["stands_now"])}
    done = client.post(reverse("admin:link", args=[entry.uuid]), words, follow=True)

    assert (line.words, line.title, line.kind, line.code) == ("Şuşada", "Şuşa", "Place", "az")
    assert "1 name in the text is not linked" in page.content.decode()
    assert [str(message) for message in done.context["messages"]] == ["1 name is linked now."]
    assert entry.texts.get().body == f'<p><a data-record="{town.uuid}">Şuşada</a> oldu.</p>'
    assert done.context["suggestions"] == ()


def test_names_are_linked_only_in_the_version_that_was_seen_and_by_who_may_write():
    making.place("Lorin")
    entry = making.entry(body="<p>Lorin</p>")
    client, address = sits(making.archivist()), reverse("admin:link", args=[entry.uuid])
    (line,) = client.get(form_of(entry)).context["suggestions"]
    making.change(entry, summary="Another.")

    stale = client.post(address, {"link": [line.key], "version": "1"}, follow=True)
    nothing = client.post(address, {"version": "2"}, follow=True)
    nonsense = client.post(address, {"link": [line.key], "version": "x"}, follow=True)

    assert [str(message) for answer in (stale, nothing, nonsense) for message in answer.context["messages"]] == [
        "Somebody else has saved this record since you opened it. Nothing was linked.",
        "Nothing was chosen, so nothing was linked.",
        "Somebody else has saved this record since you opened it. Nothing was linked.",
    ]
    assert entry.texts.get().body == "<p>Lorin</p>"
    assert sits(making.reviewer()).post(address, {"link": [line.key], "version": "2"}).status_code == 403
    assert "suggestions" not in sits(making.reviewer()).get(form_of(entry)).context
