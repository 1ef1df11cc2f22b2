"""Organisations of every kind, who acts for them, and which people they may see."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.fields import known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import ORGANISATION


class Kind(models.TextChoices):
    PROVIDER = "provider", _("Lembaga pelatihan")
    PLATFORM = "platform", _("Platform digital")
    PAYMENT = "payment", _("Mitra pembayaran")
    ASSESSOR = "assessor", _("Lembaga sertifikasi profesi (LSP)")
    EMPLOYER = "employer", _("Pemberi kerja")
    IKM = "ikm", _("Industri kecil dan menengah (IKM)")
    SENTRA = "sentra", _("Sentra industri")
    LABOUR_OFFICE = "labour_office", _("Dinas tenaga kerja")
    PROVINCE_OFFICE = "province_office", _("Dinas tenaga kerja provinsi")
    PROGRAMME_OFFICE = "programme_office", _("Manajemen pelaksana program")
    MINISTRY = "ministry", _("Kementerian")
    CHAPTER = "chapter", _("Ikatan alumni")
    AUDITOR = "auditor", _("Pemeriksa")


class MembershipRole(models.TextChoices):
    """A membership's role is what the member acts as (kernel Role)."""

    PROVIDER = Role.PROVIDER.value, _("Pengelola lembaga")
    TRAINER = Role.TRAINER.value, _("Pelatih")
    PLATFORM = Role.PLATFORM.value, _("Petugas platform")
    PAYMENT = Role.PAYMENT.value, _("Petugas pembayaran")
    ASSESSOR = Role.ASSESSOR.value, _("Asesor")
    EMPLOYER = Role.EMPLOYER.value, _("Perekrut")
    SENTRA = Role.SENTRA.value, _("Pengurus sentra")
    LABOUR_OFFICE = Role.LABOUR_OFFICE.value, _("Pengantar kerja")
    PROVINCE_OFFICE = Role.PROVINCE_OFFICE.value, _("Petugas provinsi")
    PROGRAMME_OFFICE = Role.PROGRAMME_OFFICE.value, _("Petugas program")
    MINISTRY = Role.MINISTRY.value, _("Petugas kementerian")
    CHAPTER = Role.CHAPTER.value, _("Pengurus alumni")
    AUDITOR = Role.AUDITOR.value, _("Pemeriksa")
    HELP_DESK = Role.HELP_DESK.value, _("Petugas bantuan")


class Organisation(Record):
    """regency or province: null for national ones. kbli with its version, always."""

    kind = models.TextField(choices=Kind.choices)
    name = models.TextField()
    regency = models.ForeignKey("places.Regency", null=True, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey("places.Province", null=True, on_delete=models.PROTECT, related_name="+")
    nib = models.CharField(max_length=13, blank=True)
    npwp = models.CharField(max_length=16, blank=True)
    address = models.TextField(blank=True)
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    kbli = models.CharField(max_length=5, blank=True)
    kbli_version = models.CharField(max_length=4, blank=True)
    workers = models.IntegerField(null=True)
    yearly_sales = rupiah(null=True)
    status = state_field(ORGANISATION)
    status_reason = models.TextField(blank=True)
    #: firm_keys.py; "" for what is no firm, and for doubles that were there before keys were.
    firm_key = models.TextField(blank=True, default="", db_default="")
    source = models.TextField(default="own")
    source_ref = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_organisation"
        indexes = [models.Index(fields=["kind", "regency"], name="organisation_by_kind")]
        constraints = [
            known_state(ORGANISATION),
            known_choice("kind", Kind, "organisation_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(kbli="") | ~Q(kbli_version=""), name="kbli_never_without_its_version"
            ),
            models.UniqueConstraint(
                fields=["kind", "source", "source_ref"], condition=~Q(source_ref=""), name="organisation_imported_once"
            ),
            models.UniqueConstraint(fields=["firm_key"], condition=~Q(firm_key=""), name="firm_once"),
            models.UniqueConstraint(
                fields=["regency"],
                condition=Q(kind="labour_office"), name="one_labour_office_per_regency",
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=Q(kind="province_office"), name="one_office_per_province",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def region_code(self) -> str:
        """ "33.20" for a regency's office, "33" for a province's, "" for a national one."""
        return self.regency_id or self.province_id or ""


class Membership(Record):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    role = models.TextField(choices=MembershipRole.choices)
    title = models.TextField(blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "organisations_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "role"],
                condition=Q(until__isnull=True),
                name="membership_once",
            ),
            known_choice("role", MembershipRole, "membership_role_known"),
        ]


class Disclosure(Record):
    """An organisation may see a person, for a purpose: their class, their application, their consent.

    Row-level security reads this table; ending the row ends the sight.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    purpose = models.TextField()
    subject = models.UUIDField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", organisations=("organisation_id",))

    class Meta:
        db_table = "organisations_disclosure"
        indexes = [models.Index(fields=["person", "organisation"], name="disclosure_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person", "subject"], name="disclosure_once_per_subject")
        ]
