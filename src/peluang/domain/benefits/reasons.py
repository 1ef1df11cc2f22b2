"""Why an account was refused or a payment failed: a code, plain words, a fix, and one owner.

In June 2020 34,000 payments were held while each side blamed the other; here every failure has one owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: Whose turn it is to put it right.
OWNERS: dict[str, Any] = {
    "person": _("Kamu"),
    "partner": _("Mitra pembayaran"),
    "office": _("Kantor program"),
}
ACCOUNT, PAYMENT = "account", "payment"


@dataclass(frozen=True)
class FailureReason:
    """stages: where it can happen: checking an account, or paying into it."""

    code: str
    owner: str
    stages: frozenset[str]
    text_id: str
    text_en: str
    fix_id: str
    fix_en: str

    @property
    def text(self) -> str:
        return self.text_en if _english() else self.text_id

    @property
    def fix(self) -> str:
        return self.fix_en if _english() else self.fix_id

    @property
    def owner_label(self) -> Any:
        return OWNERS[self.owner]


def _english() -> bool:
    return (get_language() or "id").startswith("en")


_BOTH = frozenset({ACCOUNT, PAYMENT})
_ROWS = (
    FailureReason(
        "NIK_MISMATCH", "person", frozenset({ACCOUNT}),
        "Rekening ini terdaftar dengan NIK lain.",
        "This account is registered with another NIK.",
        "Daftarkan rekening atau dompet digital yang dibuka dengan KTP-mu sendiri.",
        "Register a bank account or e-wallet that was opened with your own identity card.",
    ),
    FailureReason(
        "NAME_MISMATCH", "person", frozenset({ACCOUNT}),
        "Nama pemilik rekening tidak sama dengan namamu.",
        "The account holder's name is not the same as yours.",
        "Tulis nama persis seperti di buku tabungan, atau minta bank membetulkannya, lalu daftarkan lagi.",
        "Write the name exactly as in your passbook, or have the bank correct it, then register again.",
    ),
    FailureReason(
        "NUMBER_UNKNOWN", "person", _BOTH,
        "Nomor ini tidak ada di bank atau dompet digital yang kamu pilih.",
        "This number does not exist at the bank or e-wallet you chose.",
        "Periksa nomornya angka demi angka, lalu daftarkan lagi.",
        "Check the number digit by digit, then register again.",
    ),
    FailureReason(
        "WALLET_NOT_UPGRADED", "person", _BOTH,
        "Dompet digitalmu belum memakai KTP (belum akun penuh).",
        "Your e-wallet has not been upgraded with your identity card yet.",
        "Buka aplikasinya, pilih tingkatkan akun, foto KTP-mu, lalu daftarkan lagi sesudah disetujui.",
        "Open its app, choose upgrade, photograph your identity card, and register again once it is approved.",
    ),
    FailureReason(
        "ACCOUNT_CLOSED", "person", _BOTH,
        "Rekening ini sudah ditutup atau tidak aktif.",
        "This account is closed or dormant.",
        "Aktifkan di bank lalu daftarkan lagi, atau daftarkan rekening lain atas namamu.",
        "Reactivate it at the bank and register it again, or register another account in your name.",
    ),
    FailureReason(
        "LIMIT_REACHED", "person", frozenset({PAYMENT}),
        "Saldo dompet digitalmu akan melewati batasnya.",
        "Your e-wallet would exceed its limit.",
        "Kurangi saldonya lalu daftarkan lagi dompet yang sama, atau daftarkan rekening bank. Lalu kami kirim lagi.",
        "Reduce its balance and register the same wallet again, or a bank account. Then we send it again.",
    ),
    FailureReason(
        "PARTNER_DOWN", "partner", _BOTH,
        "Sistem bank sedang terganggu.",
        "The bank's system is disturbed.",
        "Tidak ada yang perlu kamu lakukan. Mitra pembayaran mencoba lagi dalam 3 hari kerja.",
        "There is nothing you need to do. The payment partner tries again within 3 working days.",
    ),
    FailureReason(
        "PARTNER_REJECTED", "partner", frozenset({PAYMENT}),
        "Bank menolak tanpa alasan yang jelas.",
        "The bank rejected it without a clear reason.",
        "Tidak ada yang perlu kamu lakukan. Mitra pembayaran menanyakannya ke bank dalam 3 hari kerja.",
        "There is nothing you need to do. The payment partner asks the bank within 3 working days.",
    ),
    FailureReason(
        "DATA_INCOMPLETE", "office", _BOTH,
        "Data dari kantor program belum lengkap.",
        "The programme office's data were incomplete.",
        "Tidak ada yang perlu kamu lakukan. Kantor program melengkapinya dalam 3 hari kerja.",
        "There is nothing you need to do. The programme office completes them within 3 working days.",
    ),
)  # fmt: skip
REASONS: dict[str, FailureReason] = {row.code: row for row in _ROWS}


def reasons_for(stage: str) -> list[FailureReason]:
    return [row for row in _ROWS if stage in row.stages]


def texts(codes: list[str], language: str) -> dict[str, str]:
    """Code → what happened and how to put it right, in one sentence pair; for messages."""
    english = language == "en"
    return {
        code: f"{row.text_en} {row.fix_en}" if english else f"{row.text_id} {row.fix_id}"
        for code, row in REASONS.items()
        if code in codes
    }
