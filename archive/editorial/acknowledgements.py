"""Doubts that somebody has looked at and lets stand. Nothing is approved as long as one stands that nobody has."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import characters, clock
from archive.editions.acts import Refused
from archive.fields import LineField
from archive.guards import AppendOnly

from . import freezing
from .models import Candidate
from .people import User
from .problems import Doubt
from .readiness import doubts_of


class Acknowledgement(AppendOnly):
    """That ``by`` has looked at a doubt about a record, by the ``candidate`` that raised it, and lets it stand.

    It holds for whatever is submitted of the record, as long as that raises this very doubt: by the ``digest`` of its
    rule, of what it is about and of the words it was found in.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="acknowledgements")
    rule = models.CharField(max_length=40)
    about = models.CharField(max_length=400)
    digest = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = LineField(_("why it may stand"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ("id",)
        # It is shown with what it is about.
        default_permissions = ()


class Doubted(Refused):
    """There are doubts that nobody has acknowledged."""


class Unexplained(Refused):
    """A doubt was let stand that asks for a reason."""


def of(record: int, doubts: Iterable[Doubt]) -> dict[str, Acknowledgement]:
    """Digest of a doubt about the ``record`` of that key → who let it stand first. One query; none without doubts."""
    return of_each({record: doubts})[record]


def of_each(doubts: Mapping[int, Iterable[Doubt]]) -> dict[int, dict[str, Acknowledgement]]:
    """The same of several records. One query for all of them."""
    digests = {record: {one.digest for one in raised} for record, raised in doubts.items()}
    known: dict[int, dict[str, Acknowledgement]] = {record: {} for record in doubts}
    asked = set().union(*digests.values())
    if not asked:
        return known
    said = Acknowledgement.objects.filter(candidate__record__in=known, digest__in=asked)
    for one in said.select_related("by", "candidate").defer("candidate__content").order_by("-pk"):
        if one.digest in digests[one.candidate.record_id]:
            known[one.candidate.record_id][one.digest] = one
    return known


def acknowledge(candidate: Candidate, digests: Collection[str], *, by: User, reason: str = "") -> None:
    """Say that ``by``, who submits ``candidate``, lets those of its doubts stand that have these ``digests``.

    Raise ``Doubted`` if one is left that keeps it back.
    """
    _require(candidate, freezing.of_kind(candidate.payload.kind).keeps_back(candidate.payload), digests)
    if digests:
        _keep(candidate, [one for one in doubts_of(candidate.payload) if one.digest in digests], by=by, reason=reason)


def require_all(candidate: Candidate, digests: Collection[str], *, by: User, reason: str = "") -> None:
    """The same, before ``by`` signs it. Raise ``Doubted`` if a doubt is left that nobody lets stand."""
    open_ = _require(candidate, doubts_of(candidate.payload), digests)
    _keep(candidate, open_, by=by, reason=reason)


def _require(candidate: Candidate, doubts: Iterable[Doubt], digests: Collection[str]) -> list[Doubt]:
    """Those that nobody lets stand as yet, unless some of them are not among the ``digests``."""
    doubts = tuple(doubts)
    known = of(candidate.record_id, doubts)
    open_ = [one for one in doubts if one.digest not in known]
    if left := [one.message for one in open_ if one.digest not in digests]:
        raise Doubted(_("Mend this first, or tick that it may stand: %(doubts)s") % {"doubts": " ".join(left)})
    return open_


def _keep(candidate: Candidate, doubts: Iterable[Doubt], *, by: User, reason: str) -> None:
    for one in doubts:
        if one.asks_why and not characters.written(reason):
            raise Unexplained(_("Say why it may stand: %(doubt)s") % {"doubt": one.message})
        Acknowledgement.objects.create(
            candidate=candidate,
            rule=one.rule,
            about=one.about,
            digest=one.digest,
            by=by,
            at=clock.now(),
            reason=reason,
        )
