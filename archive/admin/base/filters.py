"""Filters of lists."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.editorial.models import State
from archive.editorial.states import in_state
from archive.records.base import kind_name


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        if self.value() not in State.values:
            return queryset
        return in_state(queryset, self.value())


class KindFilter(admin.AllValuesFieldListFilter):
    """Kinds under their names, as far as there are rows of them."""

    def choices(self, changelist):
        return ({**choice, "display": kind_name(choice["display"])} for choice in super().choices(changelist))
