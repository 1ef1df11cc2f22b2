"""Small and medium industry: affected firms, invitations, sentra and the knowledge they lack."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import REQUEST

#: Firms and invitations are the ministry's: other organisations see none of them.
_MINISTRY = (
    "exists (select 1 from organisations_organisation ministry where ministry.kind = 'ministry' and"
    " ministry.id = nullif(current_setting('peluang.organisation', true), '')::uuid)"
)
_REGION = (
    "current_setting('peluang.region', true) <> '' and regency_id like current_setting('peluang.region', true) || '%'"
)


class IkmList(Record):
    """A list of affected firms as the ministry handed it over. digest: SHA-256 of the file."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    rows = models.IntegerField()
    imported_by = models.UUIDField()
    imported_at = models.DateTimeField()

    class Meta:
        db_table = "industry_ikm_list"


class Condition(models.TextChoices):
    CLOSED = "closed", _("Berhenti berproduksi")
    REDUCED = "reduced", _("Produksi berkurang")
    LAID_OFF = "laid_off", _("Merumahkan pekerja")
    UNAFFECTED = "unaffected", _("Tidak terdampak")


class IkmFirm(Record):
    """key: what makes a firm the same in two lists (NIB, else folded name + regency)."""

    ikm_list = models.ForeignKey(IkmList, on_delete=models.PROTECT, related_name="firms")
    row_number = models.IntegerField()
    key = models.TextField(unique=True)
    name = models.TextField()
    owner_name = models.TextField(blank=True)
    nib = models.CharField(max_length=13, blank=True)
    regency = models.ForeignKey("places.Regency", on_delete=models.PROTECT, related_name="+")
    kbli = models.CharField(max_length=5, blank=True)
    kbli_version = models.CharField(max_length=4, blank=True)
    workers = models.IntegerField(null=True)
    yearly_sales = rupiah(null=True)
    condition = models.TextField(choices=Condition.choices)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)

    row_security = RowSecurity(extra={"organisation": _MINISTRY, "region": _REGION})

    class Meta:
        db_table = "industry_ikm_firm"
        constraints = [
            models.UniqueConstraint(fields=["ikm_list", "row_number"], name="firm_row_once"),
            models.CheckConstraint(condition=Q(kbli="") | ~Q(kbli_version=""), name="firm_kbli_with_version"),
        ]


class Invitation(Record):
    """Outreach with attribution: invited → registered → selected → completed. token_digest: SHA-256."""

    firm = models.ForeignKey(IkmFirm, on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.BinaryField(max_length=32, unique=True)
    channel = models.TextField()
    invited_at = models.DateTimeField()
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(null=True)
    selected_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    row_security = RowSecurity(person="person_id", extra={"organisation": _MINISTRY})

    class Meta:
        db_table = "industry_invitation"


class SentraProfile(models.Model):
    """A cluster: at least five units with the same product, material or process.

    process: list of {code, name_id, name_en}: the steps of its production, in order.
    """

    organisation = models.OneToOneField(
        "organisations.Organisation", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    product = models.TextField()
    units = models.IntegerField()
    workers = models.IntegerField(default=0)
    monthly_output = models.IntegerField(null=True)
    output_unit = models.TextField(blank=True)
    process = models.JSONField(default=list)
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "industry_sentra_profile"
        constraints = [models.CheckConstraint(condition=Q(units__gte=5), name="sentra_has_five_units")]


class SkillNeed(Record):
    """Knowledge a sentra lacks. urgency 1–5. people: how many would come."""

    sentra = models.ForeignKey(SentraProfile, on_delete=models.PROTECT, related_name="needs")
    process_step = models.TextField(blank=True)
    skill = models.ForeignKey("skills.Skill", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    urgency = models.SmallIntegerField()
    people = models.IntegerField()
    named_by = models.UUIDField()
    named_at = models.DateTimeField()

    class Meta:
        db_table = "industry_skill_need"
        constraints = [
            models.CheckConstraint(condition=Q(urgency__range=(1, 5)), name="need_urgency_known"),
            models.CheckConstraint(condition=Q(people__gt=0), name="need_of_someone"),
            models.CheckConstraint(condition=Q(skill__isnull=False) | ~Q(words=""), name="need_names_something"),
        ]


class TrainingRequest(Record):
    need = models.OneToOneField(SkillNeed, on_delete=models.PROTECT, related_name="request")
    regency = models.ForeignKey("places.Regency", on_delete=models.PROTECT, related_name="+")
    people = models.IntegerField()
    status = state_field(REQUEST)
    reason = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    answer_by = models.DateField()
    provider = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    offering = models.ForeignKey("catalogue.Offering", null=True, on_delete=models.PROTECT, related_name="+")
    training_class = models.ForeignKey("learning.TrainingClass", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "industry_training_request"
        constraints = [
            known_state(REQUEST),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "scheduled"]) | Q(provider__isnull=False),
                name="accepted_by_someone",
            ),
            models.CheckConstraint(condition=~Q(status="declined") | ~Q(reason=""), name="declined_request_says_why"),
        ]
