"""Chapters of alumni: members, officers with mandates."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import home_region
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class Chapter(Record):
    province = models.OneToOneField("places.Province", on_delete=models.PROTECT, related_name="+")
    organisation = models.OneToOneField(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.TextField()
    about = models.TextField(blank=True)
    founded_on = models.DateField()

    class Meta:
        db_table = "alumni_chapter"

    def __str__(self) -> str:
        return self.name


class ChapterMember(Record):
    """listed: shows in the directory, by consent."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    home_region = home_region()
    listed = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    row_security = RowSecurity(
        person="person_id",
        extra={
            "organisation": "exists (select 1 from alumni_chapter c where c.id = chapter_id and c.organisation_id ="
            " nullif(current_setting('peluang.organisation', true), '')::uuid)"
        },
    )

    class Meta:
        db_table = "alumni_member"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(left_at__isnull=True), name="one_chapter_at_a_time")
        ]


class Post(models.TextChoices):
    CHAIR = "chair", _("Ketua")
    SECRETARY = "secretary", _("Sekretaris")
    TREASURER = "treasurer", _("Bendahara")


class ChapterOfficer(Record):
    """A post is held by one person at a time: mandates of one post never overlap."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="officers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    display_name = models.TextField()  # officers are public by accepting the post
    post = models.TextField(choices=Post.choices)
    mandate = DateRangeField()

    class Meta:
        db_table = "alumni_officer"
        constraints = [
            ExclusionConstraint(
                name="one_officer_per_post_at_a_time",
                expressions=[
                    ("chapter", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("mandate", RangeOperators.OVERLAPS),
                ],
            )
        ]  # fmt: skip
