"""The office recommends, the institution decides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

FINDING = Workflow(
    name="course_finding",
    initial="open",
    states={
        "open": _("Menunggu keputusan lembaga"),
        "decided": _("Lembaga sudah memutuskan"),
        "withdrawn": _("Ditarik"),
    },
    steps=(
        step("decided", "open", (Role.PROVIDER,), _("Putuskan"), guard="keep, revise, merge or retire, with a reason"),
        step("withdrawn", "open", (Role.PROGRAMME_OFFICE,), _("Tarik temuan"), guard="with a reason"),
    ),
    final=frozenset({"decided", "withdrawn"}),
)

OUTCOME = Workflow(
    name="outcome",
    initial="planned",
    states={
        "planned": _("Belum waktunya"),
        "asked": _("Menunggu jawabanmu"),
        "answered": _("Sudah dijawab"),
        "missed": _("Tidak dijawab"),
    },
    steps=(
        step("asked", "planned", (Role.SYSTEM,), guard="due date reached"),
        step("answered", "asked", (Role.PERSON,), _("Kirim jawaban")),
        step("missed", "asked", (Role.SYSTEM,), guard="thirty days without an answer"),
    ),
    final=frozenset({"answered", "missed"}),
)
