"""Addresses of the desk."""

from django.urls import reverse

from archive.records.base import KINDS, Record


def record_url(record: Record) -> str:
    """The form of a record, whatever its kind."""
    return reverse(f"admin:archive_{KINDS[record.kind]._meta.model_name}_change", args=[record.pk])
