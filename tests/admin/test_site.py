"""What stands on the desk: every kind by itself, in the module of its name, each model in its place."""

import pytest

from archive.admin.site import Shelf
from archive.admin.urls import site
from archive.records.base import KINDS
from tests import making

from .desk import sits

SHELVES = {
    "Records": [
        "Statements",
        "Timeline entries",
        "Observances",
        "Places",
        "Institutions",
        "Persons",
        "Pictures",
        "Sources",
        "Captured copies",
        "Collections",
        "Subjects",
    ],
    "The archive itself": ["Site pages", "Identity of the archive"],
    "What was done": ["Releases", "Ledger", "Acts on record"],
    "People": ["People", "Groups"],
}


def test_every_kind_has_a_form_in_the_module_of_its_name():
    of_records = {
        kind: model.__module__.rpartition(".")[2]
        for kind, model in KINDS.items()
        if model.__module__.startswith("archive.records.")
    }

    assert {kind: type(site.get_model_admin(KINDS[kind])).__module__ for kind in of_records} == {
        kind: f"archive.admin.{module}" for kind, module in of_records.items()
    }


def test_no_two_models_have_one_place_on_a_shelf():
    shelves = [(one.shelf, one.shelf_order) for one in site._registry.values() if getattr(one, "shelf", None)]

    assert len(set(shelves)) == len(shelves)
    assert {shelf for shelf, _order in shelves} == set(Shelf)


@pytest.mark.django_db
@pytest.mark.once
def test_the_dashboard_shows_everything_in_the_order_of_the_work():
    person = making.administrator()
    person.is_superuser = True
    person.save()

    shelves = sits(person).get("/desk/").context["app_list"]

    assert {str(one["name"]): [str(model["name"]) for model in one["models"]] for one in shelves} == SHELVES
