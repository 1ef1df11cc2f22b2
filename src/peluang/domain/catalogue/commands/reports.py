"""What anyone reports about an offering, what the institution answers, what the office decides; both see why."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.engines.rules import local_date

from .. import access, message_texts
from ..curation_telling import tell_person, tell_provider
from ..deadlines import MOST_PRICE_DAYS, PRICE_DAYS, answer_due
from ..events import CONTENT_REPORTED, REPORT_ANSWERED, REPORT_DECIDED
from ..links import tidy_link
from ..locks import locked_offering, locked_report
from ..models import ContentReport, Offering, ReportKind
from ..states import REPORT
from .free_equivalents import confirm_from_report

#: In one day: by one person, and about one offering by people who did not sign in.
MOST_BY_PERSON, MOST_UNSIGNED = 5, 20
#: Kinds that a link proves, and after which the price must change.
ABOUT_PRICE = frozenset({ReportKind.CHEAPER, ReportKind.FREE})
_LEAST_WORDS, MOST_WORDS = 15, 2000


@command
def report_content(
    by: Actor, *, offering_id: UUID, kind: str, text: str = "", url: str = "", at: datetime.datetime
) -> ContentReport:
    """By anyone, signed in or not. The institution answers within a week and never learns who reported.

    Raises NotYours for what is not public; Refused for a kind without its proof, the same report again, or too many
    in a day ("too_many").
    """
    offering = locked_offering(offering_id)  # held, so that the count of the day is true
    if offering.status in ("draft", "submitted"):
        raise NotYours()
    if kind not in ReportKind.values:
        raise Refused("unknown_kind", _("Pilih apa yang Anda laporkan."), field="kind")
    proof = _("Tempel tautan tempat Anda melihatnya.") if kind in ABOUT_PRICE else ""
    address, words = tidy_link(url, needed=proof), text.strip()
    if not address and len(words) < _LEAST_WORDS:
        raise Refused("text_missing", _("Ceritakan singkat apa yang tidak sesuai."), field="text")
    if len(words) > MOST_WORDS:
        raise Refused("text_long", _("Ceritanya terlalu panjang. Ringkas sedikit."), field="text")
    _must_not_flood(by, offering, kind, at)
    row = ContentReport.objects.create(
        offering=offering, provider_id=offering.provider_id, kind=kind, text=words, url=address, reporter=by.person,
        price=offering.price, reported_at=at, answer_due=answer_due(at),
    )  # fmt: skip
    append(CONTENT_REPORTED, row.id, at=at, offering_id=offering.id, provider_id=offering.provider_id, kind=kind)
    tell_provider(
        by, offering.provider_id, message_texts.REPORTED, once=f"report-{row.id}", at=at, offering_id=offering.id,
        report_id=row.id, answer_due=row.answer_due,
    )  # fmt: skip
    return row


@command
def answer_report(by: Actor, *, report_id: UUID, answer: str, at: datetime.datetime) -> ContentReport:
    """The institution's side, once; late is better than never. Raises NotYours, Refused("answer_missing")."""
    row = locked_report(report_id)
    access.must_own(by, row.provider_id)
    REPORT.advance(row, "answered", by.role)
    if len(answer.strip()) < _LEAST_WORDS:
        raise Refused("answer_missing", _("Tulis jawaban Anda dalam satu dua kalimat."), field="answer")
    row.answer, row.answered_at = answer.strip()[:MOST_WORDS], at
    row.save()
    append(REPORT_ANSWERED, row.id, at=at, offering_id=row.offering_id)
    return row


@command
def decide_report(
    by: Actor,
    *,
    report_id: UUID,
    upheld: bool,
    reason: str,
    correct_by: datetime.date | None = None,
    at: datetime.datetime,
) -> ContentReport:
    """After the answer, or when its time is over. What proved free elsewhere becomes a confirmed free equivalent, so
    that it can't be sold; a wrong price is corrected by `correct_by` (default two weeks), and whether the offering is
    suspended after that is a decision of its own.

    Raises Refused("not_answered_yet", "reason_missing", "related_party", "date_out_of_range").
    """
    access.must_curate(by)
    row = locked_report(report_id)
    access.must_be_independent(by, row.provider_id)
    REPORT.advance(row, "upheld" if upheld else "dismissed", by.role)
    today = local_date(at)
    if not row.answered_at and today <= row.answer_due:
        raise Refused(
            "not_answered_yet",
            _("Lembaga masih punya waktu menjawab, sampai %(day)s.") % {"day": row.answer_due.strftime("%d-%m-%Y")},
            todo=_("Putuskan sesudah dijawab, atau sesudah tanggal itu."),
        )
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis alasannya: lembaga dan pelapor membacanya."), field="reason")
    row.decision, row.decided_at, row.decided_by = reason.strip(), at, by.person
    if upheld and row.kind in ABOUT_PRICE:
        row.correct_by = _correction(correct_by, today)
        if row.kind == ReportKind.FREE:
            confirm_from_report(by, Offering.objects.get(id=row.offering_id), row.url, row.decision, at)
    row.save()
    append(REPORT_DECIDED, row.id, at=at, offering_id=row.offering_id, status=row.status, correct_by=row.correct_by)
    said = {"offering_id": row.offering_id, "report_id": row.id}
    tell_provider(by, row.provider_id, message_texts.REPORT_DECIDED, once=f"report-decided-{row.id}", at=at, **said)
    if row.reporter:
        tell_person(by, row.reporter, message_texts.REPORT_DECIDED, once=f"report-told-{row.id}", at=at, **said)
    return row


def _correction(wished: datetime.date | None, today: datetime.date) -> datetime.date:
    chosen = wished or today + datetime.timedelta(days=PRICE_DAYS)
    if not today < chosen <= today + datetime.timedelta(days=MOST_PRICE_DAYS):
        raise Refused(
            "date_out_of_range",
            _("Pilih tanggal sesudah hari ini, paling lama %(days)s hari lagi.") % {"days": MOST_PRICE_DAYS},
            field="correct_by",
        )
    return chosen


def _must_not_flood(by: Actor, offering: Offering, kind: str, at: datetime.datetime) -> None:
    today = ContentReport.objects.filter(reported_at__gt=at - datetime.timedelta(days=1))
    if by.person is None:
        many = today.filter(offering=offering, reporter__isnull=True).count() >= MOST_UNSIGNED
    else:
        same = ContentReport.objects.filter(offering=offering, reporter=by.person, kind=kind)
        if same.exclude(status__in=REPORT.final).exists():
            raise Refused(
                "already_reported",
                _("Hal yang sama sudah Anda laporkan dan sedang diperiksa."),
                todo=_("Anda dikabari begitu diputuskan."),
            )
        many = today.filter(reporter=by.person).count() >= MOST_BY_PERSON
    if many:
        raise Refused(
            "too_many",
            _("Hari ini sudah banyak laporan yang masuk."),
            todo=_("Coba lagi besok, atau masuk dulu supaya laporanmu tercatat."),
        )
