"""The dossier of one year of an observance: everything about it on one page, and what is written into it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import characters, rules
from archive.dossiers import opening, tasks, watching
from archive.dossiers.models import Task
from archive.editions.acts import Refused
from archive.records.observances import Observance

from ..base.dossier_forms import NoteForm, TaskForm, WatchForm
from ..base.links import dossier_url
from ..base.numbers import number_in
from ..base.responses import page, status_of
from . import dossier_pages


def found_or_404(request: HttpRequest, uuid: Any, year: int) -> Observance:
    """The observance, for whoever may see it, in a year that can be asked for."""
    if not request.user.has_perm("archive.view_observance"):
        raise PermissionDenied
    if year not in rules.YEARS:
        raise Http404
    return get_object_or_404(Observance, uuid=uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, uuid: Any, year: int) -> HttpResponse:
    """Reading asks nothing of the database that writes; the first thing that is written makes the row."""
    observance = found_or_404(request, uuid, year)
    writing = _Writing(request, observance, year)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            if anchor := writing.done():
                return HttpResponseRedirect(f"{dossier_url(observance, year)}#{anchor}")
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        except Refused as refused:
            writing.refused, status = str(refused), status_of(refused)
    context = dossier_pages.context(observance, year, person=request.user)
    return page(request, "admin/archive/dossier.html", {**context, **writing.context()}, status=status)


class _Writing:
    """One thing that is written: which one, the name of the button says."""

    def __init__(self, request: HttpRequest, observance: Observance, year: int) -> None:
        self.request, self.observance, self.year, self.refused = request, observance, year, ""
        self.note: NoteForm = NoteForm()
        self.new = TaskForm(prefix="new")
        self.page = WatchForm()
        self.key = request.GET.get("task", "")
        self.changed = TaskForm(prefix="task", instance=task) if (task := self._task()) else None

    def done(self) -> str:
        """Where on the page one lands; empty if what was typed has to be mended."""
        for name, write in self._verbs().items():
            if name in self.request.POST:
                return write(characters.line(self.request.POST[name]))
        raise Refused(_("Nothing was chosen."))

    def context(self) -> dict[str, Any]:
        return {
            "note_form": self.note,
            "new_form": self.new,
            "watch_form": self.page,
            "changed_form": self.changed,
            "changed_key": self.key if self.changed else "",
            "refused": self.refused,
        }

    def _verbs(self) -> dict[str, Callable[[str], str]]:
        return {
            "tick": self._tick,
            "untick": self._untick,
            "take": self._take,
            "leave": self._leave,
            "change": self._change,
            "add": self._add,
            "note": self._note,
            "settle": self._settle,
            "watch": self._watch,
            "unwatch": self._unwatch,
        }

    def _tick(self, key: str) -> str:
        task = tasks.tick(self.observance, self.year, key, by=self.request.user)
        return self._said(_("Ticked off: %(task)s.") % {"task": task}, f"task-{key}")

    def _untick(self, key: str) -> str:
        task = tasks.untick(self.observance, self.year, key, by=self.request.user)
        return self._said(_("To be done again: %(task)s.") % {"task": task}, f"task-{key}")

    def _take(self, key: str) -> str:
        task = tasks.change(self.observance, self.year, key, by=self.request.user, owner=self.request.user)
        return self._said(_("You have taken this: %(task)s.") % {"task": task}, f"task-{key}")

    def _leave(self, key: str) -> str:
        tasks.leave_out(self.observance, self.year, key, by=self.request.user)
        return self._said(_("Left out in this year."), "tasks")

    def _change(self, key: str) -> str:
        self.key = key
        task = self._task()
        if task is None:
            raise tasks.NoSuchTask(_("This task is not there any more: somebody has left it out since."))
        self.changed = TaskForm(self.request.POST, prefix="task", instance=task)
        if not self.changed.is_valid():
            return ""
        tasks.change(self.observance, self.year, key, by=self.request.user, **self.changed.said())
        return self._said(_("Saved."), f"task-{key}")

    def _add(self, _key: str) -> str:
        self.new = TaskForm(self.request.POST, prefix="new")
        if not self.new.is_valid():
            return ""
        task = tasks.add(self.observance, self.year, by=self.request.user, **self.new.said())
        return self._said(_("Added: %(task)s.") % {"task": task}, f"task-{task.key}")

    def _note(self, _key: str) -> str:
        self.note = NoteForm(self.request.POST)
        if not self.note.is_valid():
            return ""
        words = self.note.cleaned_data["words"]
        tasks.write_note(self.observance, self.year, words, by=self.request.user, sort=self.note.sort)
        return self._said(_("Noted."), "notes")

    def _settle(self, key: str) -> str:
        tasks.settle(self.observance, self.year, number_in(key), by=self.request.user)
        return self._said(_("Settled."), "notes")

    def _watch(self, _key: str) -> str:
        self.page = WatchForm(self.request.POST)
        if not self.page.is_valid():
            return ""
        watching.watch(self.observance, self.year, self.page.cleaned_data["address"], by=self.request.user)
        return self._said(_("It is watched from a week before the day on."), "watched")

    def _unwatch(self, key: str) -> str:
        watching.leave(self.observance, self.year, number_in(key), by=self.request.user)
        return self._said(_("It is watched no longer."), "watched")

    def _said(self, words: str, anchor: str) -> str:
        messages.success(self.request, words)
        return anchor

    def _task(self) -> Task | None:
        found = opening.tasks(opening.of(self.observance, self.year)) if self.key else ()
        return next((task for task in found if task.key == self.key), None)
