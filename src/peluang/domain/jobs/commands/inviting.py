"""An employer invites somebody it knows only by their abilities; that person says yes or no."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.organisations.models import Organisation
from peluang.domain.people.enums import Purpose
from peluang.domain.people.models import Person
from peluang.domain.people.queries import has_consent

from .. import access, invitation_texts  # noqa: F401 (registers the templates)
from ..events import INVITATION_CHANGED, INVITATION_SENT
from ..fitting import behind, reference_of
from ..models import Application, DeclineReason, Origin, Vacancy, VacancyInvitation
from ..queries import application_at
from ..reasons import stored
from ..states import INVITATION
from ..telling import tell_recruiters
from .applying import apply, check_open
from .vacancies import locked

ANSWER_WITHIN = datetime.timedelta(days=14)
#: Invitations are for people meant, not for everybody: open at once, and within a day, for one vacancy.
MOST_OPEN = 20
MOST_A_DAY = 10
LONGEST_TEXT = 500


@command
def invite(by: Actor, *, vacancy_id: UUID, reference: str, text: str = "", at: datetime.datetime) -> VacancyInvitation:
    """reference: as jobs.fitting shows it. The person is told; who they are stays hidden until they accept.

    Raises Refused: vacancy ended (check_open), employer_not_verified, already_invited, not_shown (the consent was
    withdrawn, or they applied or no longer fit), too_many_invited, text_too_long; NotYours for another employer.
    """
    vacancy = locked(vacancy_id)  # of two recruiters the second sees the first one's invitation
    access.may_employ(by, vacancy.employer_id)
    check_open(vacancy, at)
    _check_verified(vacancy)
    if len(text.strip()) > LONGEST_TEXT:
        raise Refused("text_too_long", _("Pesannya terlalu panjang."), field="text",
                      todo=_("Paling banyak %(most)s huruf.") % {"most": LONGEST_TEXT})  # fmt: skip
    _check_room(vacancy, reference, at)
    found = behind(vacancy.id, reference, at=at)
    # Locked as withdrawing a consent locks it: no invitation slips in beside a withdrawal.
    person = Person.objects.select_for_update().filter(id=found[0]).first() if found else None
    if found is None or person is None or not has_consent(person.id, Purpose.EMPLOYERS.value):
        raise Refused("not_shown", _("Orang ini tidak lagi tampil di daftar."),
                      todo=_("Ia mungkin sudah melamar atau tidak mau ditemukan lagi. Pilih orang lain."))  # fmt: skip
    invitation = VacancyInvitation.objects.create(
        id=new_id(), vacancy=vacancy, employer_id=vacancy.employer_id, person=person,
        home_region=person.home_region_id, text=text.strip(), match_total=found[1].total,
        match_factors=stored(found[1]), invited_at=at, invited_by=by.person, expires_at=at + ANSWER_WITHIN,
    )  # fmt: skip
    append(INVITATION_SENT, invitation.id, at=at, vacancy_id=vacancy.id, person_id=person.id)
    context = {"invitation_id": invitation.id, "vacancy_id": vacancy.id, "until": invitation.expires_at.date()}
    write(PROGRAM, person_id=person.id, template="jobs.invited", context=context, at=at)
    return invitation


@command
def accept_invitation(by: Actor, *, invitation_id: UUID, at: datetime.datetime) -> Application:
    """It becomes an application like any other; from now on the employer sees the person. Withdrawing it undoes this.

    Raises Refused: wrong_state (answered), invitation_expired, and what `apply` refuses (the vacancy filled or closed
    meanwhile); NotYours for anybody else.
    """
    vacancy_id = VacancyInvitation.objects.filter(id=invitation_id).values_list("vacancy_id", flat=True).first()
    if vacancy_id is None:
        raise NotYours
    locked(vacancy_id)  # before the invitation, as everywhere
    invitation = _locked(by, invitation_id)
    INVITATION.check(invitation.status, "accepted", by.role)
    if at > invitation.expires_at:
        raise Refused("invitation_expired", _("Undangan ini sudah lewat waktunya."),
                      todo=_("Kalau lowongannya masih dibuka, kamu tetap bisa melamar."))  # fmt: skip
    application = application_at(invitation.person_id, vacancy_id) or apply(
        by, vacancy_id=vacancy_id, person_id=invitation.person_id, origin=Origin.INVITATION, at=at
    )
    invitation.application = application
    _answered(invitation, "accepted", by, at)
    tell_recruiters(application, "invitation_accepted", at)
    return application


@command
def decline_invitation(by: Actor, *, invitation_id: UUID, reason: str = "", at: datetime.datetime) -> VacancyInvitation:
    """The employer reads that they are not interested now, never the reason. Raises Refused for an answered one."""
    invitation = _locked(by, invitation_id)
    if reason not in DeclineReason.values:
        raise Refused("reason_unknown", _("Alasan ini tidak dikenal."), field="reason", todo=_("Pilih dari daftar."))
    invitation.decline_reason = reason
    _answered(invitation, "declined", by, at)
    return invitation


@command
def expire_invitations(by: Actor, *, at: datetime.datetime, most: int = 1000) -> int:
    """Those whose time is over or whose vacancy ended for good; returns how many."""
    if by.role != Role.SYSTEM:
        raise NotYours
    over = Q(expires_at__lt=at) | Q(vacancy__status__in=("filled", "withdrawn"))
    due = VacancyInvitation.objects.select_for_update(skip_locked=True, of=("self",)).filter(over, status="sent")
    rows = list(due.order_by("id")[:most])
    for row in rows:
        _answered(row, "expired", by, at)
    return len(rows)


def _locked(by: Actor, invitation_id: UUID) -> VacancyInvitation:
    """Locked before it is read. Raises NotYours for anybody but the person."""
    invitation = VacancyInvitation.objects.select_for_update().filter(id=invitation_id).first()
    if invitation is None:
        raise NotYours
    access.is_own(by, invitation.person_id)
    return invitation


def _answered(invitation: VacancyInvitation, status: str, by: Actor, at: datetime.datetime) -> None:
    INVITATION.advance(invitation, status, by.role)
    invitation.answered_at = at
    invitation.save(update_fields=["status", "answered_at", "application", "decline_reason"])
    append(INVITATION_CHANGED, invitation.id, at=at, status=status, person_id=invitation.person_id)


def _check_verified(vacancy: Vacancy) -> None:
    if not Organisation.objects.filter(id=vacancy.employer_id, status="verified").exists():
        raise Refused("employer_not_verified", _("Lembaga Anda belum diperiksa dinas tenaga kerja."),
                      todo=_("Sesudah diperiksa, Anda bisa mengundang orang yang cocok."))  # fmt: skip


def _check_room(vacancy: Vacancy, reference: str, at: datetime.datetime) -> None:
    """`vacancy` is locked, so these counts stand."""
    sent = list(VacancyInvitation.objects.filter(vacancy=vacancy).values_list("person_id", "status", "invited_at"))
    if any(reference_of(vacancy.id, person) == reference for person, _status, _on in sent):
        raise Refused("already_invited", _("Orang ini sudah diundang untuk lowongan ini."),
                      todo=_("Jawabannya muncul di bagian Sudah diundang."))  # fmt: skip
    today = sum(on > at - datetime.timedelta(days=1) for _person, _status, on in sent)
    if sum(status == "sent" for _person, status, _on in sent) >= MOST_OPEN or today >= MOST_A_DAY:
        raise Refused("too_many_invited", _("Undangan untuk lowongan ini sudah banyak."),
                      todo=_("Tunggu jawaban dulu: paling banyak %(day)s sehari dan %(open)s yang belum dijawab.")
                      % {"day": MOST_A_DAY, "open": MOST_OPEN})  # fmt: skip
