"""A webinar's log from the platform that carried it: by the institution's file or its LMS."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.models import Account

from .. import access
from ..events import PRESENCE_LOGGED
from ..locks import lock_seat_alone, locked_class
from ..models import Enrolment, Presence, RedeemCode, Session, SessionKind
from ..redeem_codes import codes_in
from ..webinar import Count
from .presence import must_run, recount, seat_in, webinar_of

#: A device's clock may be this far ahead of ours.
_AHEAD = datetime.timedelta(minutes=2)
#: Lines kept from one log of one session.
MOST_LINES = 5_000
_KINDS = {"join": "join", "leave": "leave", "active": "alive"}


@dataclass(frozen=True)
class LogEvent:
    """kind: "join", "leave" or "active". reference: the source's own id of it, "" when it has none."""

    kind: str
    at: datetime.datetime
    reference: str = ""


@dataclass(frozen=True)
class LogLine:
    """A line of a file. number: as the reader sees it. who: name and address, with a redeem code or e-mail in it."""

    number: int
    who: str
    joined_at: datetime.datetime
    left_at: datetime.datetime


@dataclass
class LogReport:
    """matched: lines that found their seat. unmatched: (line number, why) of the others."""

    matched: int = 0
    seats: int = 0
    unmatched: list[tuple[int, Any]] = field(default_factory=list)


@command
def log_platform_presence(
    by: Actor, *, enrolment_id: UUID, session_id: UUID, events: Sequence[LogEvent], source: str, at: datetime.datetime
) -> Count:
    """What a platform saw of one person; told again it changes nothing. Returns what counts now.

    Raises NotYours; Refused: unknown_event, event_in_future, outside_the_session, not_a_webinar, class_finished,
    class_not_running, seat_over.
    """
    enrolment = lock_seat_alone(enrolment_id)
    access.must_manage(by, enrolment.provider_id)
    session = webinar_of(enrolment, Session.objects.filter(id=session_id))
    _check_events(events, session, at)
    return _keep(by, session, enrolment, events, source, at)


@command
def import_webinar_log(by: Actor, *, session_id: UUID, lines: Sequence[LogLine], at: datetime.datetime) -> LogReport:
    """A platform's file. A line finds its seat by the redeem code in the name, or by the account's e-mail; a line that
    doesn't is reported, the others count. The same file again changes nothing.

    Raises NotYours; Refused: not_a_webinar, class_not_running, class_finished, webinar_not_over, log_too_long.
    """
    session = Session.objects.select_related("training_class").filter(id=session_id).first()
    if session is None:
        raise NotYours()
    training_class = locked_class(session.training_class_id)
    access.must_teach(by, training_class)
    if session.kind != SessionKind.WEBINAR:
        raise Refused("not_a_webinar", _("Pertemuan ini bukan webinar."))
    if training_class.status != "running":
        raise Refused(
            "class_finished" if training_class.status == "finished" else "class_not_running",
            _("Catatan webinar hanya bisa dimasukkan selama kelas berjalan."),
        )
    if at < session.ends_at:  # a log taken before the end would say of everybody that they left when it was taken
        raise Refused(
            "webinar_not_over",
            _("Webinar ini belum selesai."),
            todo=_("Unduh catatannya dari platform sesudah webinar selesai, lalu masukkan di sini."),
            field="file",
        )
    if len(lines) > MOST_LINES:
        raise Refused("log_too_long", _("Berkasnya terlalu panjang untuk satu pertemuan."), field="file")
    report, found = _matched(training_class.id, session, lines, at)
    for enrolment_id in sorted(found):
        enrolment = lock_seat_alone(enrolment_id)
        must_run(enrolment)
        _keep(by, session, enrolment, found[enrolment_id], "file", at)
    report.seats = len(found)
    return report


def _matched(
    class_id: UUID, session: Session, lines: Sequence[LogLine], at: datetime.datetime
) -> tuple[LogReport, dict[UUID, list[LogEvent]]]:
    seats = Enrolment.objects.filter(training_class_id=class_id, status__in=["booked", "attending"])
    people = dict(seats.values_list("id", "person_id"))
    by_code = dict(RedeemCode.objects.filter(enrolment_id__in=people).values_list("code", "enrolment_id"))
    of_person = {person: seat for seat, person in people.items()}
    accounts = Account.objects.filter(person_id__in=of_person).exclude(email=None).values_list("email", "person_id")
    by_mail = {str(email).lower(): of_person[person] for email, person in accounts if person}
    report = LogReport()
    found: dict[UUID, list[LogEvent]] = defaultdict(list)
    for line in lines:
        seat = _seat_of(line.who, by_code, by_mail)
        if seat is None:
            report.unmatched.append((line.number, _("tidak ada kode peserta atau e-mail yang dikenal")))
        elif line.left_at < line.joined_at or line.left_at > at + _AHEAD:
            report.unmatched.append((line.number, _("jam masuk dan keluarnya tidak mungkin")))
        elif line.left_at < session.starts_at or line.joined_at > session.ends_at:
            report.unmatched.append((line.number, _("di luar jam pertemuan ini")))
        else:
            name = hashlib.sha256(f"{seat}|{line.joined_at:%Y%m%d%H%M%S}".encode()).hexdigest()[:32]
            found[seat] += [
                LogEvent("join", line.joined_at, f"{name}:join"),
                LogEvent("leave", line.left_at, f"{name}:leave:{line.left_at:%Y%m%d%H%M%S}"),
            ]
            report.matched += 1
    return report, found


def _seat_of(who: str, by_code: dict[str, UUID], by_mail: dict[str, UUID]) -> UUID | None:
    for code in codes_in(who):
        if code in by_code:
            return by_code[code]
    return next((by_mail[word] for word in who.lower().replace(",", " ").split() if word in by_mail), None)


def _check_events(events: Iterable[LogEvent], session: Session, at: datetime.datetime) -> None:
    for each in events:
        if each.kind not in _KINDS:
            raise Refused("unknown_event", _("Kejadiannya hanya boleh join, leave atau active."), field="events")
        if each.at > at + _AHEAD:
            raise Refused(
                "event_in_future",
                _("Ada kejadian yang jamnya belum tiba."),
                todo=_("Periksa jam dan zona waktu di server Anda."),
                field="events",
            )
        day = datetime.timedelta(hours=12)
        if not session.starts_at - day <= each.at <= session.ends_at + day:
            raise Refused("outside_the_session", _("Ada kejadian yang bukan pada hari pertemuan ini."), field="events")


def _keep(
    by: Actor, session: Session, enrolment: Enrolment, events: Iterable[LogEvent], source: str, at: datetime.datetime
) -> Count:
    """New lines of the log, each once by its reference; then the summary."""
    # What has no name of its own is named by what it says, so that telling it again is the same line.
    named = {each.reference or f"{enrolment.id}:{each.kind}:{each.at.isoformat()}": each for each in events}
    known = Presence.objects.filter(session=session, source=source, reference__in=list(named))
    new = set(named) - set(known.values_list("reference", flat=True))
    rows = [
        Presence(
            session=session, enrolment=enrolment, kind=_KINDS[named[name].kind], happened_at=named[name].at,
            received_at=at, source=source, reference=name,
        )
        for name in sorted(new)
    ]  # fmt: skip
    Presence.objects.bulk_create(rows)
    if rows:
        digest = hashlib.sha256("\n".join(sorted(new)).encode()).hexdigest()
        append(
            PRESENCE_LOGGED, enrolment.id, at=at, session_id=session.id, kind="log", source=source[:80],
            lines=len(rows), digest=digest,
        )  # fmt: skip
    return recount(by, seat_in(session, enrolment), at=at)
