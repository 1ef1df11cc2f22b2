"""Waves, entries and recipients."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_OFFICE = (Role.PROGRAMME_OFFICE,)

WAVE = Workflow(
    name="wave",
    initial="planned",
    states={
        "planned": _("Direncanakan"),
        "open": _("Dibuka"),
        "closed": _("Ditutup"),
        "screened": _("Sudah diperiksa syaratnya"),
        "drawn": _("Sudah diundi"),
        "decreed": _("Sudah ditetapkan"),
    },
    steps=(
        step("open", "planned", _OFFICE, _("Buka gelombang"), guard="quotas set, seed committed"),
        step("closed", "open", _OFFICE, _("Tutup gelombang")),
        step("screened", "closed", _OFFICE, _("Periksa syarat semua pendaftar")),
        step("drawn", "screened", _OFFICE, _("Undi"), guard="seed matches its commitment"),
        step("decreed", "drawn", _OFFICE, _("Terbitkan SK"), guard="within the appropriation"),
    ),
    final=frozenset({"decreed"}),
)

ENTRY = Workflow(
    name="wave_entry",
    initial="joined",
    states={
        "joined": _("Terdaftar"),
        "withdrawn": _("Dibatalkan"),
        "ineligible": _("Belum memenuhi syarat"),
        "eligible": _("Memenuhi syarat, menunggu undian"),
        "not_drawn": _("Belum terpilih"),
        "drawn": _("Terpilih, menunggu SK"),
        "decreed": _("Ditetapkan sebagai penerima"),
    },
    steps=(
        step("withdrawn", "joined", (Role.PERSON,), _("Batalkan pendaftaran"), guard="wave still open"),
        step("joined", "withdrawn", (Role.PERSON,), _("Daftar lagi"), guard="wave still open"),
        step("eligible", "joined", _OFFICE),
        step("ineligible", "joined", _OFFICE, guard="with every reason"),
        step("drawn", "eligible", _OFFICE),
        step("not_drawn", "eligible", _OFFICE, guard="with the receipt"),
        step("not_drawn", "drawn", _OFFICE, guard="NIK or family was given a benefit by another wave meanwhile"),
        step("decreed", "drawn", _OFFICE, guard="NIK and family claims are free"),
    ),
    final=frozenset({"ineligible", "not_drawn", "decreed"}),
)

RECIPIENT = Workflow(
    name="recipient",
    initial="active",
    states={
        "active": _("Penerima"),
        "finished": _("Selesai"),
        "revoked": _("Dicabut"),
    },
    steps=(
        step("finished", "active", _OFFICE, guard="year end or balance used up"),
        step("revoked", "active", _OFFICE, _("Cabut kepesertaan"), guard="no purchase before its deadline"),
    ),
    final=frozenset({"finished", "revoked"}),
)
