from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("jobs", "0008_feeds")]

    operations = [
        migrations.RemoveConstraint(model_name="application", name="one_application_per_vacancy"),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=["vacancy", "person"],
                condition=~Q(status__in=["withdrawn", "refused"]),
                name="one_application_per_vacancy",
            ),
        ),
    ]
