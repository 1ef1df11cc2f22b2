"""Certificates: keys that were given away, reminders of competency certificates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0007_assessing")]

    operations = [
        migrations.AddField(
            model_name="competencycertificate", name="reminded_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="competencycertificate", name="expired_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="competencycertificate", name="revoked_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(model_name="signingkey", name="revoked_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="signingkey",
            name="revoked_reason",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("revoked_at__isnull", False)), fields=["status_index"], name="certificate_revoked"
            ),
        ),
        migrations.AddIndex(
            model_name="competencycertificate",
            index=models.Index(
                condition=models.Q(("expired_at__isnull", True), ("status", "verified")),
                fields=["expires_on"],
                name="competency_to_expire",
            ),
        ),
        migrations.AddIndex(
            model_name="competencycertificate",
            index=models.Index(fields=["issuer", "status"], name="competency_by_issuer"),
        ),
        migrations.AddIndex(
            model_name="competencycertificate", index=models.Index(fields=["person"], name="competency_by_person")
        ),
        migrations.AddConstraint(
            model_name="competencycertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["refused", "revoked"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="competency_no_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="signingkey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at__isnull", True),
                    models.Q(models.Q(("revoked_reason", ""), _negated=True), ("retired_at__isnull", False)),
                    _connector="OR",
                ),
                name="revoked_key_is_retired_for_a_reason",
            ),
        ),
    ]
