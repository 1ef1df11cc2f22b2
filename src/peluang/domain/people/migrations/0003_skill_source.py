"""A new source of skills: a competency certificate that an LSP confirmed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_home_region")]

    operations = [
        migrations.AlterField(
            model_name="personskill",
            name="source",
            field=models.TextField(
                choices=[
                    ("declared", "Kata sendiri"),
                    ("work", "Dari pengalaman kerja"),
                    ("training", "Dari pelatihan"),
                    ("certificate", "Bersertifikat"),
                    ("competency", "Kompeten (diuji LSP)"),
                ]
            ),
        ),
    ]
