"""Every address of the desk × every role × method, found by walking the site's own addresses."""

import re
import uuid
from collections.abc import Iterable, Iterator

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, resolve, reverse

from archive.admin.urls import site
from archive.audit import AuditEvent
from archive.editions.models import LedgerEntry, Release
from archive.editorial import comments
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.editorial.permissions import may
from archive.editorial.problems import EVERYWHERE
from archive.importing.sheets import files, uploads
from archive.records.statements import Rendering
from tests import making
from tests.kept import kept

from .desk import sits

pytestmark = pytest.mark.django_db

KINDS = ("statement", "timelineentry", "observance", "place", "institution", "person", "source")
COPIES = ("archive_capturedcopy",)
KINDS += ("collection", "picture", "subject", "page")
RECORDS = tuple(f"archive_{kind}" for kind in KINDS)
SHEETS = tuple(f"archive_{kind}" for kind in ("timelineentry", "place", "institution", "person", "source"))
EVERYBODY = ("archivist", "reviewer", "publisher", "administrator")
NOBODY: tuple[str, ...] = ()

LOOKING, WRITING = ("changelist", "change", "history"), ("add", "change")
# The history of a record is among its versions.
LOOKING_AT_RECORDS = ("changelist", "change")
TRAIL = ("archive_release", "archive_ledgerentry")
PEOPLE = ("archive_user", "auth_group")


def pages(models: Iterable[str], of_each: Iterable[str], who: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {f"{model}_{page}": who for model in models for page in of_each}


# Address name → who may open it, and who may send to it (an empty form, which no verb accepts).
OPEN = {
    **dict.fromkeys(
        (
            "index",
            "my_desk",
            "notices",
            "find",
            "offered_pictures",
            "words",
            "used_in",
            "figures_sheet",
            "review",
            "preview",
            "draft",
            "app_list",
            "jsi18n",
        ),
        EVERYBODY,
    ),
    **dict.fromkeys(("versions", "compare", "go"), EVERYBODY),
    **dict.fromkeys(
        ("board", "dossier", "beside", "own_calendar", "rehearse", "rehearsal", "since", "draft_since"), EVERYBODY
    ),
    "sensitivity": EVERYBODY,
    **dict.fromkeys(("preparation", "close_dossier"), ("archivist",)),
    "bring_back": ("archivist",),
    "exchange_texts": ("archivist",),
    **dict.fromkeys(("password_change", "password_change_done"), EVERYBODY),
    "batch": ("reviewer", "publisher"),
    "invite": ("administrator",),
    "second_opinion": ("reviewer",),
    "comment": EVERYBODY,
    "comment_on": ("archivist", "reviewer"),
    "pile": ("archivist",),
    "moved": ("archivist",),
    **dict.fromkeys(("merge", "merge_into"), ("archivist",)),
    "carry_forward": ("archivist",),
    "archive_statement_counted": NOBODY,
    **dict.fromkeys(("confirm_carried", "link", "pasted"), NOBODY),
    **dict.fromkeys(("release_act", "check_release"), NOBODY),
    **pages(RECORDS, LOOKING_AT_RECORDS, EVERYBODY),
    **pages(RECORDS, ("add",), ("archivist",)),
    **pages(RECORDS, ("delete",), ("archivist",)),
    **pages(("archive_identity",), LOOKING_AT_RECORDS, EVERYBODY),
    **pages(("archive_identity",), ("delete",), ("archivist",)),
    # Where members are chosen from; its forms are those of the kinds.
    **pages(("archive_record",), ("changelist",), EVERYBODY),
    **pages(("archive_record",), ("add",), NOBODY),
    **pages(SHEETS, ("export",), EVERYBODY),
    # A sheet is there for whoever brought it.
    **pages(SHEETS, ("import", "upload"), ("archivist",)),
    **pages(TRAIL, LOOKING, EVERYBODY),
    **pages(COPIES, (*LOOKING, "file"), EVERYBODY),
    **pages(COPIES, ("add",), ("archivist",)),
    **pages(COPIES, ("delete",), NOBODY),
    **pages(("archive_picture",), ("media", "original"), EVERYBODY),
    "many_pictures": ("archivist",),
    **pages(("archive_auditevent",), LOOKING, ("administrator",)),
    **pages((*TRAIL, "archive_auditevent"), ("add", "delete"), NOBODY),
    **pages(PEOPLE, ("changelist", *WRITING), ("administrator",)),
    **pages(PEOPLE, ("delete",), NOBODY),
    "auth_user_password_change": ("administrator",),
}
ACTS = {
    "submit": ("archivist",),
    "approve": ("reviewer",),
    "return": ("reviewer",),
    "publish": ("publisher",),
    "schedule": ("publisher",),
    "replace": ("publisher",),
    "recall": ("publisher",),
    "withdraw": ("publisher",),
    "reinstate": ("publisher",),
    "alone": NOBODY,
}
SENT = {
    "invite": ("administrator",),
    "my_desk": EVERYBODY,
    "password_change": EVERYBODY,
    "batch": ("reviewer", "publisher"),
    "second_opinion": ("reviewer",),
    **dict.fromkeys(("comment", "comment_on"), ("archivist", "reviewer")),
    # Nothing is sent, which is refused in words; who may sign is told in the tests of sensitivity.
    "sensitivity": EVERYBODY,
    "moved": ("archivist",),
    # Nothing is chosen, which is refused in words; who may write what is told in the tests of dossiers.
    **dict.fromkeys(("dossier", "own_calendar"), EVERYBODY),
    **dict.fromkeys(("preparation", "close_dossier"), ("archivist",)),
    **dict.fromkeys(("pasted", "check_release"), EVERYBODY),
    "release_act": ("publisher",),
    "archive_statement_counted": ("archivist",),
    **dict.fromkeys(
        ("carry_forward", "confirm_carried", "exchange_texts", "merge", "merge_into", "link"), ("archivist",)
    ),
    **pages(RECORDS, (*WRITING, "delete"), ("archivist",)),
    **pages(COPIES, ("add",), ("archivist",)),
    "many_pictures": ("archivist",),
    **pages(("archive_identity",), ("change", "delete"), ("archivist",)),
    **pages(SHEETS, ("export",), EVERYBODY),
    **pages(SHEETS, ("import", "upload"), ("archivist",)),
    **pages(PEOPLE, WRITING, ("administrator",)),
    "auth_user_password_change": ("administrator",),
}
# Answers that are not about a role: signing in and out, forgotten passwords, shortcuts that redirect, autocomplete
# (asked by its field).
# The days of what is typed are only sent for; who may is told in test_observances. A working copy is there for her who
# typed it, whatever her role: that is told in test_working_copies.
ELSEWHERE = {"invitation", "login", "logout", "view_on_site", "autocomplete", "working_copy", None}
ELSEWHERE |= {"archive_observance_days"}
# There for whoever has its address: that is told in test_own_calendar.
ELSEWHERE |= {"days_feed"}
ELSEWHERE |= {f"password_{step}" for step in ("forgotten", "sent", "choose", "chosen")}
ONLY_SENT = {"archive_statement_counted", "check_release", "confirm_carried", "link", "pasted", "release_act"}
REDIRECTING = {
    "archive_user_history",
    "auth_group_history",
    "archive_record_change",
    "archive_record_delete",
    "archive_identity_add",
    *pages((*RECORDS, "archive_identity", "archive_record"), ("history",), NOBODY),
}


def names_of(patterns) -> Iterator[str | None]:
    for pattern in patterns:
        match pattern:
            case URLResolver():
                yield from names_of(pattern.url_patterns)
            case URLPattern():
                yield pattern.name


def desk_names() -> set[str | None]:
    return set(names_of(site.get_urls()))


def _said_again() -> Candidate:
    """What was submitted of an issuer that has said something on the same observance a year before."""
    issuer, day = making.institution(), making.observance(month=1, day=20)
    making.published(issuer), making.published(day)
    said = {"issuers": [issuer], "observance": day, "body": "<p>They are remembered.</p>"}
    making.published(making.statement("A year before", year=2025, date="2025-01-20", **said))
    return making.submitted(making.statement("Said again", year=2026, date="2026-01-20", **said))


@pytest.fixture
@kept
def addresses() -> dict[str, str]:
    """An address for every name, with something real behind it."""
    place, source = making.place(), making.source()
    making.published(source)
    making.derived_file(making.drawn())
    issuer = making.institution()
    making.published(issuer)
    records = {
        "statement": making.statement(issuers=[issuer]),
        "timelineentry": making.entry(),
        "observance": making.observance(),
        "place": place,
        "institution": issuer,
        "person": making.human(),
        "source": source,
        "collection": making.collection(members=[place]),
        "picture": making.picture(),
        "subject": making.subject(),
        "page": making.page(),
        "identity": making.identity(),
        "record": place,
    }
    making.scheduled(place, making.release())
    candidate = making.submitted(records["observance"])
    said_again = _said_again()
    said = comments.comment(candidate, EVERYWHERE, words="Look.", by=making.reviewer())
    alone = making.approved_alone(making.subject("Alone", by=making.sole()))
    making.archivist(), making.reviewer(), making.publisher(), making.administrator()
    keys = {
        **{f"archive_{kind}": record.pk for kind, record in records.items()},
        "archive_capturedcopy": making.captured(source).pk,
        "archive_release": Release.objects.latest("instant").pk,
        "archive_ledgerentry": LedgerEntry.objects.latest("seq").pk,
        "archive_auditevent": AuditEvent.objects.first().pk,
        "archive_user": making.archivist().pk,
        "auth_group": making.archivist().groups.get().pk,
    }
    found = {}
    for name in desk_names() - ELSEWHERE:
        base, _, page = name.rpartition("_")
        if name == "app_list":
            found[name] = reverse("admin:app_list", args=["archive"])
        elif name == "auth_user_password_change":
            found[name] = reverse("admin:auth_user_password_change", args=[keys["archive_user"]])
        elif name == "release_act":
            found[name] = reverse("admin:release_act", args=[keys["archive_release"], "recall"])
        elif name in ("used_in", "merge", "link", "versions"):
            found[name] = reverse(f"admin:{name}", args=[place.uuid])
        elif name == "carry_forward":
            found[name] = reverse("admin:carry_forward", query={"observance": records["observance"].uuid})
        elif name in ("confirm_carried", "figures_sheet"):
            found[name] = reverse(f"admin:{name}", args=[records["statement"].uuid])
        elif name == "exchange_texts":
            further = Rendering.objects.create(
                statement=records["statement"], language="en", title="Of the eve", body="<p>Words.</p>"
            )
            found[name] = reverse("admin:exchange_texts", args=[records["statement"].uuid, further.number])
        elif name == "bring_back":
            found[name] = reverse("admin:bring_back", args=[place.uuid, "save-1"])
        elif name == "compare":
            two = {"one": "save-1", "other": f"submitted-{place.candidates.get().pk}"}
            found[name] = reverse("admin:compare", args=[place.uuid], query=two)
        elif name == "merge_into":
            found[name] = reverse("admin:merge_into", args=[place.uuid, making.place().uuid])
        elif name == "draft":
            found[name] = reverse("admin:draft", args=[place.uuid, "en"])
        elif name == "comment":
            found[name] = reverse("admin:comment", args=[said.pk])
        elif name in ("dossier", "close_dossier", "beside"):
            found[name] = reverse(f"admin:{name}", args=[records["observance"].uuid, 2026])
        elif name == "since":
            found[name] = reverse("admin:since", args=[said_again.uuid, "en"])
        elif name == "draft_since":
            found[name] = reverse("admin:draft_since", args=[said_again.record.uuid, "en"])
        elif name == "rehearsal":
            found[name] = reverse("admin:rehearsal", args=["20990120T000000Z"]) + "en/"
        elif name == "check_release":
            found[name] = reverse("admin:check_release", args=[keys["archive_release"]])
        elif name == "preparation":
            found[name] = reverse("admin:preparation", args=[records["observance"].uuid])
        elif name in ("review", "comment_on", "sensitivity"):
            found[name] = reverse(f"admin:{name}", args=[candidate.uuid])
        elif name == "second_opinion":
            found[name] = reverse("admin:second_opinion", args=["review", alone.review.pk])
        elif name == "invite":
            found[name] = reverse("admin:invite", args=[keys["archive_user"]])
        elif name == "pile":
            found[name] = reverse("admin:pile", args=["returned"])
        elif name == "preview":
            found[name] = reverse("admin:preview", args=[candidate.uuid, "en"])
        elif name == "archive_picture_media":
            found[name] = reverse(f"admin:{name}", args=[records["picture"].file.master, "whole-320.jpeg"])
        elif name == "archive_picture_original":
            found[name] = reverse(f"admin:{name}", args=[records["picture"].file.pk])
        elif name == "act":
            continue
        elif page == "upload":
            model = type(records[base.removeprefix("archive_")])
            sheet = files.read(b"slug,title_en\nnew,New\n", model)
            key = uploads.keep(sheet, model, by=making.archivist(), name="sheet.csv").key
            found[name] = reverse(f"admin:{name}", args=[key])
        elif page == "export":
            found[name] = reverse(f"admin:{name}", args=["csv"])
        elif base in keys and page in ("change", "delete", "history", "file"):
            found[name] = reverse(f"admin:{name}", args=[keys[base]])
        else:
            found[name] = reverse(f"admin:{name}")
    found |= {f"act {name}": reverse("admin:act", args=[records["statement"].uuid, name]) for name in ACTS}
    return found


def answer_of(person: User, method: str, address: str) -> HttpResponseBase | None:
    """The view's answer, ``None`` if it refuses. Its page is not drawn: that would be some five hundred pages."""
    request = RequestFactory().generic(method, address)
    request.user, request.session, request.csp_nonce = person, {}, "nonce"
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = True
    view, args, kwargs = resolve(request.path)
    try:
        answer = view(request, *args, **kwargs)
        if answer.streaming:
            answer.file_to_stream.close()
        return answer
    except PermissionDenied:
        return None


def status_of(person: User, method: str, address: str) -> int:
    answer = answer_of(person, method, address)
    return answer.status_code if answer else 403


@pytest.mark.long
def test_every_address_of_the_desk_answers_each_role_as_it_should(addresses):
    expected = OPEN | {f"act {name}": who for name, who in ACTS.items()}
    sent = SENT | {f"act {name}": who for name, who in ACTS.items()}
    assert desk_names() - ELSEWHERE - REDIRECTING - {"act"} == OPEN.keys()

    wrong = []
    # Who may is not a matter of the database: on the other one, somebody who writes and somebody who looks.
    for role in EVERYBODY if connection.vendor == "sqlite" else ("archivist", "publisher"):
        person = making.person(role)
        for name, address in addresses.items():
            if name in REDIRECTING:
                continue
            opened, posted = (status_of(person, method, address) for method in ("GET", "POST"))
            if name in ONLY_SENT:
                opened = 403 if opened == 405 else opened  # these are only ever sent to
            if (opened == 200) != (role in expected[name]) or opened not in (200, 403):
                wrong.append(f"{role} GET {name}: {opened}")
            may_send = role in sent.get(name, ())
            if (posted in (200, 302, 409, 422)) != may_send and not (name not in sent and posted in (200, 405)):
                wrong.append(f"{role} POST {name}: {posted}")
    assert wrong == []


def test_every_address_of_the_desk_sends_strangers_to_the_door(client, addresses):
    answers = {name: client.get(address) for name, address in addresses.items()}

    assert {name: answer.headers.get("Location", "")[:12] for name, answer in answers.items()} == dict.fromkeys(
        addresses, "/desk/login/"
    )


def test_somebody_without_a_desk_is_sent_away():
    reader = making.person("reader")
    reader.is_staff = False
    reader.save()

    assert sits(reader).get(reverse("admin:index")).status_code == 302


@pytest.mark.once
def test_nothing_of_the_desk_is_kept_by_browsers_or_caches(addresses):
    stored = []
    for name, address in addresses.items():
        answer = answer_of(making.archivist(), "GET", address)
        if answer and answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", ""):
            stored.append(name)

    # Files of pictures, for which a browser asks each time; words of the interface and empty forms, the same for all.
    assert sorted(stored) == ["archive_picture_media", "jsi18n", "password_change", "password_change_done"]


def test_an_administrator_cannot_make_anybody_a_superuser():
    administrator = making.administrator()
    archivist = making.archivist()
    superuser = making.person("root")
    superuser.is_superuser = True
    superuser.save()
    client = sits(administrator)

    page = client.get(reverse("admin:archive_user_change", args=[archivist.pk]))
    above = client.post(reverse("admin:auth_user_password_change", args=[superuser.pk]), {})

    assert "is_superuser" not in page.context["adminform"].form.fields
    assert above.status_code == 403


def test_what_administrators_change_stands_in_the_audit_trail():
    administrator = making.administrator()
    client = sits(administrator)
    words = {
        "username": "newcomer",
        "public_name": "A Newcomer",
        "language": "az",
        "time_zone": "Asia/Baku",
    }

    response = client.post(reverse("admin:archive_user_add"), words)

    assert response.status_code == 302, response.context["errors"]
    last = AuditEvent.objects.latest("pk")
    assert (last.act, last.by_name, last.about) == ("add user", "Administrator", "A Newcomer")
    assert User.objects.get(username="newcomer").is_staff


def test_an_unknown_act_or_record_is_not_found():
    client = sits(making.archivist())
    record = making.place()

    assert client.get(reverse("admin:act", args=[record.uuid, "burn"])).status_code == 404
    assert client.get(reverse("admin:act", args=[uuid.uuid4(), "submit"])).status_code == 404
    beyond = "9" * 30  # no database has such a key, and SQLite stumbles over it
    assert client.get(f"/desk/archive/place/{beyond}/history/").status_code in (302, 404)


def test_the_desk_is_under_one_address():
    assert resolve("/desk/").view_name == "admin:index"


def test_rights_come_with_groups_alone():
    person = making.person("somebody", "reviewer")
    person.user_permissions.add(Permission.objects.get(codename="publish"))

    one = User.objects.get(pk=person.pk)

    assert (may(one, "review"), may(one, "publish")) == (True, False)


def test_groups_have_names_in_the_language_of_the_desk():
    Group.objects.create(name="Trainees")
    person, administrator = making.person("trainee", "alone"), making.administrator()
    person.groups.add(Group.objects.get(name="Trainees"))
    administrator.language = "az"
    administrator.save()
    desk = sits(administrator)

    addresses = [
        reverse("admin:archive_user_change", args=[person.pk]),
        reverse("admin:archive_user_changelist"),
        reverse("admin:auth_group_changelist"),
    ]
    form, accounts, groups = (desk.get(address).content.decode() for address in addresses)

    names = ["Administrator", "Təkbaşına təsdiq edir", "Arxivçi", "Dərc edən", "Yoxlayıcı", "Trainees"]
    labels = [" ".join(one.split()) for one in re.findall(r'name="groups"[^>]*>\s*([^<]+)<', form)]
    assert sorted(labels) == sorted(names)
    assert re.findall(r'"field-shown_groups">([^<]*)<', accounts).count("Təkbaşına təsdiq edir, Trainees") == 1
    filtered = re.findall(r'href="\?groups__id__exact=\d+">\s*([^<]+?)\s*<', accounts)
    assert sorted(filtered) == sorted(names)
    assert sorted(re.findall(r'"field-shown_name"><a[^>]*>([^<]+)<', groups)) == sorted(names)
