"""What stands on the first page, and in which order things happened on one day. What is derived is derived anew."""

from typing import Any, Final

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

# As one that was interrupted before its first record: readers find what there is until the new rows are there.
BEFORE_ALL: Final = "00000000-0000-0000-0000-000000000000"


def derive_anew(apps: Any, schema_editor: Any) -> None:
    if apps.get_model("archive", "Row").objects.exists():
        several = apps.get_model("archive", "Derivation").objects
        state = several.first() or several.model()
        state.after = BEFORE_ALL
        state.save()


class Migration(migrations.Migration):
    dependencies = [("archive", "0042_weights")]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="figures_of",
            field=models.ForeignKey(
                blank=True,
                help_text="The first page shows what several speakers have said of one number of this event, as an "
                "example of how the archive works. Empty: those of the story, if that is an event.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="archive.timelineentry",
                verbose_name="event whose figures differ",
            ),
        ),
        migrations.AddField(
            model_name="identity",
            name="story",
            field=models.ForeignKey(
                blank=True,
                help_text="One record that tells somebody new what the archive is about: a collection, an event, a "
                "statement. The first page shows its title and its summary.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="archive.record",
                verbose_name="story of the first page",
            ),
        ),
        migrations.AddField(
            model_name="timelineentry",
            name="order_in_day",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="Of what happened on one day and is known no better, what has the higher number comes "
                "later: the decree 0, what it led to 1. It is the same in every language.",
                validators=[django.core.validators.MaxValueValidator(63)],
                verbose_name="order within the day",
            ),
        ),
        migrations.RunPython(derive_anew, migrations.RunPython.noop),
    ]
