"""Applying, and taking an application back."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import disclose, end_disclosure
from peluang.domain.people.models import Person

from .. import access
from ..applying_again import has_learned
from ..deciding import check_undecided, decide
from ..events import APPLICATION_CHANGED, APPLICATION_SENT
from ..models import Application, Origin, Vacancy
from ..queries import application_at, fit
from ..reasons import stored
from ..states import APPLICATION
from ..terms import today_in
from .vacancies import locked


@command
def apply(
    by: Actor, *, vacancy_id: UUID, person_id: UUID | None, letter: str = "", origin: str = Origin.OWN,
    at: datetime.datetime,
) -> Application:  # fmt: skip
    """Sends an application with its score and every reason behind it, and shows the person to this employer.

    Raises Refused: no profile yet, the vacancy is over or full, already applied (unless it was refused for a skill that
    was learned since). NotYours for somebody else.
    """
    person = Person.objects.filter(id=person_id).first() if person_id else None
    if person is None:
        raise Refused("no_profile", _("Untuk melamar, isi dulu profilmu."),
                      todo=_("Butuh sekitar 3 menit. Lowongan ini tetap menunggu."))  # fmt: skip
    access.may_apply_for(by, person)
    # Locked: the count of applicants moves with the row, and an ending vacancy takes no late application.
    vacancy = locked(vacancy_id)
    check_open(vacancy, at)
    _check_not_applied(vacancy, person)
    match = fit(person.id, vacancy.id, at=at)
    application = Application(
        id=new_id(), vacancy=vacancy, employer_id=vacancy.employer_id, person=person, home_region=person.home_region_id,
        origin=origin, letter=letter.strip(), match_total=match.total, match_factors=stored(match),
        sent_at=at, changed_at=at,
    )  # fmt: skip
    APPLICATION.advance(application, "sent", by.role)
    application.save(force_insert=True)
    Vacancy.objects.filter(id=vacancy.id).update(applicants=F("applicants") + 1)
    disclose(
        PROGRAM, organisation_id=vacancy.employer_id, person_id=person.id, purpose="application",
        subject=application.id, at=at,
    )  # fmt: skip
    append(APPLICATION_SENT, application.id, at=at, vacancy_id=vacancy.id, person_id=person.id, origin=str(origin))
    return application


@command
def withdraw(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """The person takes it back; from now on this employer no longer sees them through it."""
    application = locked_application(application_id)
    access.is_own(by, application.person_id)
    check_undecided(application)
    decide(application, "withdrawn", by, at)
    application.save()
    Vacancy.objects.filter(id=application.vacancy_id).update(applicants=F("applicants") - 1)
    end_disclosure(PROGRAM, subject=application.id, at=at)
    append(APPLICATION_CHANGED, application.id, at=at, status="withdrawn", person_id=application.person_id)
    return application


def check_open(vacancy: Vacancy, at: datetime.datetime) -> None:
    """Raises Refused with what became of the vacancy."""
    if vacancy.status == "filled" or vacancy.places_left < 1:
        raise Refused("vacancy_filled", _("Lowongan ini sudah terisi."), todo=_("Lihat lowongan lain yang mirip."))
    if vacancy.status == "held":
        raise Refused("vacancy_held", _("Lowongan ini sedang diperiksa dinas tenaga kerja."),
                      todo=_("Coba lagi beberapa hari lagi, atau lihat lowongan lain yang mirip."))  # fmt: skip
    if vacancy.status != "open":
        raise Refused("vacancy_closed", _("Lowongan ini sudah ditutup."), todo=_("Lihat lowongan lain yang mirip."))
    if vacancy.apply_mode == "link":
        raise Refused("apply_there", _("Untuk lowongan ini, orang melamar di situs asalnya."),
                      todo=_("Buka situsnya dari halaman lowongan."))  # fmt: skip
    today = today_in(vacancy.regency_id, at)
    if vacancy.valid_until < today:
        raise Refused("vacancy_over", _("Batas melamar lowongan ini sudah lewat."),
                      todo=_("Lihat lowongan lain yang mirip."))  # fmt: skip
    if vacancy.valid_from > today:
        raise Refused("vacancy_not_yet", _("Lowongan ini belum dibuka."), todo=_("Datang lagi pada tanggal bukanya."))


def locked_application(application_id: UUID) -> Application:
    """Locked before its state is read: of two people deciding at once, the second sees the first's decision.

    Where places count, the vacancy is locked first, always in that order, so that nobody waits in a circle.
    """
    application = Application.objects.select_for_update().filter(id=application_id).first()
    if application is None:
        raise NotYours
    return application


def _check_not_applied(vacancy: Vacancy, person: Person) -> None:
    before = application_at(person.id, vacancy.id)
    if before is not None and not has_learned(before):
        raise Refused(
            "already_applied",
            _("Kamu sudah melamar di sini. Keadaannya: %(state)s.") % {"state": APPLICATION.states[before.status]},
            todo=_("Lihat di halaman Lamaranku."),
        )
