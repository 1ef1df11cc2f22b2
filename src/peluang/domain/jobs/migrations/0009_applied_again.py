from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("jobs", "0007_invitations_and_notes")]

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
