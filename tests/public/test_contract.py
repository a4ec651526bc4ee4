"""Each template gets exactly its page: it asks for nothing that is not there, and nothing that is there goes unused."""

import pytest

from archive.public.detail.pages import ChangeLine, Quoted
from archive.public.frame.pages import Identity, Page
from archive.public.kinds.pictures import PicturePage
from archive.public.kinds.statements import StatementPage
from archive.public.time.pages import TimelinePage
from tests import templates as reading
from tests.public.archives import ADDRESSES, whole

pytestmark = pytest.mark.once

# What no template shows, because other parts of the page are made from it, or say it better.
UNSHOWN = {
    (ChangeLine, "is_announced"),
    (Identity, "menu"),
    (Identity, "record"),
    (Identity, "texts_in_feeds"),
    (Quoted, "address"),
    (PicturePage, "kind"),  # its form
    (StatementPage, "kind"),
    (TimelinePage, "orders"),  # it has that of time
}


@pytest.mark.django_db
def test_a_template_is_there_for_every_kind_of_page(client):
    whole()
    shown = set()

    for address in ADDRESSES:
        answer = client.get(f"/en/{address}")

        assert (address, answer.templates[0].name) == (address, answer.context["page"].template)
        shown.add(type(answer.context["page"]))

    assert shown == {kind for kind in reading.readings() if issubclass(kind, Page)}
    assert len({kind.template for kind in shown}) == len(shown)


def test_a_template_asks_for_what_its_page_has():
    assert reading.mistakes() == []


def test_nothing_of_a_page_goes_unused():
    assert reading.unshown(reading.readings()) == UNSHOWN
