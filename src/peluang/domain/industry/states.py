"""What a sentra's need becomes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

REQUEST = Workflow(
    name="training_request",
    initial="open",
    states={
        "open": _("Mencari lembaga"),
        "accepted": _("Ada lembaga yang sanggup"),
        "scheduled": _("Kelas sudah dijadwalkan"),
        "declined": _("Belum bisa dipenuhi"),
    },
    steps=(
        step("accepted", "open", (Role.PROVIDER,), _("Kami sanggup"), guard="with an offering"),
        step("scheduled", "accepted", (Role.PROVIDER,), _("Jadwalkan kelas")),
        step("declined", "open", (Role.MINISTRY, Role.PROGRAMME_OFFICE), _("Belum bisa"), guard="with a reason"),
    ),
    final=frozenset({"scheduled", "declined"}),
)
