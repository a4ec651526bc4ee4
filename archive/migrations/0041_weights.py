from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0040_has_content_note")]

    operations = [
        migrations.AddField(
            model_name="timelineentry",
            name="weight",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (1, "Light: in few words"),
                    (2, "Ordinary"),
                    (3, "Heavy: with its name in the picture of time"),
                ],
                default=2,
                help_text="How much room it takes among others. It says nothing of what the event meant to anybody.",
                verbose_name="weight on the timeline",
            ),
        ),
        migrations.AddField(
            model_name="row",
            name="weight",
            field=models.PositiveSmallIntegerField(default=2),
        ),
    ]
