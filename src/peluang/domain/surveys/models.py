"""One kind of survey for everything: forms with versions, rounds, answers."""

from __future__ import annotations

from django.db import models

from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity


class Form(Record):
    """questions: list of {code, kind: choice|scale|number|text|yes_no, text_id, text_en, options}."""

    code = models.TextField()
    version = models.IntegerField(default=1)
    title_id = models.TextField()
    title_en = models.TextField()
    questions = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        db_table = "surveys_form"
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="form_version_once")]


class Round(Record):
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rounds")
    name = models.TextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "surveys_round"
        constraints = [models.UniqueConstraint(fields=["form", "name"], name="round_once")]


class Response(Record):
    """subject: what the answers are about (an enrolment, a placement). answers: {question code: value}."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="responses")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    home_region = models.CharField(max_length=5)
    subject = models.UUIDField()
    answers = models.JSONField()
    answered_at = models.DateTimeField()

    row_security = RowSecurity(person="person_id", region="home_region")

    class Meta:
        db_table = "surveys_response"
        constraints = [models.UniqueConstraint(fields=["round", "person", "subject"], name="one_response_per_subject")]
