import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0023_what_is_said_by_language"),
    ]

    operations = [
        migrations.CreateModel(
            name="RowForReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reader", models.CharField(max_length=16)),
                ("leads", models.BooleanField()),
                ("sort_key", models.CharField(max_length=400)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="row",
            name="row_by_title_az",
        ),
        migrations.RemoveIndex(
            model_name="row",
            name="row_by_title_en",
        ),
        migrations.RemoveIndex(
            model_name="row",
            name="row_by_title_ru",
        ),
        migrations.RemoveField(
            model_name="row",
            name="leads_az",
        ),
        migrations.RemoveField(
            model_name="row",
            name="leads_en",
        ),
        migrations.RemoveField(
            model_name="row",
            name="leads_ru",
        ),
        migrations.RemoveField(
            model_name="row",
            name="sort_az",
        ),
        migrations.RemoveField(
            model_name="row",
            name="sort_en",
        ),
        migrations.RemoveField(
            model_name="row",
            name="sort_ru",
        ),
        migrations.AlterField(
            model_name="row",
            name="language",
            field=models.CharField(max_length=16),
        ),
        migrations.AddField(
            model_name="rowforreader",
            name="row",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="for_readers",
                to="archive.row",
            ),
        ),
        migrations.AddConstraint(
            model_name="rowforreader",
            constraint=models.UniqueConstraint(fields=("row", "reader"), name="row_stands_once_for_a_reader"),
        ),
    ]
