"""How an organisation comes to be trusted."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_CHECKS = (Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE, Role.PROGRAMME_OFFICE)

ORGANISATION = Workflow(
    name="organisation",
    initial="proposed",
    states={
        "proposed": _("Menunggu diperiksa"),
        "verified": _("Sudah diperiksa"),
        "suspended": _("Ditangguhkan"),
        "closed": _("Ditutup"),
    },
    steps=(
        step("verified", "proposed suspended", _CHECKS, _("Nyatakan sudah diperiksa")),
        step("suspended", "proposed verified", _CHECKS, _("Tangguhkan"), guard="with a reason"),
        step(
            "closed",
            "proposed verified suspended",
            (Role.PROGRAMME_OFFICE,),
            _("Tutup"),
            guard="with a reason",
        ),
        step("proposed", "suspended", (Role.SYSTEM,), guard="a sanction is over before it was ever checked"),
        step(
            "proposed",
            "verified",
            (Role.EMPLOYER,),
            guard="it corrects what was checked: its NIB, or its address without one",
        ),
    ),
    final=frozenset({"closed"}),
)

SANCTION = Workflow(
    name="sanction",
    initial="announced",
    states={
        "announced": _("Diumumkan, menunggu jawaban"),
        "answered": _("Sudah dijawab"),
        "in_force": _("Berlaku"),
        "appealed": _("Dibanding"),
        "lifted": _("Dicabut"),
        "ended": _("Berakhir"),
    },
    steps=(
        step("answered", "announced", (Role.PROVIDER, Role.EMPLOYER), _("Jawab"), guard="before the answer is due"),
        step("in_force", "announced answered", _CHECKS, _("Tetapkan"),
             guard="answered, or the time to answer is over; with a reason"),
        step("lifted", "announced answered in_force appealed", _CHECKS, _("Cabut"),
             guard="with a reason; an appeal is decided by somebody else"),
        step("appealed", "in_force", (Role.PROVIDER, Role.EMPLOYER), _("Ajukan banding"),
             guard="once, before the appeal is due"),
        step("in_force", "appealed", _CHECKS, _("Tolak banding"), guard="by somebody else than who set it"),
        step("ended", "in_force", (Role.SYSTEM,), guard="its last day is over"),
    ),
    final=frozenset({"lifted", "ended"}),
)  # fmt: skip

JOINING = Workflow(
    name="join_request",
    initial="waiting",
    states={
        "waiting": _("Menunggu jawaban"),
        "accepted": _("Diterima"),
        "declined": _("Ditolak"),
        "withdrawn": _("Dibatalkan"),
    },
    steps=(
        step("accepted", "waiting", (Role.PERSON, Role.EMPLOYER), _("Terima"),
             guard="by the other side; an invitation before it ends"),
        step("declined", "waiting", (Role.PERSON, Role.EMPLOYER), _("Tolak"), guard="by the other side"),
        step("withdrawn", "waiting", (Role.PERSON, Role.EMPLOYER), _("Batalkan"), guard="by the side that began"),
    ),
    final=frozenset({"accepted", "declined", "withdrawn"}),
)  # fmt: skip
