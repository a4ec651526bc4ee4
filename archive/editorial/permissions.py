"""Who may do what at the desk. Five groups, made on every migrate; an installation may add its own."""

from functools import cache
from typing import Any, Final

from django.apps import AppConfig, apps
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils.translation import gettext_lazy as _

from archive.audit import Actor
from archive.editions.acts import Refused
from archive.kept import Kept
from archive.prepared import SOME_KEY, Columns, Prepared, found, prepared
from archive.records.base import Record
from archive.records.naming import working_models

# By database.
_prepared: Final = Kept[Prepared](most=4)


def rights() -> dict[str, tuple[str, ...]]:
    """The rights of each group, as codenames of this app."""
    written = tuple(model._meta.model_name for model in working_models() if model is not Record)
    submitted, frozen = ("candidate", "review", "secondopinion"), ("edition", "release", "ledgerentry")
    seen = ("record", *written, "capturedcopy", "picturefile", *submitted, *frozen)
    look = tuple(f"view_{model}" for model in seen)
    edit = tuple(f"{verb}_{model}" for verb in ("add", "change", "delete") for model in written)
    return {
        "archivist": (*look, *edit, "add_capturedcopy", "submit"),
        "reviewer": (*look, "review"),
        # Nobody has it by being anything else: an administrator says who may.
        "alone": (*look, "alone"),
        "publisher": (*look, "publish", "withdraw"),
        "administrator": (*look, "add_user", "change_user", "view_user", "view_auditevent"),
    }


class RightsOfGroups(ModelBackend):
    """Rights come with groups: an account's form offers no others, and none are asked for, with every page and act."""

    def get_user(self, user_id: Any) -> Any:
        """As Django's, which writes the query anew for each page."""
        columns = _columns()
        rows = found(f"SELECT {columns.of('person')} FROM archive_user AS person WHERE id = %s", [user_id])
        people = map(columns.read, rows)
        return next(filter(self.user_can_authenticate, people), None)

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """As Django's, which writes the query anew for each page."""
        asks = obj is None and user_obj.is_active and not user_obj.is_superuser
        if asks and not hasattr(user_obj, "_group_perm_cache"):
            rows = _prepared.get(connection.vendor, _rights_of_somebody).rows(key=user_obj.pk)
            user_obj._group_perm_cache = {f"{app}.{right}" for app, right in rows}
        return super().get_group_permissions(user_obj, obj)


@cache
def _columns() -> Columns[Any]:
    return Columns(get_user_model())


def _rights_of_somebody() -> Prepared:
    rights = Permission.objects.filter(group__user=SOME_KEY)
    return prepared(rights.order_by().values_list("content_type__app_label", "codename"))


class NotAllowed(Refused):
    """This person may not do that."""


def may(person: Actor, act: str) -> bool:
    """Whether ``person`` may ``submit``, ``review``, approve ``alone``, ``publish`` or ``withdraw``."""
    return person.has_perm(f"archive.{act}")


def require(person: Actor, act: str) -> None:
    """Raise ``NotAllowed`` unless ``person`` may do ``act``."""
    if not may(person, act):
        raise NotAllowed(_("You do not have the right to do this. Ask an administrator of the archive."))


def make_groups(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: these groups have at least these rights."""
    create_permissions(apps.get_app_config("archive"), using=using, verbosity=0)
    ours = Permission.objects.using(using).filter(content_type__app_label="archive")
    for name, codenames in rights().items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*ours.filter(codename__in=codenames))
    # Groups themselves are Django's.
    create_permissions(apps.get_app_config("auth"), using=using, verbosity=0)
    of_groups = Permission.objects.using(using).filter(
        content_type__app_label="auth", codename__in=("add_group", "change_group", "view_group")
    )
    Group.objects.using(using).get(name="administrator").permissions.add(*of_groups)
