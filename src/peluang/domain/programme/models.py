"""Schemes, appropriations, waves, entries, decrees and recipients."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from peluang.domain.kernel.fields import home_region, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from .states import ENTRY, RECIPIENT, WAVE

_PERSONAL = RowSecurity(person="person_id", region="home_region")


class Scheme(Record):
    """Dated data with the decision that set it. parameters: engines.rules SchemeParameters as JSON."""

    code = models.TextField(unique=True)
    name_id = models.TextField()
    name_en = models.TextField()
    parameters = models.JSONField()
    decision_number = models.TextField()
    decision_date = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "programme_scheme"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="scheme_dates_rise"
            )
        ]

    def __str__(self) -> str:
        return self.name_id


class Appropriation(Record):
    """What a fiscal year allows a scheme to spend; its account holds what is not granted yet.

    incentive_account: what decrees have reserved for incentives and surveys of their recipients.
    """

    fiscal_year = models.IntegerField()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="appropriations")
    decision_number = models.TextField()
    amount = rupiah()
    account = models.OneToOneField("money.Account", on_delete=models.PROTECT, related_name="+")
    incentive_account = models.OneToOneField("money.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "programme_appropriation"
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "scheme", "decision_number"], name="appropriation_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="appropriation_positive"),
        ]


class Wave(Record):
    """seed_commitment: SHA-256 of the seed, public from opening; seed: revealed with the draw.

    public_value: a figure nobody could know before closing (say, that day's closing share index), mixed into the
    seed. rules: version of the draw's and eligibility's rules, fixed at opening. roster_digest: SHA-256 of the
    roster, public from screening, before the draw.
    """

    number = models.IntegerField(unique=True)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="waves")
    appropriation = models.ForeignKey(Appropriation, on_delete=models.PROTECT, related_name="waves")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    places = models.IntegerField()
    status = state_field(WAVE)
    rules = models.TextField(default="draw-1")
    seed_commitment = models.CharField(max_length=64, blank=True)
    seed = models.TextField(blank=True)
    public_value = models.TextField(blank=True)
    roster_digest = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "programme_wave"
        ordering = ["number"]
        constraints = [
            known_state(WAVE),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="wave_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(places__gt=0), name="wave_has_places"),
            models.CheckConstraint(
                condition=~Q(status__in=["drawn", "decreed"]) | (~Q(seed="") & ~Q(roster_digest="")),
                name="drawn_wave_shows_its_seed",
            ),
        ]


class WaveSecret(models.Model):
    """The seed between opening and draw, readable in commands alone."""

    wave = models.OneToOneField(Wave, primary_key=True, on_delete=models.CASCADE, related_name="+")
    seed = models.TextField()

    row_security = RowSecurity(extra={"national": "false"})

    class Meta:
        db_table = "programme_wave_secret"


class WaveQuota(Record):
    """region: regency code, province code or "" (anyone). priority: code of a priority list or ""."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="quotas")
    region = models.CharField(max_length=5, blank=True)
    priority = models.TextField(blank=True)
    places = models.IntegerField()

    class Meta:
        db_table = "programme_wave_quota"
        constraints = [
            models.UniqueConstraint(fields=["wave", "region", "priority"], name="quota_once"),
            models.CheckConstraint(condition=Q(places__gte=0), name="quota_not_negative"),
        ]


class WaveEntry(Record):
    """reasons: list of {code, rule, date, id, en, remedy_id, remedy_en}: why (in)eligible or (not) drawn; every
    decision has one.

    quota_region and priority: the quota it is drawn in. family_key: 16 hex digits that tell families apart in the
    published roster and nowhere else. family_before: recipients of that family at screening. round: in which
    round of the draw it got a place (0: none). These are fixed at screening, so that the draw can be repeated.
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    quota_region = models.CharField(max_length=5, blank=True)
    priority = models.TextField(blank=True)
    family_key = models.CharField(max_length=16, blank=True)
    family_before = models.SmallIntegerField(default=0)
    status = state_field(ENTRY)
    reasons = models.JSONField(default=list)
    round = models.SmallIntegerField(null=True)
    rank = models.IntegerField(null=True)
    ticket = models.CharField(max_length=64, blank=True)
    joined_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    row_security = _PERSONAL

    class Meta:
        db_table = "programme_wave_entry"
        indexes = [models.Index(fields=["wave", "status"], name="entry_by_wave")]
        constraints = [
            known_state(ENTRY),
            models.UniqueConstraint(fields=["wave", "person"], name="one_entry_per_wave"),
            models.CheckConstraint(
                condition=~Q(status__in=["ineligible", "not_drawn"]) | ~Q(reasons=[]), name="refused_entry_has_reasons"
            ),
        ]


class Decree(Record):
    """SK penetapan: makes the drawn into recipients. roster_digest: SHA-256 over its entry ids."""

    wave = models.OneToOneField(Wave, on_delete=models.PROTECT, related_name="decree")
    number = models.TextField(unique=True)
    signed_by = models.UUIDField(null=True)
    signed_at = models.DateTimeField()
    recipients = models.IntegerField()
    roster_digest = models.CharField(max_length=64)

    class Meta:
        db_table = "programme_decree"


class Recipient(Record):
    """A person with a decree. scheme never changes (trigger in migration 0002)."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="made")
    entry = models.OneToOneField(WaveEntry, on_delete=models.PROTECT, related_name="recipient")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField("money.Account", on_delete=models.PROTECT, related_name="+")
    granted = rupiah()
    first_purchase_by = models.DateField()
    first_purchased_at = models.DateTimeField(null=True)
    status = state_field(RECIPIENT)
    status_reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    row_security = _PERSONAL

    class Meta:
        db_table = "programme_recipient"
        indexes = [
            models.Index(
                fields=["first_purchase_by"],
                condition=Q(status="active", first_purchased_at__isnull=True), name="recipient_due",
            )
        ]  # fmt: skip
        constraints = [
            known_state(RECIPIENT),
            models.UniqueConstraint(fields=["person"], name="recipient_once_for_life"),
        ]


class BenefitClaim(models.Model):
    """One benefit per NIK, for life: outlives corrections of a person's record."""

    nik_digest = models.BinaryField(primary_key=True, max_length=32)
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "programme_benefit_claim"


class FamilyClaim(Record):
    """At most two recipients per family card: two slots, each once."""

    kk_digest = models.BinaryField(max_length=32)
    slot = models.SmallIntegerField()
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "programme_family_claim"
        constraints = [
            models.UniqueConstraint(fields=["kk_digest", "slot"], name="family_slot_once"),
            models.CheckConstraint(condition=Q(slot__in=[1, 2]), name="two_recipients_per_family"),
        ]
