"""What was written before dates could be spans, and before translations were sealed, stands in the fields of today."""

import hashlib
import re

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat

from archive import markup

A_DATE = re.compile(r"[0-9]{2}[0-9X]{2}(?:-[0-9]{2}){0,2}")


def join(apps, schema_editor):
    """A first and a last day become the span between them. Rows of the catalogue keep their order until it is rebuilt."""
    alias = schema_editor.connection.alias
    entries, rows = (apps.get_model("archive", name).objects.using(alias) for name in ("TimelineEntry", "Row"))
    rows.update(sort_date=F("date"), first_year=F("year"), last_year=F("year"))
    for found in (entries, rows):
        spans = found.exclude(date_end="").exclude(date_end=F("date"))
        spans.update(date=Concat("date", Value("/"), "date_end"))


def part(apps, schema_editor):
    """Back: the first and the last day that are named. What the old form could not say is lost."""
    alias = schema_editor.connection.alias
    for name in ("TimelineEntry", "Row"):
        for one in apps.get_model("archive", name).objects.using(alias).filter(date__regex="[^0-9-]"):
            ends = [day.replace("X", "0") for day in A_DATE.findall(one.date)]
            one.date, one.date_end = ends[0], ends[-1] if "/" in one.date else ""
            one.save(update_fields=["date", "date_end"])


def confirm_translations(apps, schema_editor):
    """What was translated before this was kept renders the original as it stands now."""
    Text = apps.get_model("archive", "Text")
    languages = dict(apps.get_model("archive", "Statement").objects.values_list("pk", "original_language"))
    for record in Text.objects.values_list("record_id", flat=True).order_by("record_id").distinct():
        texts = list(Text.objects.filter(record_id=record))
        found = {text.language: text for text in texts if text.translation == "original"}
        only = next(iter(found.values())) if len(found) == 1 else None
        if original := found.get(languages.get(record, ""), only):
            seal = hashlib.sha256(markup.plain(original.body).encode()).hexdigest()
            Text.objects.filter(record_id=record).exclude(translation="original").update(renders=seal)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0008_records_in_full"),
    ]

    operations = [
        migrations.RunPython(join, part),
        migrations.RunPython(confirm_translations, migrations.RunPython.noop),
    ]
