"""What stands on the first page, and in which order things happened on one day."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0041_weights")]

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
    ]
