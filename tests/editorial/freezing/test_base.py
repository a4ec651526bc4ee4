"""Every kind is frozen by a class of its own, in a module that bears the same name in every room."""

from archive.editions.payloads import KINDS
from archive.editorial.freezing.base import FREEZINGS
from archive.records.base import KINDS as MODELS


def module(form: type) -> str:
    return form.__module__.rpartition(".")[2]


def test_every_kind_can_be_frozen():
    assert set(FREEZINGS) == set(MODELS.values())
    assert MODELS.keys() == KINDS.keys()


def test_a_kind_has_one_module_name_in_every_room():
    named = {kind: {module(MODELS[kind]), module(KINDS[kind]), module(FREEZINGS[MODELS[kind]])} for kind in KINDS}

    assert {kind: names for kind, names in named.items() if len(names) > 1} == {}
