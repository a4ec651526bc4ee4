"""What fields are called at the desk, in plainer words. No table changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0025_comments"),
    ]

    operations = [
        migrations.AlterField(
            model_name="citation",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="citedfor",
            name="words",
            field=models.CharField(
                help_text="What it is cited for in words, as in “number of injured”. May stay empty.",
                max_length=100,
                verbose_name="what it is cited for",
            ),
        ),
        migrations.AlterField(
            model_name="documentversion",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="figure",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="institution",
            name="sort",
            field=models.CharField(
                blank=True,
                choices=[
                    ("state", "State body"),
                    ("parliament", "Parliament"),
                    ("court", "Court"),
                    ("mission", "Embassy or mission"),
                    ("international", "International organisation"),
                    ("civil", "Organisation of citizens"),
                    ("media", "News medium or agency"),
                    ("memory", "Archive, library or museum"),
                    ("other", "Other"),
                ],
                max_length=14,
                verbose_name="what it is",
            ),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="issuer",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="member",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="name",
            name="sort",
            field=models.CharField(
                choices=[
                    ("variant", "Other spelling"),
                    ("official", "Official name"),
                    ("former", "Former name"),
                    ("short", "Short name"),
                    ("translit", "Transliteration"),
                    ("other", "Name used by others"),
                ],
                default="variant",
                max_length=10,
                verbose_name="what it is",
            ),
        ),
        migrations.AlterField(
            model_name="rendering",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="rendering",
            name="translation",
            field=models.CharField(
                choices=[
                    ("original", "Original"),
                    ("official", "Official translation"),
                    ("issuer", "The issuer’s text in another of its languages"),
                    ("archive", "The archive’s translation"),
                    ("agency", "News agency’s translation"),
                    ("machine", "Machine translation"),
                ],
                default="agency",
                max_length=10,
                verbose_name="original or translation",
            ),
        ),
        migrations.AlterField(
            model_name="ritual",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="place in the list"),
        ),
        migrations.AlterField(
            model_name="source",
            name="sort",
            field=models.CharField(
                choices=[
                    ("law", "Law or decree"),
                    ("resolution", "Resolution of a parliament or an international body"),
                    ("judgment", "Document of a court"),
                    ("treaty", "Agreement between states"),
                    ("statement", "Statement"),
                    ("letter", "Letter or telegram"),
                    ("news", "News report"),
                    ("report", "Report"),
                    ("testimony", "Testimony or interview"),
                    ("book", "Book"),
                    ("article", "Scholarly article"),
                    ("archival", "Archival document"),
                    ("register", "List or register"),
                    ("map", "Map"),
                    ("recording", "Photograph, film or sound recording"),
                    ("web", "Web page"),
                    ("other", "Other"),
                ],
                default="web",
                max_length=10,
                verbose_name="what it is",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="completeness",
            field=models.CharField(
                choices=[
                    ("full", "Full text"),
                    ("excerpt", "Excerpt"),
                    ("summary", "The archive’s summary"),
                    ("report", "Somebody’s report of what was said"),
                    ("none", "No text: none was spoken, or its words are lost"),
                ],
                default="full",
                help_text="Whether the text below is the whole document, a part of it, our own summary, or what somebody reports of it; or whether there is none.",
                max_length=8,
                verbose_name="how much of it is here",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="form",
            field=models.CharField(
                choices=[
                    ("statement", "Statement"),
                    ("message", "Message"),
                    ("address", "Address"),
                    ("proclamation", "Proclamation"),
                    ("post", "Post"),
                    ("joint", "Joint statement"),
                    ("condolence", "Condolence"),
                    ("article", "Article"),
                    ("silence", "Silence"),
                ],
                default="statement",
                max_length=12,
                verbose_name="issued as",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="origin",
            field=models.CharField(
                choices=[
                    ("authored", "Authored: our institution issues it"),
                    ("transcribed", "Transcribed: somebody else issued it"),
                ],
                default="transcribed",
                help_text="Transcribed words are evidence: they are reproduced as they stand, errors included.",
                max_length=12,
                verbose_name="our own or transcribed",
            ),
        ),
        migrations.AlterField(
            model_name="text",
            name="translation",
            field=models.CharField(
                choices=[
                    ("original", "Original"),
                    ("official", "Official translation"),
                    ("issuer", "The issuer’s text in another of its languages"),
                    ("archive", "The archive’s translation"),
                    ("agency", "News agency’s translation"),
                    ("machine", "Machine translation"),
                ],
                default="original",
                help_text="Whose words these are: the original, or whose translation.",
                max_length=10,
                verbose_name="original or translation",
            ),
        ),
    ]
