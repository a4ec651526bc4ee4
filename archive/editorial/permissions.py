"""Who may do what at the desk. Four groups, made on every migrate; an installation may add its own."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from archive.audit import Actor
from archive.editions.acts import Refused

RECORDS = (
    "observance",
    "statement",
    "timelineentry",
    "place",
    "institution",
    "person",
    "source",
    "collection",
    "subject",
    "page",
    "identity",
)
PARTS = (
    "text",
    "name",
    "identifier",
    "citation",
    "issuer",
    "figure",
    "daterule",
    "override",
    "ritual",
    "involvement",
    "furtheraddress",
    "member",
    "documentversion",
    "rendering",
    "editorsnote",
)
LOOK = tuple(
    f"view_{model}"
    for model in (
        *("record", *RECORDS, *PARTS, "capturedcopy"),
        *("candidate", "review", "edition", "release", "ledgerentry"),
    )
)
EDIT = tuple(f"{verb}_{model}" for verb in ("add", "change") for model in (*RECORDS, *PARTS)) + tuple(
    f"delete_{model}" for model in (*RECORDS, *PARTS)
)
# The rights of each group, as codenames of this app.
GROUPS = {
    "archivist": (*LOOK, *EDIT, "add_capturedcopy", "submit"),
    "reviewer": (*LOOK, "review"),
    "publisher": (*LOOK, "publish", "withdraw"),
    "administrator": (*LOOK, "add_user", "change_user", "view_user", "view_auditevent"),
}


class NotAllowed(Refused):
    """This person may not do that."""


def may(person: Actor, act: str) -> bool:
    """Whether ``person`` may ``submit``, ``review``, ``publish`` or ``withdraw``."""
    return person.has_perm(f"archive.{act}")


def require(person: Actor, act: str) -> None:
    """Raise ``NotAllowed`` unless ``person`` may do ``act``."""
    if not may(person, act):
        raise NotAllowed(_("You do not have the right to do this. Ask an administrator of the archive."))


def make_groups(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: the four groups have at least these rights."""
    create_permissions(apps.get_app_config("archive"), using=using, verbosity=0)
    ours = Permission.objects.using(using).filter(content_type__app_label="archive")
    for name, codenames in GROUPS.items():
        group, _made = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*ours.filter(codename__in=codenames))
    # Groups themselves are Django's.
    create_permissions(apps.get_app_config("auth"), using=using, verbosity=0)
    of_groups = Permission.objects.using(using).filter(
        content_type__app_label="auth", codename__in=("add_group", "change_group", "view_group")
    )
    Group.objects.using(using).get(name="administrator").permissions.add(*of_groups)
