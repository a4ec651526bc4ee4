"""A closed dossier is read; the template learns; every byte of the year is looked at."""

import pytest

from archive import copies
from archive.dossiers import closing, fixity, opening, preparing, reports, tasks
from archive.dossiers.models import Dossier, DossierNote, Report
from archive.dossiers.steps import Step
from archive.editions.models import StoredPayload
from tests import making

pytestmark = pytest.mark.django_db


def test_nothing_is_written_into_a_closed_dossier_until_it_is_opened_again_with_a_reason():
    observance, archivist = making.observance(), making.archivist()
    closing.close(observance, 2026, by=archivist)

    with pytest.raises(opening.Closed):
        tasks.tick(observance, 2026, Step.SCOPE, by=archivist)
    with pytest.raises(opening.Closed):
        tasks.write_note(observance, 2026, "Too late.", by=archivist)
    with pytest.raises(opening.Closed):
        closing.close(observance, 2026, by=archivist)
    closing.reopen(observance, 2026, reason="A text came.", by=archivist)
    tasks.tick(observance, 2026, Step.SCOPE, by=archivist)

    note = DossierNote.objects.get()
    assert (note.sort, note.words) == ("reopened", "A text came.")
    assert Dossier.objects.get().closed_by is None
    with pytest.raises(closing.NotClosed):
        closing.reopen(observance, 2026, reason="Again.", by=archivist)


def test_the_template_learns_what_is_ticked_and_nothing_else():
    observance, archivist = making.observance(), making.archivist()
    said = {"what": "Ask the consulate", "days": -20, "role": "liaison", "owner": None}
    added = tasks.add(observance, 2026, by=archivist, **said)
    tasks.add(observance, 2026, by=archivist, **{**said, "what": "Only this year"})
    tasks.change(observance, 2026, Step.DRAFT, by=archivist, days=-40)
    tasks.change(observance, 2026, Step.NAMES, by=archivist, days=-26)

    closing.close(observance, 2026, by=archivist, learn=[added.key, Step.DRAFT.value])

    learned = {task.key: task.days for task in opening.template(observance)}
    assert (learned[added.key], learned["draft"], learned["names"]) == (-20, -40, -21)
    assert len(learned) == len(Step) + 1
    assert [lesson.task.key for lesson in closing.lessons(Dossier.objects.get(year=2026))] != []
    assert {task.key for task in opening.tasks(opening.of(observance, 2028))} >= {added.key}


def test_every_byte_of_the_year_is_looked_at():
    observance = making.observance()
    making.published(observance)
    source = making.source()
    copy = making.captured(source, b"%PDF-1.7 lost after its year")
    making.published(source)
    issuer = making.institution()
    making.published(issuer)
    said = making.statement(issuers=[issuer], observance=observance, year=2026, sources=[source])
    edition = making.published(said)

    whole = fixity.of_year(observance, 2026)
    copies.store().delete(copies.name_of(copy.sha256))
    lost = fixity.of_year(observance, 2026)

    assert (whole.editions, whole.acts, whole.copies, whole.broken) == (2, 2, 1, ())
    assert [copy.sha256 in said for said in lost.broken] == [True]
    assert StoredPayload.objects.filter(pk=edition.payload_id).exists()


def test_what_every_year_asks_is_said_anew_by_one_of_two_who_do():
    observance, archivist = making.observance(), making.archivist()
    page = preparing.seen(observance)
    task = {"key": "", "step": "", "what": "Only this", "days": -3, "role": "archivist"}
    words = {"day": {"tone": "mourning"}, "tasks": [task], "obligations": [], "gone": []}

    preparing.save(observance, by=archivist, on_page=page, **words)
    with pytest.raises(preparing.ChangedMeanwhile):
        preparing.save(observance, by=archivist, on_page=page, **words)

    assert [(str(task), task.days) for task in opening.template(observance)] == [("Only this", -3)]
    assert preparing.day_of(observance)["tone"] == "mourning"


def test_a_report_is_kept_in_a_closed_dossier_too_and_makes_one_where_there_is_none():
    observance = making.observance()
    closing.close(observance, 2026, by=making.archivist())

    reports.keep(observance, 2026, "probe", is_ok=False, words="One page did not answer.", data={"asked": 12})
    reports.keep(observance, 2027, "rehearsal", is_ok=True, by=making.publisher())

    kept = Report.objects.order_by("pk").values_list("dossier__year", "kind", "is_ok", "by__username")
    assert list(kept) == [
        (2026, "look-back", None, "archivist"),
        (2026, "fixity", True, "archivist"),
        (2026, "probe", False, None),
        (2027, "rehearsal", True, "publisher"),
    ]
