"""Classes, enrolments, certificates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_TEACHERS = (Role.PROVIDER, Role.TRAINER)

CLASS = Workflow(
    name="training_class",
    initial="open",
    states={
        "open": _("Menerima peserta"),
        "running": _("Berjalan"),
        "finished": _("Selesai"),
        "cancelled": _("Dibatalkan"),
    },
    steps=(
        step("running", "open", _TEACHERS, _("Mulai kelas")),
        step("finished", "running", _TEACHERS, _("Akhiri kelas"), guard="every session is over"),
        step("cancelled", "open running", (Role.PROVIDER, Role.PROGRAMME_OFFICE), _("Batalkan kelas"),
             guard="participants are refunded"),
    ),
    final=frozenset({"finished", "cancelled"}),
)  # fmt: skip

ENROLMENT = Workflow(
    name="enrolment",
    initial="booked",
    states={
        "booked": _("Kursi sudah dipesan"),
        "attending": _("Sedang belajar"),
        "completed": _("Lulus"),
        "failed": _("Belum lulus"),
        "cancelled": _("Dibatalkan"),
    },
    steps=(
        step("attending", "booked", _TEACHERS, guard="first attendance"),
        step("completed", "attending", _TEACHERS, guard="computed from evidence and standard, never ticked"),
        step("failed", "booked attending", _TEACHERS, guard="class finished without enough evidence"),
        step("cancelled", "booked", (Role.PERSON, *_TEACHERS, Role.PROGRAMME_OFFICE), _("Batalkan kursi"),
             guard="before the class starts; money goes back"),
        step("cancelled", "attending", (Role.PROVIDER, Role.PROGRAMME_OFFICE),
             guard="the whole class is cancelled; money goes back"),
    ),
    final=frozenset({"completed", "failed", "cancelled"}),
)  # fmt: skip
