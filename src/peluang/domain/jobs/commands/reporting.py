"""What anyone reports about a vacancy. A report alone hides nothing: an officer decides."""

from __future__ import annotations

import datetime
import re
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from ..events import VACANCY_REPORTED
from ..models import ReportKind, ReviewKind, Vacancy, VacancyReport, VacancyReview
from .checking import open_review
from .vacancies import locked

#: In one day: by one person or visitor, and about one vacancy by people who did not sign in.
MOST_BY_ONE, MOST_UNSIGNED = 5, 20
#: So many different people bring a vacancy to the desk; one is enough for a kind that costs people money.
ENOUGH, GRAVE = 2, frozenset({ReportKind.FEE})
_LEAST_WORDS, MOST_WORDS = 10, 2000
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s]{2,24}")


@command
def report_vacancy(
    by: Actor, *, vacancy_id: UUID, kind: str, text: str = "", address: str = "", visitor: str = "",
    at: datetime.datetime,
) -> VacancyReport:  # fmt: skip
    """By anyone, signed in or not; the employer never learns who. visitor: VacancyReport.visitor.

    Raises NotYours for what was never shown; Refused unknown_kind, text_missing, text_long, address_unreadable,
    already_reported, too_many.
    """
    vacancy = locked(vacancy_id)  # held, so that the counts are true
    if vacancy.posted_at is None or vacancy.status == "draft":
        raise NotYours
    if kind not in ReportKind.values:
        raise Refused("unknown_kind", _("Pilih apa yang kamu laporkan."), field="kind")
    words, mail = text.strip(), address.strip()
    if len(words) < _LEAST_WORDS:
        raise Refused("text_missing", _("Ceritakan singkat apa yang terjadi."), field="text")
    if len(words) > MOST_WORDS:
        raise Refused("text_long", _("Ceritanya terlalu panjang. Ringkas sedikit."), field="text")
    if mail and not _ADDRESS.fullmatch(mail):
        raise Refused("address_unreadable", _("Alamat e-mail ini tidak lengkap."), field="address")
    _must_not_flood(by, vacancy, visitor, at)
    row = VacancyReport.objects.create(
        vacancy=vacancy, region=vacancy.regency_id, kind=kind, text=words, reporter=by.person,
        address="" if by.person else mail, visitor="" if by.person else visitor, reported_at=at,
    )  # fmt: skip
    append(VACANCY_REPORTED, row.id, at=at, vacancy_id=vacancy.id, kind=kind)
    _bring_to_the_desk(vacancy, at)
    row.refresh_from_db()
    return row


def _bring_to_the_desk(vacancy: Vacancy, at: datetime.datetime) -> None:
    review = VacancyReview.objects.filter(vacancy=vacancy, kind=ReviewKind.REPORT, status="waiting").first()
    loose = VacancyReport.objects.filter(vacancy=vacancy, review__isnull=True)
    if review is None:
        said = list(loose.values_list("kind", "reporter", "visitor"))
        people = {reporter or visitor for _kind, reporter, visitor in said}
        if len(people) < ENOUGH and not any(kind in GRAVE for kind, _reporter, _visitor in said):
            return
        review = open_review(vacancy, ReviewKind.REPORT, at)
    loose.update(review=review)


def _must_not_flood(by: Actor, vacancy: Vacancy, visitor: str, at: datetime.datetime) -> None:
    today = VacancyReport.objects.filter(reported_at__gt=at - datetime.timedelta(days=1))
    mine = VacancyReport.objects.filter(reporter=by.person) if by.person else today.filter(visitor=visitor)
    here = mine.filter(vacancy=vacancy)
    if (by.person or visitor) and here.exclude(review__status__in=["allowed", "upheld", "sent_back"]).exists():
        raise Refused("already_reported", _("Lowongan ini sudah kamu laporkan dan belum diputuskan."),
                      todo=_("Buka tautan laporanmu untuk melihat jawabannya."))  # fmt: skip
    unsigned = by.person is None and today.filter(vacancy=vacancy, reporter__isnull=True).count() >= MOST_UNSIGNED
    known = by.person is not None or bool(visitor)
    if unsigned or (known and today.filter(id__in=mine.values("id")).count() >= MOST_BY_ONE):
        raise Refused("too_many", _("Hari ini sudah banyak laporan yang masuk."),
                      todo=_("Coba lagi besok, atau masuk dulu supaya laporanmu tercatat."))  # fmt: skip
