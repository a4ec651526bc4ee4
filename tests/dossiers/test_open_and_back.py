"""What of a year is still open stands in its dossier with its spot; how it went is told once the day is over."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from archive.dossiers import doubts, opening, tasks
from archive.dossiers.models import Report
from archive.editorial import comments, publishing, readiness
from archive.editorial.problems import Spot
from archive.records.institutions import Institution
from archive.records.sources import Source
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime(2027, 1, 19, 20, 0, tzinfo=UTC)


def at(time_machine, *when: int) -> None:
    time_machine.move_to(datetime(*when, tzinfo=UTC), tick=False)


@pytest.fixture
def day(time_machine):
    """The day as readers have it, with last year’s statement, of which somebody commented on a paragraph."""
    at(time_machine, 2026, 1, 10, 8)
    issuer, day = making.institution("Ministry"), making.observance("The day", month=1, day=20, base_year=1990)
    making.published(issuer), making.published(day)
    said = {"issuers": [issuer], "observance": day, "origin": "transcribed", "sources": [making.source()]}
    making.published(Source.objects.get())
    body = "<p>35 years ago people died.</p>"
    last = making.statement("Words of 2026", year=2026, date="2026-01-20", body=body, **said)
    making.published(last)
    comment = {"words": "Whose number is it?", "by": making.reviewer()}
    comments.comment(last.candidates.get(), Spot(language="en", block="p1"), **comment)
    at(time_machine, 2026, 12, 21, 8)
    return day


def dossier(observance, year: int = 2027):
    return sits(making.archivist()).get(reverse("admin:dossier", args=[observance.uuid, year]))


def approved(draft):
    """Whoever submits lets stand what is doubted."""
    return making.approved(draft, acknowledged=[one.digest for one in readiness.doubts(draft)], why="It is meant so.")


def of_the_year(day, **said):
    given = {
        "issuers": [Institution.objects.get()],
        "observance": day,
        "year": 2027,
        "date": "2027-01-20",
        "origin": "authored",
    }
    return making.statement("Words of 2027", **{**given, **said})


def test_what_is_open_of_this_year_and_of_those_before_leads_to_its_spot(day):
    draft = of_the_year(day, body="<p>35 years ago people died.</p>")

    page = dossier(day)

    now, before = page.context["open"]
    assert [one.title for one, _doubts, _comments in (now, before)] == ["Words of 2027", "Words of 2026"]
    assert [one.url.rpartition("#")[2] for one in now[1]] == ["texts-en-p1"]
    assert before[1] == []  # it was let stand when it was approved
    assert [(one.comment.words, one.url.rpartition("#")[2]) for one in before[2]] == [
        ("Whose number is it?", "texts-en-p1")
    ]
    assert before[2][0].page in page.content.decode()
    assert draft.pk in [one.statement for one in doubts.of(day, [draft], [])]


def test_what_somebody_lets_stand_is_open_no_more(day):
    draft = of_the_year(day, body="<p>35 years ago people died.</p>")
    approved(draft)

    assert [one[0].title for one in dossier(day).context["open"]] == ["Words of 2026"]


def test_how_the_year_went_is_told_and_kept_when_it_is_closed(day, time_machine):
    archivist = making.archivist()
    said = of_the_year(day, body="<p>35 years ago people died.</p>")
    at(time_machine, 2027, 1, 13, 8)
    candidate = approved(said)
    at(time_machine, 2027, 1, 15, 8)
    wall = datetime(2027, 1, 20, 0, 0)
    release = publishing.plan_release(by=making.publisher(), wall=wall, zone="Asia/Baku")
    publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=release)
    at(time_machine, 2027, 1, 20, 8)
    tasks.tick(day, 2027, "approval", by=archivist)
    making.change(said, summary="Their number is now said.")
    note = {"en": "The number was missing."}
    making.published(said, change="correction", note=note)
    assert dossier(day).context["went"] is None
    at(time_machine, 2027, 1, 27, 8)

    went = dossier(day).context["went"]
    closing = reverse("admin:close_dossier", args=[day.uuid, 2027])
    assert sits(making.archivist()).post(closing).status_code == 302

    (row,) = went["statements"]
    assert [row[name][0] for name in ("submitted", "approved", "released")] == [
        "6 days before it begins",
        "6 days before it begins",
        "as the day begins",
    ]
    assert (row["doubts"], [(str(kind), when[0], said) for kind, when, said in row["mends"]]) == (
        1,
        [("Correction", "12 hours after it began", "The number was missing.")],
    )
    late = dict(went["late"])
    assert late["Read the statement as readers will see it, and approve it"] == "done 7 days late"
    assert late["Begin the draft from last year’s statement"] == "not done, due 35 days ago"
    kept = Report.objects.get(kind="look-back")
    assert "Words of 2027: submitted 6 days before it begins" in kept.words
    assert kept.data == {"language": "en"}
    assert '<div class="words" lang="en">' in dossier(day).content.decode()
    assert opening.of(day, 2027).is_closed
