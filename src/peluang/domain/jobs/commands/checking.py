"""Before people see a vacancy, and whenever it changes: words and copies that ask for a look, and age or sex."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.models import Organisation
from peluang.engines.rules import local_date
from peluang.engines.vacancy_checks import bands, folded_words, likeness, shingles, suspicious_words, whole

from ..events import REVIEW_CHANGED, VACANCY_CHANGED, VACANCY_HELD, VACANCY_POSTED
from ..models import ReviewKind, Vacancy, VacancyReview
from ..requirements import check_ground
from ..states import VACANCY, VACANCY_REVIEW
from ..trust_telling import tell_applicants_held, tell_employer

#: States of an employer whose vacancies people may see.
MAY_POST = ("proposed", "verified")
#: Local days in which the labour office should have looked.
DUE_DAYS = 3
#: Jaccard of three-word shingles: about two words of thirty changed by somebody else; by oneself it must be the same.
_COPIED, _SAME = 0.6, 0.9
#: The same text of one employer in other places: a chain of shops may, a flood may not.
MOST_ELSEWHERE = 20
_COMPARED = 200
_LOCK = "select pg_advisory_xact_lock(key) from (select unnest(%s::bigint[]) as key order by 1) keys"


@dataclass
class Look:
    """found: [{"signal", "words"}]; empty: people may see it. Signals beside the words': "copy", "sent_back"."""

    found: list[dict[str, str]] = field(default_factory=list)
    copy_of: Vacancy | None = None


def open_or_hold(vacancy: Vacancy, by: Actor, at: datetime.datetime) -> None:
    """Posting: opens, or waits for the labour office. `vacancy` is locked and complete; it is saved here."""
    check_ground(vacancy)
    seen = _look(vacancy)
    vacancy.ended_at, vacancy.status_reason = None, ""
    if seen.found:
        hold(vacancy, seen, by, at)
    else:
        show(vacancy, by, at)
    _ask_about_requirement(vacancy, at)


def look_again(vacancy: Vacancy, by: Actor, at: datetime.datetime) -> None:
    """After a change, saved already: an open vacancy may have to wait, a waiting one may open."""
    if vacancy.status not in ("open", "held"):
        return
    check_ground(vacancy)
    seen = _look(vacancy)
    vacancy.save(update_fields=["text_bands"])
    if seen.found:
        hold(vacancy, seen, by, at)
    else:
        _clear(VacancyReview.objects.filter(vacancy=vacancy, kind=ReviewKind.TEXT), at)
        if vacancy.status == "open":
            append(VACANCY_CHANGED, vacancy.id, at=at)
        elif not still_held(vacancy) and trusted(vacancy):
            show(vacancy, by, at)
    _ask_about_requirement(vacancy, at)


def show(vacancy: Vacancy, by: Actor, at: datetime.datetime) -> None:
    """Everybody sees it from now on. Raises Refused for an employer that was suspended meanwhile."""
    if not trusted(vacancy):
        raise Refused("employer_not_trusted", _("Lembaga Anda sedang tidak boleh memasang lowongan."),
                      todo=_("Hubungi dinas tenaga kerja di daerah Anda."))  # fmt: skip
    VACANCY.advance(vacancy, "open", by.role)
    vacancy.posted_at = vacancy.posted_at or at
    vacancy.save()
    append(VACANCY_POSTED, vacancy.id, at=at)


def trusted(vacancy: Vacancy) -> bool:
    return Organisation.objects.filter(id=vacancy.employer_id, status__in=MAY_POST).exists()


def hold(vacancy: Vacancy, seen: Look, by: Actor, at: datetime.datetime) -> None:
    """Not shown until the labour office has looked, or the words are gone. What was sent already is kept."""
    was = vacancy.status
    if was != "held":
        VACANCY.advance(vacancy, "held", by.role)
    vacancy.save()
    review = VacancyReview.objects.filter(vacancy=vacancy, kind=ReviewKind.TEXT, status="waiting").first()
    if review is None:
        review = open_review(vacancy, ReviewKind.TEXT, at, holds=True, found=seen.found, copy_of=seen.copy_of)
    else:
        review.found, review.copy_of, review.text_mark = seen.found, seen.copy_of, mark(vacancy)
        review.save(update_fields=["found", "copy_of", "text_mark"])
    if was == "held":
        return
    append(VACANCY_HELD, vacancy.id, at=at, signals=sorted({each["signal"] for each in seen.found}))
    tell_employer(vacancy.employer_id, "vacancy_held", at, vacancy_id=vacancy.id)
    if was == "open":
        tell_applicants_held(vacancy, at)


def open_review(vacancy: Vacancy, kind: ReviewKind, at: datetime.datetime, **values: Any) -> VacancyReview:
    review = VacancyReview.objects.create(
        vacancy=vacancy, employer_id=vacancy.employer_id, region=vacancy.regency_id, kind=kind, opened_at=at,
        due_on=local_date(at) + datetime.timedelta(days=DUE_DAYS), text_mark=mark(vacancy), **values,
    )  # fmt: skip
    tell_review(review, at)
    return review


def tell_review(review: VacancyReview, at: datetime.datetime) -> None:
    append(REVIEW_CHANGED, review.id, at=at, vacancy_id=review.vacancy_id, kind=str(review.kind), status=review.status)


def still_held(vacancy: Vacancy) -> bool:
    return VacancyReview.objects.filter(vacancy=vacancy, holds=True, status="waiting").exists()


def clear_reviews(vacancy: Vacancy, at: datetime.datetime) -> None:
    """It is over: nothing of its own is left to look at. What people reported stays on the desk."""
    _clear(VacancyReview.objects.filter(vacancy=vacancy).exclude(kind=ReviewKind.REPORT), at)


def mark(vacancy: Vacancy) -> int:
    return whole(*_texts(vacancy))


def _texts(vacancy: Vacancy) -> tuple[str, str, str, str]:
    return vacancy.title, vacancy.description, vacancy.requirements, vacancy.address


def _clear(reviews: Any, at: datetime.datetime) -> None:
    for review in reviews.select_for_update().filter(status="waiting"):
        VACANCY_REVIEW.advance(review, "cleared", PROGRAM.role)
        review.save(update_fields=["status"])
        tell_review(review, at)


def _ask_about_requirement(vacancy: Vacancy, at: datetime.datetime) -> None:
    """The vacancy goes on without it: nobody is shut out while it waits."""
    waiting = VacancyReview.objects.filter(vacancy=vacancy, kind=ReviewKind.REQUIREMENT)
    if vacancy.requirement_status != "waiting":
        _clear(waiting, at)
    elif not waiting.filter(status="waiting").exists():
        open_review(vacancy, ReviewKind.REQUIREMENT, at)


def _look(vacancy: Vacancy) -> Look:
    """Imported ones are their source's. What an office allowed word for word, and what it sent back, is remembered."""
    if vacancy.source != "own":
        return Look()
    copied = _copied(vacancy)
    before = list(VacancyReview.objects.filter(vacancy=vacancy, holds=True).order_by("-opened_at", "-id")[:50])
    if any(each.status == "allowed" and each.text_mark == mark(vacancy) for each in before):
        return Look()
    found = [{"signal": str(each.signal), "words": each.words} for each in suspicious_words(*_texts(vacancy))]
    if copied is not None:
        found.append({"signal": "copy", "words": copied.title})
    last = next((each for each in before if each.status not in ("cleared", "waiting")), None)
    if last is not None and last.status in ("sent_back", "withdrawn", "appealed", "upheld"):
        found.append({"signal": "sent_back", "words": ""})
    return Look(found, copied)


def _copied(vacancy: Vacancy) -> Vacancy | None:
    """The first vacancy with this text. Those posted at the same moment wait for each other at the numbers they share,
    so that the second sees the first.
    """
    mine = shingles(*_texts(vacancy)[:3])
    title = folded_words(vacancy.title)
    short = whole(" ".join(folded_words(*_texts(vacancy)[:3])), str(vacancy.employer_id), vacancy.regency_id)
    vacancy.text_bands = bands(mine) or [short]
    with connection.cursor() as database:
        database.execute(_LOCK, [vacancy.text_bands])
    elsewhere = 0
    for other in _alike(vacancy.id, vacancy.text_bands):
        like = likeness(mine, shingles(*_texts(other)[:3]))
        if not mine:
            if other.employer_id == vacancy.employer_id:
                return other
        elif other.employer_id != vacancy.employer_id:
            if like >= _COPIED:
                return other
        elif like >= _SAME and folded_words(other.title) == title:
            elsewhere += 1
            if other.regency_id == vacancy.regency_id or elsewhere >= MOST_ELSEWHERE:
                return other
    return None


def _alike(vacancy_id: UUID, numbers: list[int]) -> Any:
    """Oldest first: of three hundred copies each finds the first one at once."""
    rows = Vacancy.objects.filter(status__in=["held", "open"], text_bands__overlap=numbers).exclude(id=vacancy_id)
    return rows.order_by("id")[:_COMPARED].iterator(chunk_size=20)
