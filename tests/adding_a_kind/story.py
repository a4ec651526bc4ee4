"""What a new kind can do from its first day: run in a copy of the project to which its files were added."""

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from archive.records.monuments import Monument  # noqa: E402
from archive.records.sources import Source  # noqa: E402
from tests import making  # noqa: E402


def tell() -> None:
    _tables()
    titles = {"az": "Şəhidlər abidəsi", "en": "Monument to those who died", "ru": "Памятник погибшим"}
    place, source = making.place({"az": "Bakı", "en": "Baku"}), making.source(sort=Source.Sort.NEWS)
    for named in (place, source):
        making.published(named)
    made = making.record(
        Monument,
        titles,
        slug="monument",
        body="<p>It stands there.</p>",
        place=place,
        unveiled="1998-10",
        sources=[source],
    )
    making.published(made)
    making.change(made, body="<p>It stands there still.</p>")
    making.published(made, change="correction", note=dict.fromkeys(titles, "A word."))
    _is_read()
    _is_edited(made)


def _tables() -> None:
    """Made from the models but for the new kind's, which its own migration adds to them."""
    (before,) = MigrationLoader(None).graph.leaf_nodes("archive")
    call_command("makemigrations", "archive", verbosity=0)
    with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
        call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.schema_editor() as editor:
        editor.delete_model(Monument)
    others = {app for app, _name in MigrationLoader(None).graph.leaf_nodes()} - {"archive"}
    for migrated in (before, *((app,) for app in others)):
        call_command("migrate", *migrated, fake=True, verbosity=0)
    call_command("migrate", verbosity=0)


def _is_read() -> None:
    reader = Client(SERVER_NAME="localhost")
    shown = {
        "/en/": "/en/monuments/",
        "/en/monuments/": "Monument to those who died",
        "/en/monuments/?place=" + _slug_of_baku(): "1 monument",
        "/en/monuments/monument/": "October 1998",
        "/ru/monuments/monument/": "Памятник погибшим",
        "/en/monuments/monument/editions/2/": "A word.",
        "/en/places/" + _slug_of_baku() + "/": "Monument to those who died",
        "/en/search/?q=abidesi": "Şəhidlər",
        "/az/monuments/feed.atom": "Şəhidlər abidəsi",
        "/sitemaps/undated.xml": "/en/monuments/monument/",
    }
    for address, words in shown.items():
        answer = reader.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        assert words in answer.content.decode(), (address, words)
    print("read")


def _is_edited(made: Monument) -> None:
    desk = Client(SERVER_NAME="localhost")
    desk.force_login(making.archivist())
    for address in ("/desk/", "/desk/archive/monument/", f"/desk/archive/monument/{made.pk}/change/"):
        page = desk.get(address)
        assert page.status_code == 200, address
        assert "monument" in page.content.decode().lower(), address
    print("edited")


def _slug_of_baku() -> str:
    return making.Place.objects.get().slug


if __name__ == "__main__":
    tell()
