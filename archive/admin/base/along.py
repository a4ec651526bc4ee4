"""What an act on one record takes along: each with a tick, and with what of it was on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.editions.models import Release
from archive.editorial import packages, situations
from archive.editorial.models import Candidate, RecordState, State
from archive.editorial.packages import Surroundings
from archive.editorial.problems import Problem
from archive.editorial.readiness import problems
from archive.editorial.situations import Situation
from archive.editorial.states import states
from archive.records.base import Record
from archive.records.texts import titles_of

from .links import record_url
from .release_names import not_recalled

# So many mends are replaced in one act.
MOST_MENDS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """``seen`` is the version or the digest on the page; ``problems`` are what keeps the record back."""

    record: Record
    seen: str
    problems: tuple[Problem, ...] = ()

    @property
    def value(self) -> str:
        return f"{self.record.pk}:{self.seen}"

    def label(self) -> SafeString:
        link = '<a href="{}" target="_blank" rel="noopener">{}</a> <span class="said">{}</span>'
        told = format_html_join("", ' <span class="alarm">{}</span>', ([one.message] for one in self.problems))
        return format_html(link, record_url(self.record), self.record, self.record.kind_name) + told


class AlongField(forms.MultipleChoiceField):
    """Some of those that come along: primary key → what of it was on the page, whatever stands there now."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, offered: Sequence[Along] = (), **kwargs: Any) -> None:
        choices = [(one.value, one.label()) for one in offered]
        super().__init__(choices=choices, initial=[one.value for one in offered], required=False, **kwargs)
        self.keys = {str(one.record.pk) for one in offered}

    def valid_value(self, value: Any) -> bool:
        return _split(value)[0] in self.keys

    def clean(self, value: Any) -> dict[int, str]:
        return {int(key): seen for key, seen in map(_split, super().clean(value))}


def _split(value: Any) -> tuple[str, str]:
    key, _colon, seen = str(value).partition(":")
    return key, seen


def drafts(found: Surroundings) -> tuple[Along, ...]:
    """What has to be submitted together with a record."""
    in_order = sorted(found.drafts, key=lambda one: (one.kind, str(one)))
    return tuple(Along(record=one, seen=str(one.version), problems=_problems(one, found)) for one in in_order)


def approved(found: Situation) -> tuple[Along, ...]:
    """What else of the package is approved, and can go out together with it."""
    others = [one for one in packages.of(found.candidate) if one != found.candidate] if found.candidate else []
    state = states([one.record for one in others]) if others else {}
    last = situations.approved().filter(pk__in=[one.pk for one in others if state[one.record_id] == State.APPROVED])
    wanted = set(last.values_list("pk", flat=True)) if others else ()
    there = [one for one in others if one.pk in wanted]
    for one, called in zip(there, titles_of([one.record_id for one in there]).values(), strict=True):
        one.record.listed_titles = called
    return tuple(Along(record=one.record, seen=one.digest) for one in there)


def mends(release: Release) -> tuple[Along, ...]:
    """What is approved, and could take the place of what is to come with ``release``."""
    return tuple(Along(record=one.record, seen=one.digest) for one in mended(release)[:MOST_MENDS])


def mended(release: Release) -> QuerySet[Candidate]:
    coming = not_recalled().filter(release=release).order_by().values("record")
    approved = RecordState.objects.filter(record__uuid__in=coming, state=State.APPROVED, changes_at=release.instant)
    found = Candidate.objects.filter(pk__in=approved.values("candidate"))
    return found.select_related("record").order_by("pk")


def _problems(record: Record, found: Surroundings) -> tuple[Problem, ...]:
    return problems(record, languages=record.languages(), at=found.at, public=found.public)
