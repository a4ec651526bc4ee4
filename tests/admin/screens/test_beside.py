"""A captured official text stands beside what was published, and what differs leads to a correction or a note."""

import pytest
from django.urls import reverse

from archive.records.statements import Rendering
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Our own statement as readers have it; its original as it was captured, and a report of it."""
    issuer, day, source = making.institution("Ministry"), making.observance("The day"), making.source()
    for one in (issuer, day, source):
        making.published(one)
    said = {"issuers": [issuer], "observance": day, "year": 2026}
    own = "<p>On that night 147 people died. We bow our heads.</p>"
    making.published(making.statement("Ours", origin="authored", body=own, **said))
    theirs = "<p>On that night 150 people died. We bow our heads.</p>"
    taken = making.statement("Theirs", origin="transcribed", sources=[source], body=theirs, **said)
    report = "<p>On that night 150 people died, the ministry said.</p>"
    Rendering.objects.create(statement=taken, language="en", title="A report", body=report, translation="report")
    other = making.statement(
        "Of another house", origin="authored", **{**said, "issuers": [making.institution("House")]}
    )
    return day, taken, other


def test_what_was_captured_is_compared_with_what_readers_have(day):
    observance, taken, _other = day
    client, address = sits(making.archivist()), reverse("admin:beside", args=[observance.uuid, 2026])

    page = client.get(address)
    html = page.content.decode()

    assert [one["said"] for one in page.context["pairs"]] == [
        "English: Ours (We issue) and A report (Somebody’s report of what was said)",
        "English: Ours (We issue) and Theirs (Full text)",
        "English: A report (Somebody’s report of what was said) and Theirs (Full text)",
    ]
    chosen = client.get(page.context["pairs"][1]["url"]).context
    assert [(one.before, one.after) for one in chosen["figures"]] == [(("147",), ("150",))]
    assert [sort for sort, _line in chosen["lines"]] == ["changed", "same"]
    assert [side.is_public for side in chosen["sides"]] == [True, False]
    assert "Correct what readers have" in html
    assert chosen["sides"][1].note_url.endswith("#notes-group")
    assert reverse("admin:beside", args=[observance.uuid, 2026]) in (
        client.get(reverse("admin:dossier", args=[observance.uuid, 2026])).content.decode()
    )
    assert taken.renderings.count() == 1


def test_what_cannot_be_compared_is_not_found_or_told(day):
    observance, _taken, _other = day
    client = sits(making.archivist())

    nothing = client.get(reverse("admin:beside", args=[observance.uuid, 2025]))

    assert "There are no two texts of one issuer in one language yet." in nothing.content.decode()
    nonsense = f"{reverse('admin:beside', args=[observance.uuid, 2026])}?one=x&other=%00"
    assert client.get(nonsense).status_code == 404
