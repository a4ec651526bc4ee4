"""The site of the desk: Django's admin in our dress, with the pages of the acts."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.models import Group
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

from archive.audit import AuditEvent
from archive.editions.models import LedgerEntry, Release
from archive.editorial.people import User
from archive.records.base import Record
from archive.records.collections import Collection
from archive.records.figures import Figure
from archive.records.identities import Identity
from archive.records.institutions import Institution
from archive.records.observances import Observance
from archive.records.pages import Page
from archive.records.persons import Person
from archive.records.places import Place
from archive.records.sources import CapturedCopy, Source
from archive.records.statements import Statement
from archive.records.subjects import Subject
from archive.records.timeline_entries import TimelineEntry

from . import (
    acts,
    authorities,
    batch,
    collections,
    figures,
    finding,
    keeping,
    linking,
    merging,
    moves,
    observances,
    pages,
    pasting,
    people,
    refusals,
    review,
    sources,
    start,
    statements,
    subjects,
    timeline,
    trail,
    uses,
)
from .sent import came_along

SHELVES = (
    (
        _("Records"),
        (Statement, TimelineEntry, Observance, Place, Institution, Person, Source, CapturedCopy, Collection, Subject),
    ),
    (_("The archive itself"), (Page, Identity)),
    (_("What was done"), (Release, LedgerEntry, AuditEvent)),
    (_("People"), (User, Group)),
)


class Desk(AdminSite):
    site_header = _("Memorial Archive")
    site_title = _("Memorial Archive desk")
    index_title = _("The desk")
    index_template = "admin/archive/start.html"
    login_template = "admin/archive/login.html"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("find/", self.admin_view(finding.find), name="find"),
            path("many/", self.admin_view(batch.batch), name="batch"),
            path("moved/", self.admin_view(moves.moved), name="moved"),
            path("pasted/", self.admin_view(pasting.pasted), name="pasted"),
            path("me/", self.admin_view(people.my_desk), name="my_desk"),
            path("review/<uuid:uuid>/", self.admin_view(review.review), name="review"),
            path("review/<uuid:uuid>/<slug:language>/", self.admin_view(review.preview), name="preview"),
            path("record/<uuid:uuid>/used-in/", self.admin_view(uses.used_in), name="used_in"),
            path("record/<uuid:uuid>/as-readers/<slug:language>/", self.admin_view(review.draft), name="draft"),
            path("record/<uuid:uuid>/link/", self.admin_view(linking.link), name="link"),
            path("record/<uuid:uuid>/merge/", self.admin_view(merging.merge), name="merge"),
            path("record/<uuid:uuid>/merge/<uuid:into>/", self.admin_view(merging.merge), name="merge_into"),
            path("record/<uuid:uuid>/<slug:name>/", self.admin_view(acts.act), name="act"),
            path("release/<int:pk>/reschedule/", self.admin_view(acts.reschedule), name="reschedule"),
        ]
        return own + super().get_urls()

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Whoever has been signed out and sends words finds them on the sign-in page; what is saved is acknowledged.

        A number that no row can have leads nowhere: SQLite would stumble over it.
        """

        @wraps(view)
        def found(request: HttpRequest, *args: Any, **where: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **where)
            except OverflowError as too_large:
                raise Http404 from too_large

        for_people = super().admin_view(found, cacheable)

        @wraps(for_people)
        def answered(request: HttpRequest, *args: Any, **where: Any) -> HttpResponseBase:
            if request.method != "POST" or request.path == reverse("admin:logout"):
                return for_people(request, *args, **where)
            if not self.has_permission(request):
                return refusals.signed_out(request)
            return keeping.acknowledged(request, for_people(request, *args, **where))

        return answered

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        words = came_along(request)
        answer = super().login(request, {**refusals.going_along(words), **(extra_context or {})})
        return refusals.signed_in(request, words) if words and answer.status_code == HTTPStatus.FOUND else answer

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list:
        """What this person may see, in the order of the work instead of the alphabet."""
        found = super().get_app_list(request, app_label)
        models = {model["model"]: model for app in found for model in app["models"]}
        shelves = []
        for name, order in SHELVES:
            if shown := [models[model] for model in order if model in models]:
                first = next(app for app in found if shown[0] in app["models"])
                shelves.append({**first, "name": name, "models": shown})
        return shelves

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:
        return finding.Choices.as_view(admin_site=self)(request)

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().index(request, {"piles": start.piles(request), **(extra_context or {})})


site = Desk(name="admin")
site.disable_action("delete_selected")  # a draft is deleted on its own page, which says what uses it
site.register(Statement, statements.StatementAdmin)
site.register(TimelineEntry, timeline.TimelineEntryAdmin)
site.register(Figure, figures.FigureAdmin)
site.register(Observance, observances.ObservanceAdmin)
site.register(Place, authorities.PlaceAdmin)
site.register(Institution, authorities.InstitutionAdmin)
site.register(Person, authorities.PersonAdmin)
site.register(Source, sources.SourceAdmin)
site.register(CapturedCopy, sources.CapturedCopyAdmin)
site.register(Collection, collections.CollectionAdmin)
site.register(Subject, subjects.SubjectAdmin)
site.register(Page, pages.PageAdmin)
site.register(Identity, pages.IdentityAdmin)
site.register(Record, collections.AnyRecordAdmin)
site.register(Release, trail.ReleaseAdmin)
site.register(LedgerEntry, trail.LedgerAdmin)
site.register(AuditEvent, trail.AuditAdmin)
site.register(User, people.PersonAdmin)
site.register(Group, people.GroupsAdmin)
