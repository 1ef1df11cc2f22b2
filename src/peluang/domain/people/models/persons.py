"""A person and what they say of themselves."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peluang.domain.kernel.fields import known_choice, rupiah
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..enums import Education, ExcludedRole, Purpose, Sex, SkillSource, WorkStatus

_OWN = RowSecurity(person="person_id", region="home_region", disclosed=True)


class Person(Record):
    """home_region: regency at registration, immutable. lives_in: where the person is now."""

    full_name = models.TextField()
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices)
    home_region = models.ForeignKey(
        "places.Regency", on_delete=models.PROTECT, db_column="home_region", related_name="+"
    )
    lives_in = models.ForeignKey("places.Regency", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("places.District", null=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    education = models.TextField(choices=Education.choices)
    work_status = models.TextField(choices=WorkStatus.choices)
    citizen = models.BooleanField(default=True)
    in_formal_education = models.BooleanField(default=False)
    receives_social_aid = models.BooleanField(default=False)
    excluded_role = models.TextField(choices=ExcludedRole.choices, blank=True, default="")
    has_disability = models.BooleanField(default=False)
    about = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    row_security = RowSecurity(person="id", region="home_region", disclosed=True)

    class Meta:
        db_table = "people_person"
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="person_has_a_name"),
            known_choice("sex", Sex, "person_sex_known"),
            known_choice("education", Education, "person_education_known"),
            known_choice("work_status", WorkStatus, "person_work_status_known"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        return self.full_name.split()[0]


class Experience(Record):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="experiences")
    home_region = models.CharField(max_length=5)
    title = models.TextField()
    occupation = models.ForeignKey("skills.Occupation", null=True, on_delete=models.PROTECT, related_name="+")
    employer = models.TextField(blank=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    row_security = _OWN

    class Meta:
        db_table = "people_experience"


class PersonSkill(Record):
    """level 1–4: heard of it, can with help, can alone, can teach. evidence: certificate or assessment."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    home_region = models.CharField(max_length=5)
    skill = models.ForeignKey("skills.Skill", on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(default=2)
    source = models.TextField(choices=SkillSource.choices)
    evidence = models.UUIDField(null=True)
    since = models.DateTimeField()

    row_security = _OWN

    class Meta:
        db_table = "people_skill"
        constraints = [
            models.UniqueConstraint(fields=["person", "skill", "source"], name="skill_once_per_source"),
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="skill_level_known"),
        ]


class Wish(Record):
    """What a person looks for. wage_min: rupiah a month. radius_km from lives_in. ready: may be called."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="wish")
    home_region = models.CharField(max_length=5)
    wage_min = rupiah(null=True)
    radius_km = models.IntegerField(default=25)
    kinds = ArrayField(models.TextField(), default=list)
    ready = models.BooleanField(default=False)
    refreshed_at = models.DateTimeField()

    row_security = _OWN

    class Meta:
        db_table = "people_wish"
        constraints = [
            models.CheckConstraint(condition=Q(wage_min__isnull=True) | Q(wage_min__gte=0), name="wish_wage_sane"),
            models.CheckConstraint(condition=Q(radius_km__range=(0, 6000)), name="wish_radius_sane"),
        ]


class WishedOccupation(Record):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wished")
    home_region = models.CharField(max_length=5)
    occupation = models.ForeignKey("skills.Occupation", on_delete=models.PROTECT, related_name="+")
    rank = models.SmallIntegerField(default=1)

    row_security = _OWN

    class Meta:
        db_table = "people_wished_occupation"
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["person", "occupation"], name="wish_once_per_occupation")]


class Consent(Record):
    """One purpose, given at one moment to one wording; withdrawn, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    home_region = models.CharField(max_length=5)
    purpose = models.TextField(choices=Purpose.choices)
    wording = models.TextField(default="2026-11")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    row_security = _OWN

    class Meta:
        db_table = "people_consent"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at__isnull=True), name="consent_once_while_given"
            )
        ]
