"""Every act of every person, kept apart from what it was done to."""

import uuid
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.guards import AppendOnly


class Actor(Protocol):
    """Whoever acts: a person with a desk. Rooms that must not know accounts know this much of them."""

    pk: Any
    public_name: str

    def get_username(self) -> str: ...

    def has_perm(self, perm: str) -> bool: ...


def name_of(actor: Actor) -> str:
    """The name by which an act is written down."""
    return actor.public_name or actor.get_username()


class AuditEvent(AppendOnly):
    """One act. No foreign keys, so that the trail outlives whatever it speaks of."""

    at = models.DateTimeField(_("at"), db_index=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("by"), max_length=150)
    act = models.CharField(_("act"), max_length=40)
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    record = models.UUIDField(_("record"), null=True, db_index=True)
    about = models.CharField(_("about"), max_length=300, blank=True)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("act on record")
        verbose_name_plural = _("acts on record")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("act",), name="event_by_act"),
            models.Index(fields=("kind",), name="event_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.act} {self.about}"


def note(
    act: str, *, by: Actor, kind: str = "", record: uuid.UUID | None = None, about: str = "", **details: Any
) -> AuditEvent:
    """Write down that ``by`` did ``act``. Call it in the transaction of the act itself."""
    return AuditEvent.objects.create(
        at=clock.now(),
        by_id=by.pk,
        by_name=name_of(by),
        act=act,
        kind=kind,
        record=record,
        about=about[:300],
        details=details,
    )
