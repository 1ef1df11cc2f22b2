"""Redeem codes: what a participant types at the institution's LMS, so that it knows which seat to report on.

The code says nothing by itself and is also the name by which a webinar platform's log finds its seat.
"""

from __future__ import annotations

import datetime
import secrets
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import REDEEM_CODE_COMMITTED, REDEEM_CODE_MADE
from ..locks import locked_seat
from ..models import Enrolment, RedeemCode, SessionKind
from ..redeem_codes import ALPHABET, LENGTH, tidy

LONGEST_EXTERNAL_ID = 120


@command
def make_redeem_code(by: Actor, *, enrolment_id: UUID, at: datetime.datetime) -> RedeemCode:
    """The seat's code, made once. By the person, the institution or the program. Raises NotYours; Refused: seat_over,
    nothing_online.
    """
    training_class, enrolment = locked_seat(enrolment_id)
    if not access.manages(by, enrolment.provider_id):
        access.must_be_person(by, enrolment.person_id)
    known = RedeemCode.objects.filter(enrolment=enrolment).first()
    if known:
        return known
    if enrolment.status not in ("booked", "attending") or training_class.status not in ("open", "running"):
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi kodenya tidak bisa dibuat."))
    if not training_class.sessions.exclude(kind=SessionKind.ROOM).exists():
        raise Refused("nothing_online", _("Kelas ini seluruhnya tatap muka, jadi tidak memerlukan kode."))
    return new_code(enrolment, at=at)


def new_code(enrolment: Enrolment, *, at: datetime.datetime) -> RedeemCode:
    """Inside a command: a code that nobody has (40 bits of chance; the table refuses a second one)."""
    code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    row = RedeemCode.objects.create(enrolment=enrolment, code=code, made_at=at)
    append(REDEEM_CODE_MADE, enrolment.id, at=at, class_id=enrolment.training_class_id)
    return row


@command
def commit_redeem_code(by: Actor, *, code: str, external_id: str, at: datetime.datetime) -> RedeemCode:
    """The institution's LMS took the code for its learner `external_id`. Again with the same learner changes nothing.

    Raises NotYours for an unknown code or another institution's; Refused: external_id_missing, seat_over,
    class_finished, already_committed, external_id_taken (one learner there for two seats here).
    """
    training_class, enrolment = locked_seat(_seat_of(code))
    access.must_manage(by, enrolment.provider_id)
    row = RedeemCode.objects.select_for_update(no_key=True).get(enrolment=enrolment)
    external_id = external_id.strip()
    if not external_id or len(external_id) > LONGEST_EXTERNAL_ID:
        raise Refused("external_id_missing", _("Sebutkan pengenal peserta di LMS Anda."), field="external_id")
    if row.committed_at is not None:
        if row.external_id == external_id:
            return row
        raise Refused(
            "already_committed",
            _("Kode ini sudah dipakai untuk peserta lain di LMS Anda."),
            todo=_("Periksa lagi kode dan pengenal pesertanya."),
        )
    if training_class.status not in ("open", "running"):
        raise Refused("class_finished", _("Kelas ini sudah selesai, jadi kodenya tidak bisa dipakai lagi."))
    if enrolment.status not in ("booked", "attending"):
        raise Refused("seat_over", _("Kursi ini sudah tidak dipakai, jadi kodenya tidak berlaku."))
    # The class is locked, so no second seat of it takes this learner meanwhile.
    if RedeemCode.objects.filter(enrolment__training_class=training_class, external_id=external_id).exists():
        raise Refused(
            "external_id_taken",
            _("Peserta LMS ini sudah memakai kode kursi lain di kelas yang sama."),
            todo=_("Satu orang belajar dengan satu kursi; setiap orang memakai akunnya sendiri."),
        )
    row.external_id, row.committed_at = external_id, at
    row.save(update_fields=["external_id", "committed_at"])
    append(REDEEM_CODE_COMMITTED, enrolment.id, at=at, class_id=training_class.id)
    return row


def _seat_of(code: str) -> UUID:
    found = RedeemCode.objects.filter(code=tidy(code)).values_list("enrolment_id", flat=True).first()
    if found is None:
        raise NotYours()
    return found
