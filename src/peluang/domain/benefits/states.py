"""Where an incentive stands, and whose turn it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_PAYERS = (Role.PROGRAMME_OFFICE, Role.PAYMENT)

INCENTIVE = Workflow(
    name="incentive",
    initial="due",
    states={
        "due": _("Siap dibayarkan"),
        "sent": _("Dikirim ke mitra pembayaran"),
        "paid": _("Sudah masuk rekening"),
        "failed": _("Gagal, perlu dibetulkan"),
    },
    steps=(
        step("sent", "due failed", (Role.PROGRAMME_OFFICE,), _("Kirim ke mitra pembayaran"),
             guard="account verified with the same NIK"),
        step("paid", "sent", _PAYERS, _("Tandai sudah masuk"), guard="with the partner's reference"),
        step("failed", "sent", _PAYERS, _("Tandai gagal"), guard="with a code, a fix and one owner"),
    ),
    final=frozenset({"paid"}),
)  # fmt: skip

PAYOUT_ACCOUNT = Workflow(
    name="payout_account",
    initial="declared",
    states={
        "declared": _("Menunggu dicocokkan"),
        "verified": _("Cocok dengan NIK-mu"),
        "refused": _("Tidak cocok"),
        "replaced": _("Sudah diganti"),
    },
    steps=(
        step("verified", "declared refused", _PAYERS, _("Cocok")),
        step("refused", "declared", _PAYERS, _("Tidak cocok"), guard="with a code and a fix"),
        step("replaced", "declared verified refused", (Role.PERSON,), _("Ganti rekening")),
    ),
    final=frozenset({"replaced"}),
)
