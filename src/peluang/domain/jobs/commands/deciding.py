"""What an employer says to an application: read, interview, offer (refusing.py: not this time)."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..deciding import check_undecided, decide
from ..events import APPLICATION_CHANGED
from ..models import Application, Vacancy
from ..states import APPLICATION
from ..telling import tell_person
from ..terms import LOWEST_PLAUSIBLE_WAGE, today_in
from .applying import locked_application
from .vacancies import locked


@command
def mark_seen(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """The employer opened it; the person sees that. Opening it again changes nothing."""
    application = locked_application(application_id)
    access.may_decide(by, application)
    if application.status != "sent":
        return application
    application.seen_at = at
    return decided(application, "seen", by, at)


@command
def invite_to_interview(
    by: Actor, *, application_id: UUID, interview_at: datetime.datetime, place: str, at: datetime.datetime
) -> Application:
    """Raises Refused without a time ahead or a place."""
    application = locked_application(application_id)
    access.may_decide(by, application)
    if interview_at <= at:
        raise Refused("interview_past", _("Waktu wawancara sudah lewat."), field="interview_at",
                      todo=_("Pilih waktu di depan."))  # fmt: skip
    if not place.strip():
        raise Refused("place_missing", _("Tempat wawancara belum ditulis."), field="place",
                      todo=_("Tulis alamatnya, atau tautan untuk wawancara jarak jauh."))  # fmt: skip
    application.interview_at, application.interview_place = interview_at, place.strip()
    application.interview_revision += 1
    application.seen_at = application.seen_at or at
    decided(application, "interview", by, at)
    tell_person(application, "interview", at, interview_at=interview_at)
    return application


@command
def offer_work(
    by: Actor, *, application_id: UUID, wage: int, starts_on: datetime.date, at: datetime.datetime
) -> Application:
    """wage: rupiah a month. An offer is a promise, so it takes a place: offers, acceptances and hires together
    never exceed the headcount. Raises Refused no_place_left, wage_below_notice, starts_in_the_past.
    """
    vacancy = _vacancy_of(application_id)
    application = locked_application(application_id)
    access.may_decide(by, application)
    if wage < LOWEST_PLAUSIBLE_WAGE:
        raise Refused("wage_too_small", _("Upah sebulan Rp%(wage)s tidak masuk akal.") % {"wage": wage}, field="wage",
                      todo=_("Tulis upah sebulan dalam rupiah penuh, misalnya 2900000."))  # fmt: skip
    if vacancy.wage_min is not None and wage < vacancy.wage_min:
        raise Refused(
            "wage_below_notice",
            _("Upah ini di bawah yang tertulis di lowongan (Rp%(least)s).") % {"least": vacancy.wage_min},
            field="wage", todo=_("Tawarkan paling sedikit yang sudah dijanjikan."),
        )  # fmt: skip
    if starts_on < today_in(vacancy.regency_id, at):
        raise Refused("starts_in_the_past", _("Tanggal mulai sudah lewat."), field="starts_on",
                      todo=_("Pilih tanggal mulai hari ini."))  # fmt: skip
    check_undecided(application)
    APPLICATION.check(application.status, "offer", by.role)
    check_place_left(vacancy)
    application.offered_wage, application.starts_on = wage, starts_on
    application.seen_at = application.seen_at or at
    decided(application, "offer", by, at)
    tell_person(application, "offer", at, wage=wage, starts_on=starts_on)
    return application


def check_place_left(vacancy: Vacancy) -> None:
    """`vacancy` is locked. Raises Refused when every place is promised or taken."""
    promised = Application.objects.filter(vacancy=vacancy, status__in=("offer", "accepted")).count()
    if vacancy.filled + promised >= vacancy.headcount:
        raise Refused(
            "no_place_left",
            _("Semua tempat sudah terisi atau sedang ditawarkan (%(all)s orang).") % {"all": vacancy.headcount},
            todo=_("Tunggu jawaban tawaran yang lain, atau tambah jumlah orang di lowongan ini."),
        )


def _vacancy_of(application_id: UUID) -> Vacancy:
    found = Application.objects.filter(id=application_id).values_list("vacancy_id", flat=True).first()
    if found is None:
        raise NotYours
    return locked(found)


def decided(application: Application, target: str, by: Actor, at: datetime.datetime) -> Application:
    """Decides and saves. The second of two colleagues reads what the first one decided."""
    check_undecided(application)
    decide(application, target, by, at)
    application.save()
    append(APPLICATION_CHANGED, application.id, at=at, status=target, person_id=application.person_id)
    return application
