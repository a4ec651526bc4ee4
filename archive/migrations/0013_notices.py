"""What people at the desk were told by e-mail, and what they do not want to be told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0012_desk_filters"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="unwanted_notices",
            field=models.JSONField(blank=True, default=list, verbose_name="notices not wanted"),
        ),
        migrations.CreateModel(
            name="SentNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "notice that was sent",
                "verbose_name_plural": "notices that were sent",
                "constraints": [models.UniqueConstraint(fields=("person", "key"), name="notice_is_sent_once")],
            },
        ),
    ]
