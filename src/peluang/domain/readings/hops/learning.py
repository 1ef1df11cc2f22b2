"""From a seat to the certificate, the review and the incentive."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from peluang.engines.rules import local_date

from ..facts import Facts, Payment, Seat
from ..hop import Hop

_RUNNING = ("booked", "attending")


def classes(facts: Facts, at: datetime.datetime) -> list[Hop]:
    """Earlier trainings in one line each, the last one in full."""
    if not facts.seats:
        return (
            [
                Hop("class", _("Belajar di kelas"), "next"),
                Hop("certificate", _("Lulus dan mendapat sertifikat"), "next"),
            ]
            if (facts.grant and facts.grant.status == "active")
            else []
        )
    hops = [_earlier(seat) for seat in facts.seats[:-1]]
    return hops + _current(facts.seats[-1], at)


def _earlier(seat: Seat) -> Hop:
    if seat.status == "completed":
        return Hop("certificate", _("Lulus %(title)s") % {"title": seat.title}, "done", when=_day(seat.completed_at))
    if seat.status == "failed":
        return Hop("class", _("%(title)s: belum lulus") % {"title": seat.title}, "stopped", note=seat.reason)
    return Hop(
        "class", seat.title, "now", who=seat.institution, by=local_date(seat.ends_at), act="class", subject=seat.id
    )


def _current(seat: Seat, at: datetime.datetime) -> list[Hop]:
    booked = Hop(
        "seat",
        _("Kursi di %(title)s") % {"title": seat.title},
        "done",
        when=local_date(seat.booked_at),
        note=seat.institution,
        act="class",
        subject=seat.id,
    )
    if seat.status == "failed":
        return [booked, _failed(seat)]
    if seat.status == "completed":
        number = _("sertifikat nomor %(number)s") % {"number": seat.certificate} if seat.certificate else ""
        return [
            Hop(
                "certificate",
                _("Lulus %(title)s") % {"title": seat.title},
                "done",
                when=_day(seat.completed_at),
                note=number,
                act="certificate" if seat.certificate else "class",
                subject=seat.certificate or seat.id,
            )
        ]
    if at < seat.starts_at:
        place = seat.venue or seat.institution
        coming = Hop(
            "class",
            _("Datang ke hari pertama kelas"),
            "now",
            who=_("kamu"),
            by=local_date(seat.starts_at),
            mine=True,
            note=place,
            act="class",
            subject=seat.id,
            action=_("Lihat jadwal dan tempat kelas"),
            after=_("kehadiran dan tes dicatat; lulus dihitung dari situ."),
        )
    elif seat.ends_at < at:
        coming = Hop(
            "class",
            _("Nilai dihitung, sertifikat dibuat"),
            "now",
            who=seat.institution,
            act="class",
            subject=seat.id,
            after=_("kalau lulus, sertifikatmu langsung ada di sini."),
        )
    else:
        coming = Hop(
            "class",
            _("Sedang belajar"),
            "now",
            who=_("kamu dan %(name)s") % {"name": seat.institution},
            by=local_date(seat.ends_at),
            act="class",
            subject=seat.id,
            after=_("tes akhir dan unjuk keterampilan, lalu sertifikat."),
        )
    return [booked, coming, Hop("certificate", _("Lulus dan mendapat sertifikat"), "next")]


def _failed(seat: Seat) -> Hop:
    return Hop(
        "class",
        _("Belum lulus"),
        "stopped",
        note=seat.reason or _("Bukti hadir atau nilainya belum cukup."),
        after=_("kamu bisa memilih kelas lain; yang sudah kamu pelajari tetap tercatat."),
        act="class",
        subject=seat.id,
    )


def first_paid(facts: Facts) -> Seat | None:
    """The training an incentive can be for: the first that the balance paid and that was finished."""
    return next((seat for seat in facts.seats if seat.payer == "balance" and seat.status == "completed"), None)


def review(facts: Facts) -> list[Hop]:
    """Every finished training asks for a review; the balance and the incentive wait for it."""
    hops = []
    for seat in facts.seats:
        if seat.status != "completed" or (seat.reviewed_at and seat is not facts.seats[-1]):
            continue
        if seat.reviewed_at:
            hops.append(Hop("review", _("Ulasan ditulis"), "done", when=_day(seat.reviewed_at)))
            continue
        waits = _waits_for_review(facts, seat)
        hops.append(
            Hop(
                "review",
                _("Tulis ulasan tentang %(title)s") % {"title": seat.title},
                "now",
                who=_("kamu"),
                mine=True,
                act="review",
                subject=seat.id,
                action=_("Tulis ulasan, empat pertanyaan"),
                optional=not waits,
                after=waits,
            )
        )
    return hops


def _waits_for_review(facts: Facts, seat: Seat) -> str:
    if facts.grant and seat is first_paid(facts):
        return _("insentifmu disiapkan, dan pelatihan berikutnya terbuka.")
    if facts.grant and seat.payer == "balance":
        return _("pelatihan berikutnya terbuka.")
    return ""


def incentive(facts: Facts) -> list[Hop]:
    """Only for the first training of a recipient: review and an account in the same NIK come first."""
    seat = first_paid(facts)
    if facts.grant is None or facts.grant.status == "revoked" or not facts.grant.incentive:
        return []
    if seat is None or seat.reviewed_at is None:
        return [Hop("incentive", _("Insentif masuk rekening"), "next")] if facts.grant.status == "active" else []
    hops = _account(facts)
    if hops and hops[0].state == "now":
        return [*hops, Hop("incentive", _("Insentif masuk rekening"), "next")]
    return hops + [_payment(each) for each in facts.payments[-1:]]


def _account(facts: Facts) -> list[Hop]:
    payout = facts.payout
    later = _("insentif dikirim ke sana.")
    if payout is None:
        return [
            Hop(
                "account",
                _("Daftarkan rekening untuk insentif"),
                "now",
                who=_("kamu"),
                mine=True,
                act="account",
                action=_("Isi rekening atas namamu"),
                after=later,
                note=_("Bank atau dompet digital dengan NIK yang sama."),
            )
        ]
    if payout.status == "refused":
        return [
            Hop(
                "account",
                _("Betulkan rekening"),
                "now",
                who=_("kamu"),
                mine=True,
                act="account",
                note=payout.reason,
                action=_("Betulkan rekening"),
                after=later,
            )
        ]
    if payout.status == "declared":
        return [
            Hop(
                "account",
                _("Rekening dicocokkan dengan NIK-mu"),
                "now",
                who=_("mitra pembayaran"),
                act="account",
                after=later,
            )
        ]
    return []


def _payment(payment: Payment) -> Hop:
    title = _("Insentif masuk rekening")
    if payment.status == "paid":
        return Hop("incentive", title, "done", when=_day(payment.paid_at), act="account")
    if payment.status == "failed":
        return Hop(
            "incentive",
            _("Insentif gagal dikirim"),
            "now",
            who=_("kantor program"),
            note=payment.reason,
            act="account",
            after=_("dikirim ulang; hakmu tidak hilang."),
        )
    who = _("kantor program") if payment.status == "due" else _("mitra pembayaran")
    return Hop("incentive", title, "now", who=who, act="account", after=_("uangnya ada di rekeningmu."))


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return local_date(moment) if moment else None


def is_learning(facts: Facts) -> bool:
    return any(seat.status in _RUNNING for seat in facts.seats)


def has_finished(facts: Facts) -> bool:
    return any(seat.status == "completed" for seat in facts.seats)
