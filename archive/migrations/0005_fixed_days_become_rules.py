from django.db import migrations


def write_rules(apps, schema_editor):
    """What an observance said in its own fields, as the one rule it meant: the same day every year."""
    observances = apps.get_model("archive", "Observance").objects.using(schema_editor.connection.alias)
    rules = apps.get_model("archive", "DateRule").objects.using(schema_editor.connection.alias)
    rules.bulk_create(
        rules.model(
            observance=one,
            effect="establishes",
            kind="fixed",
            month=one.month,
            day=one.day,
            # The form never took it, but whatever is stored has to pass the constraint.
            leap="28-february" if (one.month, one.day) == (2, 29) else "",
            valid_from_year=one.first_year,
        )
        for one in observances.order_by("pk")
    )


def write_days(apps, schema_editor):
    """Back: an observance keeps the fixed day that began last. One without such a day cannot be told in the old form."""
    rules = apps.get_model("archive", "DateRule").objects.using(schema_editor.connection.alias)
    fixed = rules.filter(kind="fixed").order_by("valid_from_year", "signed", "pk").select_related("observance")
    for rule in fixed:
        rule.observance.month, rule.observance.day = rule.month, rule.day
        rule.observance.first_year = rule.valid_from_year
        rule.observance.save()
    rules.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_date_rules"),
    ]

    operations = [
        migrations.RunPython(write_rules, write_days),
    ]
