"""The site of the desk: Django's admin in our dress. It knows no model: each module registers its own with it.

@admin.register(Statement, site=site)
class StatementAdmin(RecordAdmin):
    shelf, shelf_order = Shelf.RECORDS, 10
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import wraps
from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model, TextChoices
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_script_prefix, reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from archive.kept import Kept

from . import unsaved

_shelves: Kept["Shelves"] = Kept(most=100)


class Shelf(TextChoices):
    """The parts of the list of everything on the desk, in the order of the work instead of the alphabet."""

    RECORDS = "records", _("Records")
    ARCHIVE = "archive", _("The archive itself")
    HISTORY = "history", _("What was done")
    PEOPLE = "people", pgettext_lazy("with an account", "People")


class SignedOut(PermissionDenied):
    """Somebody sends words who is not signed in any more; ``screens.errors`` shows them."""


class Shelves(list):
    """Everything on the desk that somebody may see, by shelf. ``key`` names all that it was made from."""

    def __init__(self, shelves: Iterable[dict[str, Any]], *, key: Hashable) -> None:
        super().__init__(shelves)
        self.key = key


class Desk(AdminSite):
    site_header = _("Memorial Archive")
    site_title = _("Memorial Archive desk")
    index_title = _("The desk")
    index_template = "admin/archive/dashboard.html"
    login_template = "admin/archive/login.html"
    # Pages of our own, told by ``urls``: at an address of Django's, one stands in the place of Django's.
    screens: ClassVar[list[URLPattern]] = []

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [*self.screens, *super().get_urls()]

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
                raise SignedOut
            return unsaved.acknowledged(request, for_people(request, *args, **where))

        return answered

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list:
        """What this person may see, on its shelves: the same for all who may do the same and read the same language."""
        key = app_label, *self.alike(request)
        return _shelves.get(key, lambda: Shelves(self._shelved(request, app_label), key=key))

    def alike(self, request: HttpRequest) -> tuple[Hashable, ...]:
        """What is the same of all who may do the same and read the same language: its key."""
        if not hasattr(request, "alike"):
            person = request.user
            rights = person.is_superuser or frozenset(person.get_all_permissions())
            request.alike = get_language(), get_script_prefix(), rights
        return request.alike

    def _shelved(self, request: HttpRequest, app_label: str | None) -> Iterator[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        every = [(app, model) for app in apps for model in app["models"]]
        for shelf in Shelf:
            shown = [(app, model) for app, model in every if self._shelf(model["model"]) == shelf]
            if shown:
                in_order = sorted((model for _app, model in shown), key=lambda model: self._shelf_order(model["model"]))
                models = [{**model, "sheet_url": self._sheet_url(model["model"], request)} for model in in_order]
                yield {**shown[0][0], "name": shelf.label, "models": models}

    def _sheet_url(self, model: type[Model], request: HttpRequest) -> str:
        """Where this person imports records of ``model``; empty if that cannot be done."""
        url_for = getattr(self.get_model_admin(model), "sheet_url", None)
        return url_for(request) if url_for else ""

    def _shelf(self, model: type[Model]) -> Shelf | None:
        return getattr(self.get_model_admin(model), "shelf", None)

    def _shelf_order(self, model: type[Model]) -> int:
        return self.get_model_admin(model).shelf_order


site = Desk(name="admin")
site.disable_action("delete_selected")  # a draft is deleted on its own page, which says what uses it
