"""Persons get addresses that tell nothing. What is frozen keeps its own; a new edition leads from there to the new one."""

import re
import secrets

from django.db import migrations, models

LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def give_addresses(apps, schema_editor):
    persons = apps.get_model("archive", "Record").objects.filter(kind="person")
    taken = set(persons.values_list("slug", flat=True))
    for pk, slug in list(persons.values_list("pk", "slug")):
        if not re.fullmatch(f"p-[{LETTERS}]{{8}}", slug):
            made = iter(lambda: "p-" + "".join(secrets.choice(LETTERS) for _ in range(8)), "")
            free = next(one for one in made if one not in taken)
            taken.add(free)
            persons.filter(pk=pk).update(slug=free)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0018_zones_and_languages_are_checked"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="interval",
            index=models.Index(
                condition=models.Q(("withheld", True)), fields=["reason_class"], name="interval_withheld"
            ),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
    ]
