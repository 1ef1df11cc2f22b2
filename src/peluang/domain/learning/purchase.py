"""May this person have this seat, and may their balance pay it? engines.rules decides; here it meets the rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.kernel.refusal import Refused
from peluang.domain.programme.models import Recipient
from peluang.domain.programme.queries import recipient_of, scheme_parameters
from peluang.engines.rules import (
    PurchaseDecision,
    PurchaseFacts,
    Reason,
    first_training_deadline,
    local_date,
    may_purchase,
)
from peluang.engines.rules.reasons import rupiah_en, rupiah_id

from .models import Enrolment, Payer, TrainingClass, WaitingEntry
from .standing import Standing, standing_of
from .suspension import must_take_people


@dataclass(frozen=True)
class Taught:
    """online, offline: minutes. Imported offerings may lack hours: their share alone then decides."""

    online: int
    offline: int

    @classmethod
    def of(cls, offering: Offering) -> Taught:
        minutes = offering.minutes or 100
        online = minutes * offering.online_share // 100
        return cls(online, minutes - online)


def counts_as_offline(offering: Offering) -> bool:
    """At least half of the hours face to face (engines.rules.counts_as_online at its default share of 50 %)."""
    return offering.online_share <= 50


def decide(recipient: Recipient, offering: Offering, *, balance: int, at: datetime.datetime) -> PurchaseDecision:
    """Every rule of the recipient's own scheme (2 statements). balance: rupiah on the recipient's account."""
    bought = list(
        Enrolment.objects.filter(recipient=recipient)
        .exclude(status="cancelled")
        .select_related("review")
        .order_by("booked_at", "id")
    )
    taught = Taught.of(offering)
    facts = PurchaseFacts(
        price_rupiah=offering.price,
        balance_rupiah=balance,
        decree_date=local_date(recipient.made_at),
        online_minutes=taught.online,
        offline_minutes=taught.offline,
        occupation_code=offering.occupation_id or "",
        # A first purchase whose class the institution cancelled still counts as made in time.
        trainings_bought=max(len(bought), int(recipient.first_purchased_at is not None)),
        previous_finished=not bought or _finished(bought[-1]),
        previous_reviewed=not bought or bought[-1].status == "failed" or hasattr(bought[-1], "review"),
        membership_ended=recipient.status != "active",
    )
    return may_purchase(facts, scheme_parameters(recipient.scheme), at)


def _finished(enrolment: Enrolment) -> bool:
    """Completed; or failed after taking part. Who never came has not finished (BPK: paid for training not taken)."""
    if enrolment.status == "failed":
        return enrolment.attendances.exists()
    return enrolment.status == "completed"


def must_be_allowed(recipient: Recipient, offering: Offering, *, balance: int, at: datetime.datetime) -> None:
    """Raises Refused with the first reason as its sentence and all of them, with their rules, as reasons."""
    decision = decide(recipient, offering, balance=balance, at=at)
    if decision.allowed:
        return
    said = [Said.of(each, recipient, offering, balance) for each in decision.reasons]
    raise Refused(
        decision.reasons[0].code.lower(),
        said[0].text,
        todo=said[0].todo,
        field="class_id",
        reasons=tuple((each.text, reason.rule) for each, reason in zip(said, decision.reasons)),
    )


@dataclass(frozen=True)
class Said:
    """A reason of the engine, said to the person who asks ("kamu")."""

    text: str
    todo: str

    @classmethod
    def of(cls, reason: Reason, recipient: Recipient, offering: Offering, balance: int) -> Said:
        english = (get_language() or "id").startswith("en")
        rupiah = rupiah_en if english else rupiah_id
        values = {
            "price": rupiah(offering.price), "balance": rupiah(balance), "short": rupiah(offering.price - balance),
            "deadline": first_training_deadline(
                local_date(recipient.made_at), scheme_parameters(recipient.scheme)
            ).isoformat(),
        }  # fmt: skip
        if reason.code in _SAID:
            text, todo = _SAID[reason.code](values)
            return cls(text, todo)
        return cls(*((reason.text_en, reason.remedy_en) if english else (reason.text_id, reason.remedy_id)))


def _balance(values: dict[str, Any]) -> tuple[str, str]:
    text = _("Harganya %(price)s, saldomu %(balance)s: kurang %(short)s.") % values
    return text, _("Pilih pelatihan sejenis yang lebih murah. Saldo tidak bisa ditambah dengan uang sendiri.")


def _late(values: dict[str, Any]) -> tuple[str, str]:
    text = _("Pelatihan pertama harus dibeli paling lambat %(deadline)s; sisa saldo kembali ke kas negara.") % values
    return text, _("Kalau sistem kami yang terganggu sebelum batas itu, ajukan keberatan. Kelas gratis tetap terbuka.")


def _ended(values: dict[str, Any]) -> tuple[str, str]:
    return _("Kepesertaanmu sudah berakhir."), _("Kelas yang dibayar pihak lain dan lowongan tetap terbuka untukmu.")


def _unfinished(values: dict[str, Any]) -> tuple[str, str]:
    return _("Pelatihanmu yang sebelumnya belum selesai."), _("Selesaikan dulu pelatihan itu.")


def _unreviewed(values: dict[str, Any]) -> tuple[str, str]:
    return _("Pelatihanmu yang sebelumnya belum kamu ulas."), _("Tulis ulasannya dulu; cukup dua menit.")


def _online(values: dict[str, Any]) -> tuple[str, str]:
    text = _("Pelatihan ini sebagian besar daring. Skemamu membayar pelatihan daring hanya di bidang teknologi.")
    return text, _("Pilih kelas tatap muka untuk keterampilan yang sama.")


_SAID: dict[str, Callable[[dict[str, Any]], tuple[str, str]]] = {
    "BALANCE_TOO_SMALL": _balance, "FIRST_TRAINING_LATE": _late, "MEMBERSHIP_ENDED": _ended,
    "PREVIOUS_NOT_FINISHED": _unfinished, "PREVIOUS_NOT_REVIEWED": _unreviewed, "ONLINE_NOT_ALLOWED": _online,
}  # fmt: skip


def must_be_bookable(training_class: TrainingClass, standing: Standing, at: datetime.datetime) -> None:
    """Everything but the money and a free seat. Raises Refused; in a command the class is locked before."""
    other = _("Pilih kelas lain dari pelatihan yang sama.")
    if training_class.status != "open":
        raise Refused("class_not_open", _("Kelas ini tidak menerima peserta lagi."), todo=other, field="class_id")
    if at >= training_class.starts_at:
        raise Refused("class_begun", _("Kelas ini sudah dimulai."), todo=other, field="class_id")
    if training_class.offering.status != "published":
        raise Refused(
            "offering_not_published", _("Pelatihan ini sedang tidak ditawarkan."), todo=other, field="class_id"
        )
    if standing.suspended:
        must_take_people(training_class.offering.provider_id)
    if standing.seated:
        raise Refused(
            "already_seated", _("Kamu sudah punya kursi di kelas ini."), todo=_("Buka Pelatihanku untuk melihatnya.")
        )


def must_have_a_seat(training_class: TrainingClass, standing: Standing, at: datetime.datetime) -> None:
    """A free one, or the one held for this person. Raises Refused: in_allocation, offer_expired, class_full."""
    if standing.allocated:
        raise in_allocation()
    if training_class.seats_left > 0 or standing.offered(at):
        return
    if standing.offer_has_ended(at):
        raise Refused(
            "offer_expired",
            _("Tawaran kursi ini sudah lewat waktunya."),
            todo=_("Kamu bisa masuk daftar tunggu lagi, atau memilih kelas lain."),
        )
    raise class_full()


def in_allocation() -> Refused:
    """Whoever asks first has no advantage there."""
    return Refused(
        "in_allocation",
        _("Kursi kelas ini dibagi menurut pilihan dan prioritas, bukan siapa cepat."),
        todo=_("Masukkan kelas ini ke pilihanmu di halaman Pembagian kursi."),
        field="class_id",
    )


def class_full() -> Refused:
    return Refused(
        "class_full",
        _("Kelas ini sudah penuh."),
        todo=_("Masuk daftar tunggu, atau pilih kelas lain dari pelatihan yang sama."),
        field="class_id",
    )


def no_decree() -> Refused:
    return Refused(
        "no_decree",
        _("Kelas ini dibayar dari saldo program, dan kamu belum ditetapkan sebagai penerima."),
        todo=_("Pilih kelas yang dibayar pihak lain, atau ikut gelombang berikutnya."),
        field="class_id",
    )


@dataclass(frozen=True)
class Preview:
    """What booking would do now. balance: rupiah before, None when no balance pays. refusal: why it would not work.
    offer: the seat that is held for this person, if one is."""

    refusal: Refused | None
    balance: int | None
    offer: WaitingEntry | None = None

    def left(self, price: int) -> int | None:
        return None if self.balance is None else self.balance - price


def preview(training_class: TrainingClass, person_id: UUID, *, at: datetime.datetime) -> Preview:
    """For the page that asks before it books; the command asks everything again (at most 6 statements)."""
    balance, offer = None, None
    try:
        standing = standing_of(training_class, person_id)
        offer = standing.place if standing.offered(at) else None
        must_be_bookable(training_class, standing, at)
        must_have_a_seat(training_class, standing, at)
        if training_class.payer == Payer.BALANCE:
            recipient = recipient_of(person_id)
            if recipient is None:
                raise no_decree()
            balance = recipient.account.balance
            must_be_allowed(recipient, training_class.offering, balance=balance, at=at)
    except Refused as refusal:
        return Preview(refusal, balance, offer)
    return Preview(None, balance, offer)
