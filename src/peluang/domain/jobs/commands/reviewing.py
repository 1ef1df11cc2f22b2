"""The labour office looks at a vacancy and decides; the employer answers, and can ask once for another look."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import VACANCY_CHANGED, VACANCY_HELD, VACANCY_SENT_BACK
from ..models import RefusalReason, ReviewKind, Vacancy, VacancyReview
from ..states import VACANCY, VACANCY_REVIEW
from ..trust_telling import tell_applicants_held, tell_employer, tell_reporters
from .checking import show, still_held, tell_review
from .rejecting import refuse_waiting
from .vacancies import end, locked

APPEAL_DAYS = 14
MOST_WORDS = 2000
_AGAINST = ("sent_back", "withdrawn")


@command
def take_up(by: Actor, *, review_id: UUID, at: datetime.datetime) -> VacancyReview:
    """What people reported is serious enough to hide the vacancy until it is decided.

    Raises Refused already_decided, nothing_to_hold.
    """
    vacancy, review = _to_decide(by, review_id)
    if review.kind != ReviewKind.REPORT or vacancy.status != "open":
        raise Refused("nothing_to_hold", _("Lowongan ini sedang tidak tampil, atau bukan karena laporan."))
    review.holds = True
    review.save(update_fields=["holds"])
    VACANCY.advance(vacancy, "held", by.role)
    vacancy.save(update_fields=["status"])
    append(VACANCY_HELD, vacancy.id, at=at, signals=["report"])
    tell_employer(vacancy.employer_id, "vacancy_held", at, vacancy_id=vacancy.id)
    tell_applicants_held(vacancy, at)
    return review


@command
def decide_review(
    by: Actor, *, review_id: UUID, outcome: str, reason: str = "", copies_too: bool = False, at: datetime.datetime
) -> VacancyReview:
    """outcome: "allowed", "sent_back" (to the employer's draft; a requirement: refused) or "withdrawn", the last
    two with a reason that the employer reads. copies_too: the same for every waiting copy of it by this employer.

    Raises Refused already_decided, reason_missing, reason_too_long, outcome_unfit; NotYours for another region's.
    """
    vacancy, review = _to_decide(by, review_id)
    if outcome not in ("allowed", *_AGAINST) or (outcome == "withdrawn" and review.kind == ReviewKind.REQUIREMENT):
        raise Refused("outcome_unfit", _("Keputusan ini tidak bisa dipilih di sini."), field="outcome")
    words = _said(reason, "reason") if outcome in _AGAINST or reason.strip() else ""
    _decide(by, vacancy, review, outcome, words, at)
    if copies_too and review.copy_of_id and review.kind == ReviewKind.TEXT:
        others = VacancyReview.objects.filter(
            copy_of=review.copy_of_id, employer=review.employer_id, kind=ReviewKind.TEXT, status="waiting",
            region__startswith=by.region,
        )  # fmt: skip
        for other_id in others.order_by("vacancy_id").values_list("id", flat=True):
            _decide(by, *_both(other_id), outcome, words, at)
    return review


@command
def answer_review(by: Actor, *, review_id: UUID, text: str, at: datetime.datetime) -> VacancyReview:
    """The employer's own words, read beside what was found. Raises Refused already_decided, reason_missing."""
    _vacancy, review = _both(review_id)
    access.may_employ(by, review.employer_id)
    if review.status != "waiting":
        raise Refused("already_decided", _("Sudah diputuskan: %(state)s.") % {"state": review.get_status_display()},
                      todo=_("Muat ulang halaman untuk membaca alasannya."))  # fmt: skip
    review.answer, review.answered_at = _said(text, "text"), at
    review.save(update_fields=["answer", "answered_at"])
    tell_review(review, at)
    return review


@command
def appeal_review(by: Actor, *, review_id: UUID, text: str, at: datetime.datetime) -> VacancyReview:
    """Once, within APPEAL_DAYS; somebody else looks. The decision holds meanwhile.

    Raises Refused wrong_state, appeal_late.
    """
    _vacancy, review = _both(review_id)
    access.may_employ(by, review.employer_id)
    VACANCY_REVIEW.advance(review, "appealed", by.role)
    if review.decided_at is None or at > review.decided_at + datetime.timedelta(days=APPEAL_DAYS):
        raise Refused("appeal_late", _("Waktu meminta dilihat lagi sudah lewat."), field="text")
    review.appeal, review.appealed_at = _said(text, "text"), at
    review.save()
    tell_review(review, at)
    return review


@command
def decide_appeal(by: Actor, *, review_id: UUID, right: bool, reason: str, at: datetime.datetime) -> VacancyReview:
    """By another officer of the regency or its province. right: the same text can be posted now without another look,
    the requirement is shown. Raises Refused wrong_state, same_person, reason_missing.
    """
    vacancy, review = _both(review_id)
    access.may_review(by, review)
    if review.status != "appealed":
        raise Refused("already_decided", _("Sudah diputuskan: %(state)s.") % {"state": review.get_status_display()},
                      todo=_("Muat ulang halaman untuk melihat keadaannya."))  # fmt: skip
    if by.person is not None and by.person == review.decided_by:
        raise Refused(
            "same_person", _("Permintaan ini diputuskan oleh orang lain, bukan oleh yang memutuskan pertama."),
            todo=_("Minta rekan Anda atau dinas provinsi memutuskannya."),
        )  # fmt: skip
    VACANCY_REVIEW.advance(review, "allowed" if right else "upheld", by.role)
    review.appeal_decision, review.appeal_decided_at = _said(reason, "reason"), at
    review.appeal_decided_by = by.person
    review.save()
    if right and review.kind == ReviewKind.REQUIREMENT:
        _settle_requirement(vacancy, "allowed", at)
    elif right and vacancy.status == "withdrawn":
        VACANCY.advance(vacancy, "draft", by.role)
        vacancy.ended_at, vacancy.status_reason = None, ""
        vacancy.save()
        append(VACANCY_SENT_BACK, vacancy.id, at=at)
    tell_review(review, at)
    tell_employer(review.employer_id, "vacancy_reviewed", at, vacancy_id=vacancy.id)
    return review


def _decide(
    by: Actor, vacancy: Vacancy, review: VacancyReview, outcome: str, words: str, at: datetime.datetime
) -> None:
    VACANCY_REVIEW.advance(review, outcome, by.role)
    review.decision, review.decided_at, review.decided_by = words, at, by.person
    review.holds = review.holds or (outcome in _AGAINST and review.kind != ReviewKind.REQUIREMENT)
    review.save()
    tell_review(review, at)
    if review.kind == ReviewKind.REQUIREMENT:
        _settle_requirement(vacancy, "allowed" if outcome == "allowed" else "refused", at)
    elif outcome == "allowed":
        if vacancy.status == "held" and not still_held(vacancy):
            show(vacancy, by, at)
    elif vacancy.status in ("held", "open"):
        _take_away(by, vacancy, outcome, words, at)
    tell_employer(review.employer_id, "vacancy_reviewed", at, vacancy_id=vacancy.id)
    tell_reporters(review, at)


def _take_away(by: Actor, vacancy: Vacancy, outcome: str, words: str, at: datetime.datetime) -> None:
    if outcome == "withdrawn":
        end(vacancy, "withdrawn", by.role, reason=words, at=at)
        refuse_waiting(vacancy, RefusalReason.OTHER, at=at, note=words)
        return
    was_open = vacancy.status == "open"
    VACANCY.advance(vacancy, "draft", by.role)
    vacancy.status_reason = words
    vacancy.save()
    append(VACANCY_SENT_BACK, vacancy.id, at=at)
    if was_open:
        tell_applicants_held(vacancy, at)


def _settle_requirement(vacancy: Vacancy, status: str, at: datetime.datetime) -> None:
    if not vacancy.limited:
        return
    vacancy.requirement_status = status
    vacancy.save(update_fields=["requirement_status"])
    if vacancy.status == "open":
        append(VACANCY_CHANGED, vacancy.id, at=at)


def _to_decide(by: Actor, review_id: UUID) -> tuple[Vacancy, VacancyReview]:
    """Both locked, still waiting. Raises NotYours, Refused already_decided: a colleague was first."""
    vacancy, review = _both(review_id)
    access.may_review(by, review)
    if review.status != "waiting":
        raise Refused(
            "already_decided", _("Sudah diputuskan: %(state)s.") % {"state": review.get_status_display()},
            todo=_("Muat ulang halaman untuk melihat keadaannya."),
        )  # fmt: skip
    return vacancy, review


def _both(review_id: UUID) -> tuple[Vacancy, VacancyReview]:
    """The vacancy first, as everywhere. Raises NotYours for none."""
    vacancy_id = VacancyReview.objects.filter(id=review_id).values_list("vacancy_id", flat=True).first()
    if vacancy_id is None:
        raise NotYours
    return locked(vacancy_id), VacancyReview.objects.select_for_update().get(id=review_id)


def _said(text: str, field: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("reason_missing", _("Tulis alasannya: pihak lain membacanya."), field=field)
    if len(words) > MOST_WORDS:
        raise Refused("reason_too_long", _("Tulisannya terlalu panjang. Ringkas sedikit."), field=field)
    return words
