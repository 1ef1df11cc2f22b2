"""Vacancies of other portals: their feeds, each reading of one, and what stood in it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, state_field
from peluang.domain.kernel.records import Record

from ..states import FEED_RUN


class ApplyMode(models.TextChoices):
    HERE = "here", _("Di sini")
    LINK = "link", _("Di situs asalnya")


class FeedKind(models.TextChoices):
    AUTO = "auto", _("Kenali sendiri")
    JSONLD = "jsonld", _("JSON-LD atau halaman web")
    XML = "xml", _("XML atau RSS")
    CSV = "csv", _("CSV atau XLSX")


class Feed(Record):
    """name: what people read as the source, and Vacancy.source. organisation: the employer registered here whose
    vacancies these are, or null: then each employer named is an organisation of this source. url: empty where files
    are handed in. next_at: when it is fetched again. failures, trouble: times in a row, and the code of the last one.
    """

    name = models.TextField(unique=True)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.TextField(choices=FeedKind.choices, default=FeedKind.AUTO)
    mode = models.TextField(choices=ApplyMode.choices, default=ApplyMode.LINK)
    url = models.URLField(max_length=500, blank=True)
    every_hours = models.SmallIntegerField(default=24)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    failures = models.SmallIntegerField(default=0)
    trouble = models.TextField(blank=True)

    class Meta:
        db_table = "jobs_feed"
        constraints = [
            known_choice("kind", FeedKind, "feed_kind_known"),
            known_choice("mode", ApplyMode, "feed_mode_known"),
            models.CheckConstraint(
                condition=~Q(mode="here") | Q(organisation__isnull=False), name="feed_here_has_a_desk"
            ),
            models.CheckConstraint(condition=Q(every_hours__gte=1, every_hours__lte=720), name="feed_hours_sensible"),
        ]

    def __str__(self) -> str:
        return self.name


class FeedRun(Record):
    """One reading. document: SHA-256 of what is read, size in bytes. series: what the items seen are marked with.
    cursor: items taken so far, where it goes on. problems, notes: at most 200 of {"item", "title", "code", "value"};
    refused, noted: of all. broke: code of what was wrong with the document, at line.
    cut: the document was shorter than its sender promised. etag, last_modified: of the answer.
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="runs")
    status = state_field(FEED_RUN)
    document = models.CharField(max_length=64)
    size = models.BigIntegerField()
    series = models.UUIDField()
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    cursor = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    same = models.IntegerField(default=0)
    folded = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    noted = models.IntegerField(default=0)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    broke = models.TextField(blank=True)
    broke_line = models.IntegerField(default=0)
    cut = models.BooleanField(default=False)
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)

    class Meta:
        db_table = "jobs_feed_run"
        indexes = [models.Index(fields=["feed", "-started_at"], name="feed_runs_latest")]
        constraints = [
            known_state(FEED_RUN),
            models.UniqueConstraint(fields=["feed"], condition=Q(status="running"), name="one_running_feed_run"),
            models.CheckConstraint(
                condition=Q(cursor__gte=F("new") + F("changed") + F("same") + F("refused")),
                name="feed_run_counts_within_cursor",
            ),
        ]


class FeedItem(Record):
    """What stood in a feed under one reference. vacancy: where it is shown; several items, also of several feeds, may
    share one (the same vacancy told twice), and the one that the vacancy names as its source leads. likeness: digest of
    employer, title and place, by which the same is looked for. gone_at: no longer in a whole reading.
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    reference = models.CharField(max_length=100)
    vacancy = models.ForeignKey("jobs.Vacancy", null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=32)
    likeness = models.CharField(max_length=32)
    series = models.UUIDField()
    url = models.URLField(max_length=500, blank=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "jobs_feed_item"
        indexes = [
            models.Index(fields=["likeness"], condition=Q(gone_at__isnull=True), name="feed_item_likeness"),
            models.Index(fields=["vacancy"], name="feed_item_vacancy"),
        ]
        constraints = [models.UniqueConstraint(fields=["feed", "reference"], name="feed_item_once")]
