"""Which fields name a record: every relation of every model either belongs to one or is found by ``namings``."""

from django.apps import apps
from django.db.models import CASCADE

from archive.guards import AppendOnly
from archive.records.base import Record
from archive.records.naming import namings


def relations():
    """Every stored relation to a record, parent links, append-only rows and derived join tables apart."""
    for model in apps.get_app_config("archive").get_models():
        if issubclass(model, AppendOnly):
            continue
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            other = field.remote_field and field.remote_field.model
            if other and issubclass(other, Record) and not getattr(field.remote_field, "parent_link", False):
                yield field


def belongs(field) -> bool:
    return not field.many_to_many and field.remote_field.on_delete is CASCADE


def test_each_relation_belongs_to_a_record_or_names_one():
    for field in relations():
        if field.many_to_many and not field.remote_field.through._meta.auto_created:
            continue  # its rows are looked at by themselves
        found = [one.field for one in namings(field.remote_field.model)]
        assert (field in found) != belongs(field), f"{field} neither belongs to a record nor names one"


def test_what_names_a_record_leads_to_the_record_it_belongs_to():
    for kind in (model for model in apps.get_app_config("archive").get_models() if issubclass(model, Record)):
        for naming in namings(kind):
            assert naming.rows.objects.values_list(naming.owner, flat=True).query is not None
            assert str(naming)


def test_a_row_belongs_to_one_record_only():
    owners = [field.model for field in relations() if belongs(field)]

    assert sorted(model.__name__ for model in owners) == sorted({model.__name__ for model in owners})
