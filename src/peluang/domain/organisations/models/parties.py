"""Who stands behind an organisation: what related parties are found by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class PrincipalRole(models.TextChoices):
    OWNER = "owner", _("Pemilik")
    DIRECTOR = "director", _("Direktur")
    COMMISSIONER = "commissioner", _("Komisaris")


class Principal(Record):
    """An owner, director or commissioner. person: their own profile, when known. share: percent, of owners."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="principals")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    role = models.TextField(choices=PrincipalRole.choices)
    npwp = models.CharField(max_length=16, blank=True)
    share = models.SmallIntegerField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", organisations=("organisation_id",))

    class Meta:
        db_table = "organisations_principal"
        constraints = [
            known_choice("role", PrincipalRole, "principal_role_known"),
            models.CheckConstraint(condition=~Q(name=""), name="principal_has_a_name"),
            models.CheckConstraint(condition=Q(share__isnull=True) | Q(share__range=(1, 100)), name="share_is_percent"),
        ]
