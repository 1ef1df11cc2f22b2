"""What a scan is worth: judged when it arrives, from its code where it has one, from a corrected clock where not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.engines.presence import BOARD, MARGIN, TICKET, Found, Skew, parse_ticket, readable, table_of
from peluang.foundation.secrets import key

from .models import Enrolment, Scan, Session, TrainingClass

#: A participant's clock may be this much ahead when their phone chooses the code to show.
_AHEAD = datetime.timedelta(minutes=5)
#: A code from the trainer's screen is taken this long after its window: pages load slowly, people sign in first.
BOARD_PATIENCE = datetime.timedelta(minutes=15)
_NO_EARLIER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_NO_LATER = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)

#: Why a scan does not count, by the code that is kept with it.
REFUSALS: Mapping[str, Any] = {
    "class_finished": _("Kelasnya sudah diakhiri, jadi kehadiran tidak bisa ditambah lagi."),
    "class_cancelled": _("Kelasnya dibatalkan."),
    "unknown_code": _("Kode ini bukan dari pertemuan dan kursi ini. Minta kode yang baru, atau ketuk namanya."),
    "code_of_later": _("Kode ini belum berlaku. Minta peserta memuat ulang halamannya."),
    "no_seat": _("Orang ini tidak punya kursi di kelas ini."),
    "seat_over": _("Kursi ini sudah dibatalkan."),
    "implausible_time": _("Jam ponselnya tidak masuk akal untuk pertemuan ini. Betulkan jamnya dengan tangan."),
    "id_taken": _("Catatan ini sudah dipakai untuk pertemuan lain."),
}


@dataclass(frozen=True)
class SentScan:
    """What a trainer's phone sends. id: made by the phone. method: "ticket" (code) or "name" (enrolment_id)."""

    id: UUID
    method: str
    direction: str
    claimed_at: datetime.datetime
    code: str = ""
    enrolment_id: UUID | None = None


class Judge:
    """Judges the scans of one session. Codes are derived once for each seat that is asked for."""

    def __init__(
        self, training_class: TrainingClass, session: Session, seats: Iterable[Enrolment], at: datetime.datetime
    ) -> None:
        self._class, self._session, self._at = training_class, session, at
        self._seats = {each.id: each for each in seats}
        self._by_number = {each.seat: each for each in self._seats.values() if each.status != "cancelled"}
        self._tables: dict[UUID | None, Mapping[tuple[UUID | None, str], Found]] = {}

    def scan(self, sent: SentScan, *, skew: Skew, device: str, sent_by: UUID | None) -> Scan:
        """The row to keep, counted or refused (unsaved)."""
        claimed = min(max(sent.claimed_at, _NO_EARLIER), _NO_LATER)
        row = Scan(
            id=sent.id, session=self._session, direction=sent.direction, method=sent.method, code=sent.code[:32],
            claimed_at=claimed, happened_at=skew.true_time(claimed), received_at=self._at, skew_seconds=skew.seconds,
            device=device[:64], sent_by=sent_by,
        )  # fmt: skip
        refused = self._ticket(row) if sent.method == "ticket" else self._name(row, sent.enrolment_id)
        seat = row.enrolment
        if seat is not None and seat.status == "cancelled":
            refused = "seat_over"
        if self._class.status in ("finished", "cancelled"):
            refused = f"class_{self._class.status}"
        row.refused = refused
        return row

    def board(self, code: str) -> tuple[Found | None, str]:
        """(what a code of the trainer's screen says, why it does not count)."""
        found = self._find(None, readable(code))
        if found is None:
            return None, "unknown_code"
        if found.begins > self._at + _AHEAD:
            return found, "code_of_later"
        return found, "code_too_old" if self._at > found.ends + BOARD_PATIENCE else ""

    def _ticket(self, row: Scan) -> str:
        read = parse_ticket(row.code)
        seat = self._by_number.get(read[0]) if read else None
        found = self._find(seat.id, read[1]) if seat and read else None
        if seat is None or found is None:
            return "unknown_code"
        row.enrolment, row.happened_at = seat, found.moment(row.direction)
        return "code_of_later" if found.begins > self._at + _AHEAD else ""

    def _name(self, row: Scan, enrolment_id: UUID | None) -> str:
        row.enrolment = self._seats.get(enrolment_id) if enrolment_id else None
        if row.enrolment is None:
            return "no_seat"
        first, last = self._session.starts_at - MARGIN, self._session.ends_at + MARGIN
        sane = first <= row.happened_at <= min(last, self._at + _AHEAD)
        return "" if sane else "implausible_time"

    def _find(self, holder: UUID | None, code: str) -> Found | None:
        if holder not in self._tables:
            session = self._session
            self._tables[holder] = table_of(
                key("presence"), TICKET if holder else BOARD, session.id, [holder], session.starts_at, session.ends_at
            )
        return self._tables[holder].get((holder, code))
