"""The wording of messages about payouts."""

from __future__ import annotations

from peluang.domain.messages.templates import names, register

from .reasons import texts

names("payout_reason", "reason", lambda codes, language: texts(list(codes), language))

ACCOUNT_REFUSED = register(
    "benefits.account_refused",
    subject_id="Rekeningmu belum cocok",
    subject_en="Your account did not match",
    body_id="{first_name}, rekening yang kamu daftarkan belum bisa dipakai. {payout_reason}",
    body_en="{first_name}, the account you registered cannot be used yet. {payout_reason}",
    path="/saya/rekening",
)
INCENTIVE_DUE = register(
    "benefits.incentive_due",
    subject_id="Insentifmu {amount:rupiah} siap dibayarkan",
    subject_en="Your incentive of {amount:rupiah} is ready",
    body_id=(
        "{first_name}, semua syarat sudah lengkap. Insentif {amount:rupiah} masuk antrean pembayaran; biasanya sampai "
        "di rekeningmu dalam 7 hari kerja."
    ),
    body_en=(
        "{first_name}, everything is complete. The incentive of {amount:rupiah} is in the payment queue; it usually "
        "arrives within 7 working days."
    ),
    path="/saya/insentif",
)
INCENTIVE_PAID = register(
    "benefits.incentive_paid",
    subject_id="Insentif {amount:rupiah} sudah masuk rekeningmu",
    subject_en="Your incentive of {amount:rupiah} has been paid",
    body_id="{first_name}, {amount:rupiah} sudah dibayarkan ke rekeningmu. Nomor buktinya {reference}.",
    body_en="{first_name}, {amount:rupiah} was paid into your account. Its reference is {reference}.",
    path="/saya/insentif",
)
INCENTIVE_FAILED = register(
    "benefits.incentive_failed",
    subject_id="Pembayaran insentifmu belum berhasil",
    subject_en="The payment of your incentive did not go through",
    body_id="{first_name}, uangmu {amount:rupiah} aman dan tetap milikmu. {payout_reason}",
    body_en="{first_name}, your {amount:rupiah} is safe and stays yours. {payout_reason}",
    path="/saya/insentif",
)
