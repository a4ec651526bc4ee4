"""The catalogue gets the shape that reading wants. It is derived anew: after migrating, by itself."""

import django.db.models.deletion
from django.db import migrations, models


def drop_index(apps, schema_editor):
    """What SQLite searches in speaks of the table that is remade; it is made anew after migrating."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS archive_searchindex")


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_archive"),
    ]

    operations = [
        migrations.RunPython(drop_index, drop_index),
        migrations.DeleteModel("SearchText"),
        migrations.DeleteModel("Spelling"),
        migrations.DeleteModel("Term"),
        migrations.DeleteModel("RowForReader"),
        migrations.DeleteModel("Row"),
        migrations.CreateModel(
            name="Derivation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(default=0)),
                ("after", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.UUIDField()),
                ("kind", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("live_from", models.DateTimeField()),
                ("live_until", models.DateTimeField()),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("form", models.CharField(blank=True, max_length=20)),
                ("date", models.CharField(blank=True, max_length=40)),
                ("one_night", models.BooleanField(default=False)),
                ("time", models.CharField(blank=True, max_length=5)),
                ("zone", models.CharField(blank=True, max_length=64)),
                ("issuers", models.JSONField(default=list)),
                ("into", models.UUIDField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("into__isnull", False)), fields=["into"], name="row_by_successor")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "live_from"), name="row_is_one_per_interval")
                ],
            },
        ),
        migrations.CreateModel(
            name="RowText",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=16)),
                ("title", models.CharField(max_length=300)),
                ("summary", models.TextField(blank=True)),
                ("words", models.BinaryField()),
                ("folded", models.TextField(blank=True)),
                (
                    "row",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="texts",
                        to="archive.row",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RowForReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reader", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=16)),
                ("languages", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("live_from", models.DateTimeField()),
                ("live_until", models.DateTimeField()),
                ("is_listed", models.BooleanField()),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("first_year", models.PositiveSmallIntegerField(null=True)),
                ("last_year", models.PositiveSmallIntegerField(null=True)),
                ("earliest", models.DateField(null=True)),
                ("latest", models.DateField(null=True)),
                ("first_day", models.PositiveSmallIntegerField(null=True)),
                ("last_day", models.PositiveSmallIntegerField(null=True)),
                ("sort_date", models.BigIntegerField()),
                ("sort_key", models.BinaryField(max_length=100)),
                (
                    "row",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="for_readers",
                        to="archive.row",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="archive.rowtext",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_listed", True)),
                        fields=["reader", "kind", "-sort_date", "sort_key", "row", "language"],
                        name="listed_by_date",
                    ),
                    models.Index(
                        condition=models.Q(("is_listed", True)),
                        fields=["reader", "kind", "sort_key", "row"],
                        name="listed_by_title",
                    ),
                    models.Index(
                        condition=models.Q(("is_listed", True)),
                        fields=["reader", "-live_from"],
                        name="listed_by_beginning",
                    ),
                    models.Index(
                        condition=models.Q(("is_listed", True)),
                        fields=["reader", "kind", "-live_from"],
                        name="listed_of_kind_by_beginning",
                    ),
                    models.Index(
                        condition=models.Q(("is_listed", True)),
                        fields=[
                            "reader",
                            "kind",
                            "year",
                            "-sort_date",
                            "first_year",
                            "last_year",
                            "languages",
                            "earliest",
                            "latest",
                            "live_from",
                            "live_until",
                            "is_listed",
                        ],
                        name="listed_by_year",
                    ),
                    models.Index(
                        condition=models.Q(("earliest__lt", models.F("latest")), ("is_listed", True)),
                        fields=["reader", "kind", "-sort_date"],
                        name="listed_by_span",
                    ),
                    models.Index(
                        condition=models.Q(("first_day__isnull", False), ("is_listed", True)),
                        fields=["reader", "kind", "first_day", "-sort_date"],
                        name="listed_by_first_day",
                    ),
                    models.Index(
                        condition=models.Q(("is_listed", True), ("last_day__isnull", False)),
                        fields=["reader", "kind", "last_day", "-sort_date"],
                        name="listed_by_last_day",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("row", "reader"), name="row_stands_once_for_a_reader")],
            },
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folded", models.CharField(max_length=200)),
                (
                    "row",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="spellings",
                        to="archive.row",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["folded"], name="spelling_by_words")],
                "constraints": [models.UniqueConstraint(fields=("row", "folded"), name="spelling_is_listed_once")],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(max_length=12)),
                ("value", models.UUIDField()),
                ("is_first", models.BooleanField()),
                ("kind", models.CharField(max_length=20)),
                ("live_from", models.DateTimeField()),
                ("first_year", models.PositiveSmallIntegerField(null=True)),
                ("last_year", models.PositiveSmallIntegerField(null=True)),
                ("sort_date", models.BigIntegerField()),
                (
                    "row",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="terms",
                        to="archive.row",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["row", "facet"], name="term_by_row"),
                    models.Index(
                        fields=["value", "kind", "-sort_date", "row", "facet", "is_first", "first_year", "last_year"],
                        name="term_by_date",
                    ),
                    models.Index(fields=["value", "-live_from", "row", "facet", "is_first"], name="term_by_beginning"),
                    models.Index(fields=["value", "kind", "first_year", "-sort_date"], name="term_by_year"),
                    models.Index(
                        condition=models.Q(("first_year__lt", models.F("last_year"))),
                        fields=["value", "kind", "-sort_date"],
                        name="term_by_span",
                    ),
                    models.Index(
                        condition=models.Q(("facet", "series")), fields=["value", "first_year"], name="term_in_series"
                    ),
                    models.Index(
                        condition=models.Q(("facet", "figures")),
                        fields=["value", "sort_date"],
                        name="term_with_figures",
                    ),
                ],
            },
        ),
    ]
