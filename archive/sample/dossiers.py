"""The sample's dossiers: written into through the same verbs as at the desk."""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from archive.dossiers import closing, opening, preparing, tasks
from archive.dossiers.models import Obligation, Task
from archive.editorial.people import User
from archive.records.base import Record
from archive.records.observances import Observance

from .contents import FOLDER

FILE: Final = "dossiers.toml"


def lay_out(made: Mapping[str, Record], people: Mapping[str, User]) -> None:
    """``made`` are the records by their keys, ``people`` the accounts by their names."""
    said = tomllib.loads((FOLDER / FILE).read_text(encoding="utf-8"))
    for asked in said["asked"]:
        _ask(asked, made, by=people["archivist"])
    for dossier in said["dossier"]:
        with transaction.atomic():
            _write(dossier, _observance(dossier, made), people)


def _observance(said: Mapping[str, Any], made: Mapping[str, Record]) -> Observance:
    found = made[f"observance/{said['observance']}"].of_its_kind()
    assert isinstance(found, Observance)
    return found


def _ask(asked: Mapping[str, Any], made: Mapping[str, Record], *, by: User) -> None:
    observance = _observance(asked, made)
    every_year = [{name: getattr(task, name) for name in preparing.SAID} for task in opening.template(observance)]
    preparing.save(
        observance,
        by=by,
        on_page=preparing.seen(observance),
        day={"tone": asked["tone"]},
        tasks=every_year,
        obligations=[_obligation(one, made) for one in asked["obligations"]],
        gone=[],
    )


def _obligation(said: Mapping[str, Any], made: Mapping[str, Record]) -> Obligation:
    institution = made[f"institution/{said['institution']}"]
    return Obligation(institution_id=institution.pk, **{name: said[name] for name in said if name != "institution"})


def _write(said: Mapping[str, Any], observance: Observance, people: Mapping[str, User]) -> None:
    year, archivist = said["year"], people["archivist"]
    for added in said["added"]:
        tasks.add(observance, year, by=archivist, **added)
    for key, owner in said.get("taken", {}).items():
        tasks.change(observance, year, key, by=archivist, owner=people[owner])
    for key, days in said.get("moved", {}).items():
        tasks.change(observance, year, key, by=archivist, days=days)
    for key in said["done"]:
        tasks.tick(observance, year, key, by=_doer(observance, year, key, otherwise=archivist))
    for note in said["notes"]:
        noted = tasks.write_note(observance, year, note["words"], by=archivist, sort=note.get("sort", "note"))
        if note.get("settled"):
            tasks.settle(observance, year, noted.pk, by=archivist)
    if said.get("closed"):
        closing.close(observance, year, by=archivist, learn=said["learns"])


def _doer(observance: Observance, year: int, key: str, *, otherwise: User) -> User:
    taken = Task.objects.filter(dossier__observance=observance, dossier__year=year, key=key).select_related("owner")
    return taken.get().owner or otherwise
