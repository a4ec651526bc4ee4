"""Editions are numbered as they begin to stand, and candidates may have companions."""

import django.db.models.deletion
from django.db import migrations, models


def number_anew(apps, schema_editor):
    """What stands is told which edition it is, and the editions of each record count from 1, without a gap."""
    editions, intervals, rows = (apps.get_model("archive", name) for name in ("Edition", "Interval", "Row"))
    keys = {(one.record, one.number): one.pk for one in editions.objects.only("record", "number")}
    numbers = {}
    for interval in intervals.objects.order_by("record", "live_from").only("record", "number", "live_from").iterator():
        old = interval.number
        known = numbers.setdefault(interval.record, {})
        new = known.setdefault(old, len(known) + 1)
        intervals.objects.filter(pk=interval.pk).update(edition=keys[interval.record, old], number=new)
        if new != old:
            rows.objects.filter(record=interval.record, live_from=interval.live_from).update(number=new)


def number_back(apps, schema_editor):
    """Every edition of a record has a number again, also what never stood."""
    editions, numbers = apps.get_model("archive", "Edition"), {}
    for edition in editions.objects.order_by("pk").only("record"):
        numbers[edition.record] = numbers.get(edition.record, 0) + 1
        editions.objects.filter(pk=edition.pk).update(number=numbers[edition.record])


class Migration(migrations.Migration):
    dependencies = [("archive", "0015_room_for_words_of_time")]

    operations = [
        migrations.AddField("interval", "edition", models.PositiveBigIntegerField(null=True)),
        migrations.RemoveConstraint("edition", "edition_number_is_unique"),
        migrations.AlterField("edition", "number", models.PositiveIntegerField(null=True)),
        migrations.RunPython(number_anew, number_back),
        migrations.AlterField("interval", "edition", models.PositiveBigIntegerField(db_index=True)),
        migrations.AlterModelOptions(
            "edition", {"ordering": ("id",), "verbose_name": "edition", "verbose_name_plural": "editions"}
        ),
        migrations.RemoveField("edition", "number"),
        migrations.AlterField("edition", "record", models.UUIDField(db_index=True, verbose_name="record")),
        migrations.AddField(
            "candidate",
            "companion_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="companions",
                to="archive.candidate",
            ),
        ),
        migrations.AddField(
            "candidate",
            "relabels",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archive.candidate"
            ),
        ),
    ]
