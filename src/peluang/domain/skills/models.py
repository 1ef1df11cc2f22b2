"""Occupations (ISCO-08 = KBJI to four digits), our skills vocabulary, and the ESCO release linked to it."""

from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q

from peluang.domain.kernel.records import Record


class Occupation(models.Model):
    """One group of the classification. title_official comes from `peluang import kbji`, if it was run."""

    code = models.CharField(max_length=4, primary_key=True)
    level = models.SmallIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    version = models.TextField(default="KBJI 2014")
    title_id = models.TextField()
    title_en = models.TextField()
    title_official = models.TextField(blank=True)

    class Meta:
        db_table = "skills_occupation"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=Q(level__range=(1, 4)), name="occupation_level_known")]

    def __str__(self) -> str:
        return self.title_id


class Skill(models.Model):
    code = models.CharField(max_length=80, primary_key=True)
    name_id = models.TextField()
    name_en = models.TextField()
    kind = models.TextField()

    class Meta:
        db_table = "skills_skill"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_id


class OccupationSkill(Record):
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="needed")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="needed_by")
    essential = models.BooleanField()

    class Meta:
        db_table = "skills_occupation_skill"
        constraints = [models.UniqueConstraint(fields=["occupation", "skill"], name="skill_once_per_occupation")]


class LookupTerm(models.Model):
    """What search-as-you-type reads: every word start of every title and synonym, folded.

    text: folded words from this word on ("juru las" gives "juru las" and "las"). whole: the full folded term.
    """

    kind = models.CharField(max_length=1, choices=[("o", "occupation"), ("s", "skill")])
    code = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    text = models.TextField()
    whole = models.TextField()
    weight = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "skills_lookup_term"
        indexes = [models.Index(OpClass("text", name="text_pattern_ops"), "kind", name="lookup_by_prefix")]


class EscoConcept(models.Model):
    uri = models.TextField(primary_key=True)
    kind = models.TextField(choices=[("skill", "skill"), ("occupation", "occupation")])
    code = models.TextField(blank=True)
    label = models.TextField()
    alternatives = models.TextField(blank=True)
    version = models.TextField()

    class Meta:
        db_table = "skills_esco_concept"


class EscoRelation(models.Model):
    occupation = models.ForeignKey(EscoConcept, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(EscoConcept, on_delete=models.CASCADE, related_name="+")
    essential = models.BooleanField()

    class Meta:
        db_table = "skills_esco_relation"
        constraints = [models.UniqueConstraint(fields=["occupation", "skill"], name="esco_relation_once")]


class EscoLink(models.Model):
    """Our skill or occupation ↔ an ESCO concept. score: 0..1; confirmed: a person agreed."""

    concept = models.ForeignKey(EscoConcept, on_delete=models.CASCADE, related_name="links")
    skill = models.ForeignKey(Skill, null=True, on_delete=models.CASCADE, related_name="esco")
    occupation = models.ForeignKey(Occupation, null=True, on_delete=models.CASCADE, related_name="esco")
    score = models.FloatField()
    confirmed = models.BooleanField(default=False)

    class Meta:
        db_table = "skills_esco_link"
        constraints = [
            models.CheckConstraint(
                condition=Q(skill__isnull=False) ^ Q(occupation__isnull=False), name="esco_link_has_one_side"
            ),
            models.UniqueConstraint(
                fields=["concept", "skill", "occupation"], nulls_distinct=False, name="esco_link_once"
            ),
        ]
