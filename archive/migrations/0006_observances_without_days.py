from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0005_fixed_days_become_rules"),
    ]

    operations = [
        migrations.RemoveField(model_name="observance", name="first_year"),
        migrations.RemoveField(model_name="observance", name="day"),
        migrations.RemoveField(model_name="observance", name="month"),
    ]
