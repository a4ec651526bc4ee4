"""What takes long to arrange is arranged once: the next test finds its rows put back, as they were."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import time
from functools import wraps
from typing import Any, TypeVar

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction
from time_machine import escape_hatch

from archive.catalogue.models import RowChange
from archive.editions.models import StoredPayload
from archive.editorial.models import Candidate, CandidateAuthor, Review
from archive.editorial.people import User
from archive.records.base import Record
from tests import making

Made = TypeVar("Made")
# Every archive has their rows from its beginning.
ALWAYS = {"contenttypes", "auth"}
# A trigger asks of an edition whether it was approved, of a review what it is about, and of a candidate for its bytes.
FIRST = (StoredPayload, Candidate, CandidateAuthor, Review)
# A trigger writes them anew.
OF_THEMSELVES = (RowChange,)


@dataclass(frozen=True, slots=True)
class Kept:
    """What an arrangement returned, whom it met, and each INSERT with its rows."""

    made: Any
    people: dict[str, User]
    rows: dict[str, list[tuple]]


def kept(arrange: Callable[[], Made]) -> Callable[[], Made]:
    """``arrange`` fills an archive through the verbs. In an empty one, and at the present time, once is enough.

    What it returns is as if it had just been made; instants are those of the first time.
    """
    memory: dict[tuple, Kept] = {}

    @wraps(arrange)
    def arranged() -> Made:
        if escape_hatch.is_travelling() or User.objects.exists() or Record.objects.exists():
            return arrange()
        # Where a database was emptied meanwhile, its groups were made anew and have other keys.
        groups = tuple(Group.objects.order_by("pk").values_list("pk", "name"))
        if groups not in memory:
            made = arrange()
            memory[groups] = deepcopy(Kept(made, making.people, dict(_rows())))
            return made
        found = deepcopy(memory[groups])
        with transaction.atomic(), connection.cursor() as cursor:
            for insert, rows in found.rows.items():
                cursor.executemany(insert, rows)
        making.people.update(found.people)
        return found.made

    return arranged


def _rows() -> Iterator[tuple[str, list[tuple]]]:
    with connection.cursor() as cursor:
        for model in dict.fromkeys((*FIRST, *apps.get_models(include_auto_created=True))):
            if model._meta.app_label in ALWAYS or model in OF_THEMSELVES:
                continue
            table = model._meta.db_table
            columns = [f'"{field.column}"' for field in model._meta.local_concrete_fields]
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
            # SQLite gives times that it does not take.
            if rows := [tuple(str(one) if isinstance(one, time) else one for one in row) for row in cursor]:
                yield f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})", rows
