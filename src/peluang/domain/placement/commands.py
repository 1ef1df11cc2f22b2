"""From the open case to work: talk, refer, answer, close. Each step has seven days and one who has to act."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.jobs.commands import apply, record_own_business
from peluang.domain.jobs.commands.applying import check_open
from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.jobs.queries import fit
from peluang.domain.jobs.reasons import stored
from peluang.domain.jobs.terms import today_in
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.organisations.queries import labour_office_of
from peluang.domain.people.enums import Purpose
from peluang.domain.people.models import Person
from peluang.domain.people.queries import has_consent

from . import access, message_texts  # noqa: F401 (registers the templates)
from .events import CASE_CLOSED, CASE_OPENED, CASE_TALKED, PERSON_REFERRED, REFERRAL_ANSWERED
from .models import Aim, PlacementCase, Referral
from .states import CASE, OPEN, REFERRAL

#: Days in which the office, or the person who is asked, has to act.
STEP_DAYS = 7


@command
def open_case(
    by: Actor, *, person_id: UUID, enrolment_id: UUID | None = None, aim: str = Aim.JOB, note: str = "",
    at: datetime.datetime,
) -> PlacementCase:  # fmt: skip
    """A case in the labour office of the person's regency (its province's where there is none).

    An open case of the person is given back as it is. Raises Refused when no office serves the regency.
    """
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotYours
    access.may_open(by, person)
    known = PlacementCase.objects.filter(person=person, status__in=OPEN).first()
    if known is not None:
        return known
    office = labour_office_of(person.home_region_id)
    if office is None:
        raise Refused("no_office", _("Belum ada dinas tenaga kerja yang melayani daerahmu di sini."),
                      todo=_("Kamu tetap bisa melamar lowongan sendiri."))  # fmt: skip
    case = PlacementCase.objects.create(
        person=person, home_region=person.home_region_id, office=office, enrolment_id=enrolment_id, aim=aim,
        note=note.strip(), opened_at=at, due_by=_in_a_week(person.home_region_id, at),
    )  # fmt: skip
    append(CASE_OPENED, case.id, at=at, person_id=person.id, office_id=office.id)
    write(
        PROGRAM, person_id=person.id, template="placement.case_opened",
        context={"case_id": case.id, "due_by": case.due_by}, at=at, once=f"placement.case:{case.id}",
    )  # fmt: skip
    return case


@command
def record_interview(
    by: Actor, *, case_id: UUID, note: str, aim: str | None = None, at: datetime.datetime
) -> PlacementCase:
    """The officer talked with the person. note: what was said, plain text; aim: if it became another."""
    case = locked_case(case_id)
    access.may_handle(by, case)
    if not note.strip():
        raise Refused("note_missing", _("Tulis singkat apa yang dibicarakan."), field="note",
                      todo=_("Satu atau dua kalimat cukup."))  # fmt: skip
    if aim is not None and aim not in Aim.values:
        raise Refused("aim_unknown", _("Pilih tujuannya dari daftar."), field="aim")
    CASE.advance(case, "interviewed", by.role)
    case.note = _with_note(case.note, note)
    case.aim = aim or case.aim
    _step_done(case, by, at)
    append(CASE_TALKED, case.id, at=at, person_id=case.person_id)
    return case


@command
def add_note(by: Actor, *, case_id: UUID, note: str, at: datetime.datetime) -> PlacementCase:
    """What the office wants to remember; it changes no deadline."""
    case = locked_case(case_id)
    access.may_handle(by, case)
    if not note.strip():
        raise Refused("note_missing", _("Catatannya masih kosong."), field="note")
    case.note = _with_note(case.note, note)
    case.save()
    return case


@command
def refer(by: Actor, *, case_id: UUID, vacancy_id: UUID, at: datetime.datetime) -> Referral:
    """Suggests a vacancy with the reasons why it fits; the person answers within seven days.

    Into another regency only with the person's consent "other_regions". Raises Refused consent_missing,
    already_applied, already_referred, or with what became of the vacancy.
    """
    case = locked_case(case_id)
    access.may_handle(by, case)
    vacancy = Vacancy.objects.select_related("regency").filter(id=vacancy_id).exclude(status="draft").first()
    if vacancy is None:
        raise NotYours
    CASE.check(case.status, "referred", by.role)
    check_open(vacancy, at)
    _check_may_refer(case, vacancy)
    referral = Referral.objects.create(
        case=case, person_id=case.person_id, home_region=case.home_region, vacancy=vacancy,
        reasons=stored(fit(case.person_id, vacancy.id, at=at)), made_by=by.person or by.organisation or case.office_id,
        made_at=at, answer_by=_in_a_week(case.home_region, at),
    )  # fmt: skip
    CASE.advance(case, "referred", by.role)
    _step_done(case, by, at)
    append(PERSON_REFERRED, referral.id, at=at, case_id=case.id, vacancy_id=vacancy.id, person_id=case.person_id)
    write(
        PROGRAM, person_id=case.person_id, template="placement.referred",
        context={"referral_id": referral.id, "vacancy_id": vacancy.id, "answer_by": referral.answer_by},
        at=at, once=f"placement.referred:{referral.id}",
    )  # fmt: skip
    return referral


@command
def answer_referral(by: Actor, *, referral_id: UUID, accept: bool, at: datetime.datetime) -> Referral:
    """Yes sends the application (origin "referral"); no is as good an answer, the office looks further.

    Raises Refused when the vacancy ended meanwhile: the referral then stays as it is.
    """
    referral = Referral.objects.select_for_update().filter(id=referral_id).first()
    if referral is None:
        raise NotYours
    access.may_answer(by, referral)
    REFERRAL.advance(referral, "accepted" if accept else "declined", by.role)
    if accept:
        referral.application = _apply(by, referral, at)
    referral.answered_at = at
    referral.save()
    case = locked_case(referral.case_id)
    if case.status in OPEN:
        case.due_by = _in_a_week(case.home_region, at)
        case.save()
    append(REFERRAL_ANSWERED, referral.id, at=at, case_id=case.id, person_id=referral.person_id, status=referral.status)
    return referral


@command
def start_own_business(by: Actor, *, case_id: UUID, name: str, at: datetime.datetime) -> PlacementCase:
    """The person opened a business; the employment that begins with it ends the case (handlers.py)."""
    case = locked_case(case_id)
    access.may_end(by, case)
    CASE.check(case.status, "own_business", by.role)
    record_own_business(by, person_id=case.person_id, name=name, started_on=today_in(case.home_region, at), at=at)
    case.refresh_from_db()
    return case


@command
def close_case(by: Actor, *, case_id: UUID, reason: str, at: datetime.datetime) -> PlacementCase:
    """Ends the help without a placement, with a reason."""
    case = locked_case(case_id)
    access.may_end(by, case)
    if not reason.strip():
        raise Refused("reason_missing", _("Tulis alasannya."), field="reason", todo=_("Satu kalimat cukup."))
    case.close_reason = reason.strip()
    return end_case(case, "closed", by.role, at)


@command
def lapse_referrals(by: Actor, *, at: datetime.datetime, most: int = 500) -> int:
    """Referrals without an answer after seven days lapse; returns how many. The office's turn comes again."""
    if by.role != Role.SYSTEM:
        raise NotYours
    due = Referral.objects.select_for_update(skip_locked=True).filter(status="proposed", answer_by__lt=at.date())
    rows = list(due[:most])
    for referral in rows:
        REFERRAL.advance(referral, "lapsed", by.role)
        referral.save()
        append(
            REFERRAL_ANSWERED,
            referral.id,
            at=at,
            case_id=referral.case_id,
            person_id=referral.person_id,
            status="lapsed",
        )
    return len(rows)


def locked_case(case_id: UUID) -> PlacementCase:
    """Locked before it is read. Raises NotYours."""
    case = PlacementCase.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise NotYours
    return case


def end_case(case: PlacementCase, status: str, role: Role, at: datetime.datetime) -> PlacementCase:
    """Ends a locked case; suggestions without an answer lapse with it."""
    CASE.advance(case, status, role)
    case.closed_at = at
    case.save()
    Referral.objects.filter(case=case, status="proposed").update(status="lapsed", answered_at=at)
    append(CASE_CLOSED, case.id, at=at, person_id=case.person_id, status=status)
    return case


def reopen_case(case: PlacementCase, at: datetime.datetime) -> PlacementCase:
    """A locked case that a hire had ended, and the hire was undone: it stands where it stood, with a new week.

    What the case was before is read from what is kept of it; suggestions that lapsed with it wait again.
    """
    referrals = Referral.objects.filter(case=case)
    before = "referred" if referrals.exists() else "interviewed" if case.officer or case.note else "opened"
    CASE.advance(case, before, Role.SYSTEM)
    referrals.filter(status="lapsed", answered_at=case.closed_at, answer_by__gte=at.date()).update(
        status="proposed", answered_at=None
    )
    case.closed_at, case.due_by = None, _in_a_week(case.home_region, at)
    case.save()
    append(CASE_OPENED, case.id, at=at, person_id=case.person_id, office_id=case.office_id)
    return case


def _apply(by: Actor, referral: Referral, at: datetime.datetime) -> Application:
    """The referral's application, or the one the person sent meanwhile."""
    sent = Application.objects.filter(vacancy_id=referral.vacancy_id, person_id=referral.person_id)
    known = sent.exclude(status="withdrawn").first()
    return known or apply(by, vacancy_id=referral.vacancy_id, person_id=referral.person_id, origin="referral", at=at)


def _check_may_refer(case: PlacementCase, vacancy: Vacancy) -> None:
    elsewhere = vacancy.regency_id != case.home_region
    if elsewhere and not has_consent(case.person_id, Purpose.OTHER_REGIONS):
        raise Refused(
            "consent_missing", _("Lowongan ini di daerah lain, dan orang ini belum setuju dirujuk ke luar daerah."),
            field="vacancy", todo=_("Minta ia menyetujuinya di halaman Profil, atau pilih lowongan di daerah ini."),
        )  # fmt: skip
    if Referral.objects.filter(case=case, vacancy=vacancy).exists():
        raise Refused("already_referred", _("Lowongan ini sudah pernah diusulkan kepadanya."), field="vacancy",
                      todo=_("Pilih lowongan lain."))  # fmt: skip
    sent = Application.objects.filter(person_id=case.person_id, vacancy=vacancy).exclude(status="withdrawn")
    if sent.exists():
        raise Refused("already_applied", _("Ia sudah melamar lowongan ini sendiri."), field="vacancy",
                      todo=_("Pilih lowongan lain."))  # fmt: skip


def _step_done(case: PlacementCase, by: Actor, at: datetime.datetime) -> None:
    case.officer = by.person or case.officer
    case.due_by = _in_a_week(case.home_region, at)
    case.save()


def _in_a_week(region: str, at: datetime.datetime) -> datetime.date:
    """Seven days from today, as the calendar stands in that regency."""
    return today_in(region, at) + datetime.timedelta(days=STEP_DAYS)


def _with_note(before: str, note: str) -> str:
    return f"{before}\n{note.strip()}".strip()
