"""Partners' machines: why a request was refused, and a page of requests by time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_admission")]

    operations = [
        migrations.AddField("partnerrequest", "code", models.TextField(blank=True, default="")),
        migrations.AddIndex("partnerrequest", models.Index(fields=["key", "at"], name="partner_requests_in_order")),
    ]
