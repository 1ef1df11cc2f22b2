"""From an accepted offer to work; and the work people make themselves."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import mark_ready
from peluang.domain.people.models import Person, Wish

from .. import access
from ..deciding import check_undecided, decide
from ..events import APPLICATION_CHANGED, EMPLOYMENT_BEGAN, VACANCY_ENDED
from ..models import Application, Employment, EmploymentKind, RefusalReason, Vacancy
from ..states import APPLICATION, VACANCY
from ..telling import tell_person, tell_recruiters
from ..terms import today_in
from .applying import locked_application
from .rejecting import refuse_waiting
from .vacancies import locked


@command
def accept_offer(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """The person says yes. The place was promised with the offer, so nothing can be full here."""
    application = locked_application(application_id)
    access.is_own(by, application.person_id)
    check_undecided(application)
    decide(application, "accepted", by, at)
    application.save()
    append(APPLICATION_CHANGED, application.id, at=at, status="accepted", person_id=application.person_id)
    tell_recruiters(application, "offer_accepted", at)
    return application


@command
def hire(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Employment:
    """Work begins: one place is filled, and the vacancy with the last one (filled ≤ headcount, always).

    Raises Refused no_place_left or wrong_state; NotYours for another employer.
    """
    vacancy_id = Application.objects.filter(id=application_id).values_list("vacancy_id", flat=True).first()
    if vacancy_id is None:
        raise NotYours
    vacancy = locked(vacancy_id)  # first the vacancy, then the application: the order of offer_work too
    application = locked_application(application_id)
    access.may_decide(by, application)
    check_undecided(application)
    APPLICATION.check(application.status, "hired", by.role)
    if vacancy.places_left < 1:
        raise Refused("no_place_left", _("Semua tempat di lowongan ini sudah terisi."),
                      todo=_("Tambah jumlah orang di lowongan ini kalau masih mencari."))  # fmt: skip
    employment = _employment(application, vacancy, at)
    decide(application, "hired", by, at)
    application.save()
    append(APPLICATION_CHANGED, application.id, at=at, status="hired", person_id=application.person_id)
    append(
        EMPLOYMENT_BEGAN, employment.id, at=at, person_id=employment.person_id, kind=employment.kind,
        application_id=application.id,
    )  # fmt: skip
    tell_person(application, "hired", at, starts_on=employment.started_on)
    _no_longer_looking(application.person_id, at)
    _fill_one_place(vacancy, by, at)
    return employment


@command
def record_own_business(
    by: Actor, *, person_id: UUID, name: str, started_on: datetime.date, at: datetime.datetime
) -> Employment:
    """The person works for themselves. Raises Refused without a name or with a day ahead."""
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise NotYours
    access.may_apply_for(by, person)
    if not name.strip():
        raise Refused("name_missing", _("Usahamu belum punya nama."), field="name",
                      todo=_("Nama sehari-hari cukup, misalnya: Jahit Bu Rini."))  # fmt: skip
    if started_on > today_in(person.home_region_id, at):
        raise Refused("starts_ahead", _("Tanggal mulainya masih di depan."), field="started_on",
                      todo=_("Catat lagi setelah usahamu berjalan."))  # fmt: skip
    employment = Employment.objects.create(
        person=person, home_region=person.home_region_id, kind=EmploymentKind.OWN_BUSINESS,
        employer_name=name.strip(), started_on=started_on, recorded_at=at,
    )  # fmt: skip
    append(EMPLOYMENT_BEGAN, employment.id, at=at, person_id=person.id, kind=employment.kind, application_id=None)
    _no_longer_looking(person.id, at)
    return employment


def _employment(application: Application, vacancy: Vacancy, at: datetime.datetime) -> Employment:
    return Employment.objects.create(
        person_id=application.person_id, home_region=application.home_region, kind=EmploymentKind.HIRED,
        employer_id=application.employer_id, vacancy=vacancy, application=application,
        occupation_id=vacancy.occupation_id, wage=application.offered_wage,
        started_on=application.starts_on or today_in(vacancy.regency_id, at), recorded_at=at,
    )  # fmt: skip


def _no_longer_looking(person_id: UUID, at: datetime.datetime) -> None:
    """The pool of people who are ready to work stays fresh: who works has left it."""
    if Wish.objects.filter(person_id=person_id, ready=True).exists():
        mark_ready(PROGRAM, person_id=person_id, ready=False, at=at)


def _fill_one_place(vacancy: Vacancy, by: Actor, at: datetime.datetime) -> None:
    vacancy.filled += 1
    full = vacancy.places_left == 0
    if full and vacancy.status == "open":
        VACANCY.advance(vacancy, "filled", by.role)
        vacancy.ended_at = at
    vacancy.save()
    if full and vacancy.status == "filled":
        append(VACANCY_ENDED, vacancy.id, at=at, status="filled")
        refuse_waiting(vacancy, RefusalReason.FILLED, at=at)
