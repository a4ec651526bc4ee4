"""What a list of records costs: the keys of a page in the order of an index, and then what is shown of these."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.editorial import states
from archive.records.base import Record
from archive.records.contributions import Contribution

from .filters import StateFilter


class RecordList(ChangeList):
    """One page of a list of records, each with its ``state`` and when it was saved last (``saved_at``)."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        found = super().get_queryset(request, exclude_parameters)
        if set(self.get_filters_params()) == {StateFilter.parameter_name} and not self.query:
            found.counted = states.count(self.model.KIND, self.params[StateFilter.parameter_name])
        return found

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = self._shown(list(self.result_list.values_list("pk", flat=True)))

    def _shown(self, keys: Sequence[int]) -> list[Record]:
        by_key = {one.pk: one for one in self.apply_select_related(self.root_queryset.filter(pk__in=keys))}
        shown = [by_key[key] for key in keys]
        state, saved_at = states.states(shown), _saved_at(keys)
        for record in shown:
            record.state, record.saved_at = state[record.pk], saved_at.get(record.pk)
        return shown


def _saved_at(records: Sequence[int]) -> dict[int, datetime]:
    saves = Contribution.objects.filter(record__in=records).order_by("record", "version")
    return dict(saves.values_list("record", "at"))
