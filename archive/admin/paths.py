"""Addresses of the desk."""

from django.urls import reverse

from archive.records.base import Record


def record_url(record: Record) -> str:
    """The form of a record, whatever its kind."""
    return reverse(f"admin:archive_{record.kind.replace('-', '')}_change", args=[record.pk])
