"""Packages: what names one another and that readers cannot see yet is submitted, read and released together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from django.db.models import Q

from .models import Candidate, HeldLabel


def key(candidate: Candidate) -> UUID:
    """By which the package is called in which ``candidate`` is, or would be if something joined it."""
    return candidate.package or candidate.uuid


def of(candidate: Candidate) -> list[Candidate]:
    """The candidates that are read together with ``candidate``, itself among them: first what the others name.

    Of each record the last one. What something else was submitted for by now is read alone, and so is what is in none.
    """
    there = Candidate.objects.filter(Q(package=key(candidate)) | Q(uuid=key(candidate))).select_related("record")
    last = {one.record_id: one for one in there.order_by("pk")}
    if len(last) < 2 or last[candidate.record_id] != candidate:
        return [candidate]
    return in_order(list(last.values()))


def in_order(candidates: Collection[Candidate]) -> list[Candidate]:
    """First what the others name, as far as they do not name each other."""
    named: Mapping[int, list[int]] = defaultdict(list)
    held = HeldLabel.objects.filter(candidate__in=candidates).order_by("named")
    for holder, record in held.values_list("candidate", "named__record"):
        named[holder].append(record)
    by_record = {one.record_id: one for one in candidates}
    return list(_after_what_it_names(candidates, by_record, named, set()))


def _after_what_it_names(
    candidates: Collection[Candidate],
    by_record: Mapping[int, Candidate],
    named: Mapping[int, Collection[int]],
    met: set[int],
) -> Iterator[Candidate]:
    for one in candidates:
        if one.pk not in met:
            met.add(one.pk)
            inside = [by_record[record] for record in named[one.pk] if record in by_record]
            yield from _after_what_it_names(inside, by_record, named, met)
            yield one
