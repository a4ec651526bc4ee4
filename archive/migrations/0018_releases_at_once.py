"""Releases that nobody planned, because something was published at once, are told from those that somebody did."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def tell_apart(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    acts = apps.get_model("archive", "LedgerEntry").objects.using(editor.connection.alias).filter(act="publish")
    releases = apps.get_model("archive", "Release").objects.using(editor.connection.alias)
    releases.filter(pk__in=acts.values("release")).update(at_once=True)


class Migration(migrations.Migration):
    dependencies = [("archive", "0017_working_copies")]

    operations = [
        migrations.AddField(
            model_name="release", name="at_once", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(
                condition=models.Q(("at_once", False)), fields=["-instant", "-id"], name="release_planned"
            ),
        ),
    ]
