"""Beside a long sheet nobody waits: comparing takes no lock, and saving one for each row."""

import threading
import time
from uuid import uuid4

from django.db import connections, transaction

from archive.importing.sheets import rows
from archive.importing.sheets.sheet import Sheet
from archive.records.places import Place
from tests import making


def long_sheet(most: int) -> Sheet:
    cells = ((number, {"slug": f"row-{number}", "title_en": f"Place {number}"}) for number in range(2, most + 2))
    return Sheet(columns=("slug", "title_en"), rows=tuple(cells))


def test_a_sheet_is_compared_while_somebody_else_writes(committed):
    done = []

    def compare():
        done.append(rows.compare(long_sheet(20), Place, repeated={}))
        connections.close_all()

    making.place("Shusha")
    with transaction.atomic():
        making.place("Baku")
        thread = threading.Thread(target=compare)
        thread.start()
        thread.join(15)

    assert [len(outcome.changes) for outcome in done] == [20]


def test_a_colleague_saves_between_the_rows_of_a_sheet(committed):
    by, places = making.archivist(), []

    def save():
        outcome = rows.save(long_sheet(60), Place, by=by, key=uuid4(), repeated={})
        places.append(len(outcome.changes))
        connections.close_all()

    colleague = making.place("Shusha")
    thread = threading.Thread(target=save)
    thread.start()
    while not Place.objects.filter(slug="row-3").exists():
        time.sleep(0.01)
    making.change(colleague, title="Shusha town")
    between = Place.objects.filter(slug__startswith="row-").count()
    thread.join()

    assert places == [60]
    assert 0 < between < 60
