"""What was looked at elsewhere stands in the dossier of the day: a load test, a backup that was put back."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive.dossiers.models import Report
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db


def add(monkeypatch, words: str, **said) -> str:
    monkeypatch.setattr("sys.stdin", StringIO(words))
    told = StringIO()
    call_command("add_report", stdout=told, **said)
    return told.getvalue()


def test_a_backup_that_was_put_back_is_told_in_the_dossier_of_the_day(monkeypatch, time_machine):
    time_machine.move_to(datetime(2027, 1, 17, 9, 0, tzinfo=UTC), tick=False)
    day = making.observance("The day", slug="the-day", month=1, day=20)
    said = {"observance": "the-day", "title": "A backup put back"}

    told = add(monkeypatch, "3 captured copies are whole.\n", result="ok", **said)
    add(monkeypatch, "No file.", result="wrong", year=2028, **said)

    assert told == "Kept in the dossier of 2027.\n"
    kept = Report.objects.order_by("pk").values_list("dossier__year", "is_ok", "words")
    assert list(kept) == [(2027, True, "3 captured copies are whole."), (2028, False, "No file.")]
    page = sits(making.archivist()).get(reverse("admin:dossier", args=[day.uuid, 2027]))
    assert [name for name, _report in page.context["reports"]] == ["A backup put back"]
    assert "3 captured copies are whole." in page.content.decode()


def test_what_says_nothing_or_of_nothing_is_refused_in_words(monkeypatch):
    making.observance("The day", slug="the-day", month=1, day=20)
    good = {"observance": "the-day", "title": "Load test"}

    for said, words in (
        ({**good, "observance": "another"}, "All well."),
        ({**good, "year": 1}, "All well."),
        ({**good, "title": " \x07"}, "All well."),
        (good, " \n"),
    ):
        with pytest.raises(CommandError):
            add(monkeypatch, words, **said)

    assert not Report.objects.exists()
