"""Serial numbers of certificates come from a sequence: two classes that finish together never wait for each other."""

from django.db import migrations

SERIAL = "create sequence learning_certificate_serial as bigint start 1 maxvalue 9999999 no cycle"


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_initial")]
    operations = [migrations.RunSQL(SERIAL, "drop sequence learning_certificate_serial")]
