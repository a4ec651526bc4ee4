"""One person may approve alone what they wrote, and another says afterwards what they think of it.

So it is with withdrawals and their ends, also with those that were there before.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0015_saved_rows")]

    operations = [
        migrations.AlterModelOptions(
            name="candidate",
            options={
                "ordering": ("id",),
                "permissions": (
                    ("submit", "Can submit a record for review"),
                    ("review", "Can approve and return what others wrote"),
                    ("alone", "Can approve alone what they wrote themselves"),
                    ("publish", "Can publish, schedule, reschedule and recall"),
                    ("withdraw", "Can withdraw and reinstate"),
                ),
                "verbose_name": "candidate",
                "verbose_name_plural": "candidates",
            },
        ),
        migrations.AlterField(
            model_name="review",
            name="verdict",
            field=models.CharField(
                choices=[("approved", "Approved"), ("alone", "Approved alone"), ("returned", "Returned")],
                max_length=8,
                verbose_name="verdict",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(condition=models.Q(("verdict", "alone")), fields=["id"], name="review_alone"),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(
                condition=models.Q(("act__in", ("withdraw", "reinstate"))), fields=["seq"], name="ledger_withdrawals"
            ),
        ),
        migrations.CreateModel(
            name="SecondOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("objected", "Objected to")],
                        max_length=9,
                        verbose_name="verdict",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "act",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_opinion",
                        to="archive.ledgerentry",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_opinions",
                        to="archive.record",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_opinion",
                        to="archive.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "second opinion",
                "verbose_name_plural": "second opinions",
                "ordering": ("id",),
                "indexes": [
                    models.Index(condition=models.Q(("verdict", "objected")), fields=["id"], name="opinion_objected")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("act__isnull", False), ("review", None)),
                            models.Q(("act", None), ("review__isnull", False)),
                            _connector="OR",
                        ),
                        name="second_opinion_is_of_one_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "confirmed"), models.Q(("remark", ""), _negated=True), _connector="OR"
                        ),
                        name="second_opinion_that_objects_says_what_next",
                    ),
                ],
            },
        ),
    ]
