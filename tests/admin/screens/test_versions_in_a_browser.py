"""From the form of a record two clicks lead to what changed in it, and two bring back what it was."""

import pytest
from django.urls import reverse

from archive.records.texts import Text
from tests import making
from tests.admin.desk import form_of
from tests.admin.test_in_a_browser import sign_in
from tests.everybody import violations

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_comparing_takes_two_clicks_and_bringing_back_two(served, page):
    place = making.place("Shusha", body="<p>A town of long ago.</p>")
    making.published(place)
    making.change(place, body="<p>A town.</p>")
    making.change(place, body="<p>A village.</p>")
    sign_in(page, served, making.archivist())
    for width in (1280, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served + reverse("admin:versions", args=[place.uuid]))
        assert page.evaluate("document.documentElement.scrollWidth") == width

    page.goto(served + form_of(place))
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("button", name="Compare").click()  # the last edition with what is newest
    assert [said.split(":")[1].strip() for said in page.locator("del").all_inner_texts()] == ["town of long ago"]
    assert [said.split(":")[1].strip() for said in page.locator("ins").all_inner_texts()] == ["village"]

    for body in ("<p>A large village.</p>", "<p>A large town.</p>"):
        making.published(making.change(place, body=body), change="minor")
    page.goto(served + form_of(place))
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("link", name="Compare edition 3 with edition 1").click()  # any two that readers have had
    assert [said.split(":")[1].strip() for said in page.locator("del").all_inner_texts()] == ["of long ago"]

    page.goto(served + form_of(place))
    page.get_by_role("link", name="Versions").click()
    page.locator(".line", has_text="Saved: version 2").get_by_role("link", name="Bring back").click()
    assert "Nothing is saved yet" in page.locator("#brought").inner_text()
    assert Text.objects.get(record=place.pk).body == "<p>A large town.</p>"
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert Text.objects.get(record=place.pk).body == "<p>A town.</p>"
    assert page.problems == []
    page.goto(served + reverse("admin:versions", args=[place.uuid]))
    assert violations(page) == []
