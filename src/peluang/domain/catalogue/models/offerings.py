"""Two levels: a training type, and what institutions offer of it. The trainer is a record of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, rupiah, state_field
from peluang.domain.kernel.records import Record

from ..states import OFFERING


class Mode(models.TextChoices):
    OFFLINE = "offline", _("Tatap muka")
    ONLINE = "online", _("Daring")
    BLENDED = "blended", _("Bauran")


class TrainingType(Record):
    """What is taught, whoever teaches it: the level at which equivalents stand side by side."""

    code = models.SlugField(max_length=80, unique=True)
    title_id = models.TextField()
    title_en = models.TextField()
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")
    category = models.TextField()
    description_id = models.TextField(blank=True)
    description_en = models.TextField(blank=True)

    class Meta:
        db_table = "catalogue_training_type"

    def __str__(self) -> str:
        return self.title_id


class Trainer(Record):
    """certificates: what they hold, with number and issuer, as text lines."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")
    certificates = models.TextField(blank=True)
    years = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "catalogue_trainer"

    def __str__(self) -> str:
        return self.name


class Offering(Record):
    """price and outside_price: rupiah; outside_url: where it is sold at that price. minutes_*: taught time; of all of
    it `minutes_self_paced` without a trainer. longest_day_minutes: with a trainer.
    online_share: percent of the hours online. tool_sets, computers: for one class of class_size people.
    assessment_parts: AssessmentKind codes it promises ("pre", "post", "quiz", "practical"). version: the number of
    the OfferingVersion whose content stands here.
    """

    training_type = models.ForeignKey(TrainingType, on_delete=models.PROTECT, related_name="offerings")
    provider = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    trainer = models.ForeignKey(Trainer, null=True, on_delete=models.PROTECT, related_name="offerings")
    title = models.TextField()
    description = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="id")
    mode = models.TextField(choices=Mode.choices)
    online_share = models.SmallIntegerField(default=0)
    regency = models.ForeignKey("places.Regency", null=True, on_delete=models.PROTECT, related_name="+")
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")
    price = rupiah()
    outside_price = rupiah(null=True)
    outside_url = models.URLField(max_length=500, blank=True, default="", db_default="")
    minutes_theory = models.IntegerField(default=0)
    minutes_practice = models.IntegerField(default=0)
    minutes_self_paced = models.IntegerField(default=0, db_default=0)
    class_size = models.SmallIntegerField(null=True)
    trainers_per_class = models.SmallIntegerField(default=1, db_default=1)
    tool_sets = models.SmallIntegerField(null=True)
    computers = models.SmallIntegerField(null=True)
    longest_day_minutes = models.SmallIntegerField(null=True)
    assessment_parts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    version = models.IntegerField(default=1, db_default=1)
    level = models.SmallIntegerField(null=True)
    skkni_unit = models.TextField(blank=True)
    standard = models.TextField(default="2.0")
    status = state_field(OFFERING)
    status_reason = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    source = models.TextField(default="own")
    source_ref = models.TextField(blank=True)
    source_url = models.URLField(blank=True, max_length=500)

    class Meta:
        db_table = "catalogue_offering"
        indexes = [models.Index(fields=["training_type", "status"], name="offering_by_type")]
        constraints = [
            known_state(OFFERING),
            known_choice("mode", Mode, "offering_mode_known"),
            models.CheckConstraint(condition=Q(price__gte=0), name="offering_price_not_negative"),
            models.CheckConstraint(condition=Q(online_share__range=(0, 100)), name="online_share_is_percent"),
            models.CheckConstraint(
                condition=~Q(mode="offline") | Q(online_share=0), name="offline_has_no_online_share"
            ),
            models.CheckConstraint(condition=~Q(mode="online") | Q(online_share=100), name="online_is_all_online"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False) | ~Q(status="merged"), name="merged_says_where"
            ),
            models.CheckConstraint(
                condition=Q(minutes_theory__gte=0, minutes_practice__gte=0, minutes_self_paced__gte=0)
                & Q(minutes_self_paced__lte=models.F("minutes_theory") + models.F("minutes_practice")),
                name="self_paced_within_all_minutes",
            ),
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=~Q(source_ref=""), name="offering_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int:
        return self.minutes_theory + self.minutes_practice


class OfferingSkill(Record):
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="taught")
    skill = models.ForeignKey("skills.Skill", on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(default=2)

    class Meta:
        db_table = "catalogue_offering_skill"
        constraints = [models.UniqueConstraint(fields=["offering", "skill"], name="skill_once_per_offering")]


class OfferingResult(models.Model):
    """What became of those who took it: refreshed from evidence, never entered.

    gain: mean post-test minus pre-test, points of 100, of the gain_n who
    took both; gain_deviation: their sample standard deviation. answered, working: at `months` after finishing.
    """

    offering = models.OneToOneField(Offering, primary_key=True, on_delete=models.CASCADE, related_name="result")
    enrolled = models.IntegerField(default=0)
    completed = models.IntegerField(default=0)
    gain = models.FloatField(null=True)
    gain_deviation = models.FloatField(null=True)
    gain_n = models.IntegerField(default=0, db_default=0)
    reviews = models.IntegerField(default=0)
    stars = models.FloatField(null=True)
    months = models.SmallIntegerField(default=3)
    answered = models.IntegerField(default=0)
    working = models.IntegerField(default=0)
    refreshed_at = models.DateTimeField()

    class Meta:
        db_table = "catalogue_offering_result"
        constraints = [
            models.CheckConstraint(
                condition=Q(working__lte=models.F("answered")), name="result_working_within_answered"
            )
        ]
