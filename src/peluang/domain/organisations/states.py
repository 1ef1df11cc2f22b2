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
    ),
    final=frozenset({"closed"}),
)
