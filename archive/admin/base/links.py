"""Addresses of the desk."""

from urllib.parse import urlencode

from django.urls import reverse

from archive.records.base import KINDS, Record


def record_url(record: Record) -> str:
    """The form of a record, whatever its kind."""
    return reverse(f"admin:archive_{KINDS[record.kind]._meta.model_name}_change", args=[record.pk])


def carry_url(**asked: object) -> str:
    """Where a draft is begun from an earlier ``statement``, or the last on an ``observance``, for a ``year``."""
    return f"{reverse('admin:carry_forward')}?{urlencode(asked)}"


def dossier_url(observance: Record | object, year: int) -> str:
    """All that has to do with one year of an ``observance``, which is named by its uuid where no row is at hand."""
    return reverse("admin:dossier", args=[getattr(observance, "uuid", observance), year])
