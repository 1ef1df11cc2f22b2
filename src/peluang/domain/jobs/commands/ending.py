"""Work that began through an application is over, said by either side."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..deciding import decide
from ..events import APPLICATION_CHANGED, EMPLOYMENT_ENDED
from ..models import Application, Employment
from ..states import APPLICATION
from ..telling import tell_person, tell_recruiters
from ..terms import today_in
from .applying import locked_application

LONGEST_NOTE = 500


@command
def end_employment(
    by: Actor, *, application_id: UUID, last_day: datetime.date, note: str = "", at: datetime.datetime
) -> Application:
    """With the last day. Places filled stay counted: somebody did start here. The other side is told.

    Raises Refused wrong_state, last_day_ahead, last_day_before_start, note_too_long; NotYours for anybody
    else.
    """
    application = locked_application(application_id)
    if by.role == Role.PERSON:
        access.is_own(by, application.person_id)
    else:
        access.may_decide(by, application)
    APPLICATION.check(application.status, "ended", by.role)
    employment = Employment.objects.select_for_update().filter(application=application).first()
    if employment is not None:
        _end(employment, application, last_day, at)
    elif last_day > today_in(application.vacancy.regency_id, at):
        raise _ahead()
    if len(note.strip()) > LONGEST_NOTE:
        raise Refused("note_too_long", _("Catatannya terlalu panjang."), field="note",
                      todo=_("Paling banyak %(most)s huruf.") % {"most": LONGEST_NOTE})  # fmt: skip
    decide(application, "ended", by, at)
    application.ended_at, application.ended_note = at, note.strip()
    application.save()
    append(APPLICATION_CHANGED, application.id, at=at, status="ended", person_id=application.person_id)
    if by.role == Role.PERSON:
        tell_recruiters(application, "work_ended", at)
    else:
        tell_person(application, "ended", at, last_day=last_day)
    return application


def _end(employment: Employment, application: Application, last_day: datetime.date, at: datetime.datetime) -> None:
    if last_day > today_in(application.vacancy.regency_id, at):
        raise _ahead()
    if last_day < employment.started_on:
        raise Refused("last_day_before_start", _("Hari terakhirnya sebelum hari mulai bekerja."), field="last_day",
                      todo=_("Periksa lagi tanggalnya."))  # fmt: skip
    employment.ended_on = last_day
    employment.save(update_fields=["ended_on"])
    append(EMPLOYMENT_ENDED, employment.id, at=at, person_id=employment.person_id, application_id=application.id)


def _ahead() -> Refused:
    return Refused("last_day_ahead", _("Hari terakhirnya masih di depan."), field="last_day",
                   todo=_("Catat lagi sesudah hari itu."))  # fmt: skip
