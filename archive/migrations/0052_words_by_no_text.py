"""Words whose text is gone are looked up by what they are: nobody asks any more which words a text has."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("archive", "0051_days_in_short")]

    operations = [migrations.RemoveIndex(model_name="word", name="word_by_text")]
