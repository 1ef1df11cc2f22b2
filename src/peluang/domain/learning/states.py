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
        step(
            "attending", "booked", (*_TEACHERS, Role.PERSON),
            guard="first attendance; by the person only with the trainer's code",
        ),
        step("completed", "attending", _TEACHERS, guard="computed from evidence and standard, never ticked"),
        step("failed", "booked attending", _TEACHERS, guard="class finished without enough evidence"),
        step("cancelled", "booked", (Role.PERSON, *_TEACHERS, Role.PROGRAMME_OFFICE), _("Batalkan kursi"),
             guard="before the class starts; money goes back"),
        step("cancelled", "attending", (Role.PERSON, Role.PROVIDER, Role.PROGRAMME_OFFICE),
             guard="the whole class is cancelled, or was moved and its leaving day has not passed; money goes back"),
    ),
    final=frozenset({"completed", "failed", "cancelled"}),
)  # fmt: skip

WAITING = Workflow(
    name="waiting",
    initial="waiting",
    states={
        "waiting": _("Menunggu kursi"),
        "offered": _("Kursi ditawarkan"),
        "taken": _("Kursi diambil"),
        "declined": _("Tidak jadi"),
        "expired": _("Tawaran lewat waktu"),
        "closed": _("Kelas dimulai tanpa kursi kosong"),
    },
    steps=(
        step("offered", "waiting", (Role.SYSTEM,), guard="a seat is free and held for them"),
        step("taken", "waiting offered", (Role.PERSON,), _("Ambil kursi"), guard="booked like any seat"),
        step(
            "declined",
            "waiting offered",
            (Role.PERSON,),
            _("Tidak jadi"),
            guard="by page or by the link in the message",
        ),
        step("expired", "offered", (Role.SYSTEM,), guard="its time is over; the next in line is asked"),
        step("closed", "waiting offered", (Role.SYSTEM,), guard="the class began or was cancelled"),
    ),
    final=frozenset({"taken", "declined", "expired", "closed"}),
)

ALLOCATION = Workflow(
    name="allocation",
    initial="open",
    states={
        "open": _("Menerima pilihan"),
        "computed": _("Sudah dihitung"),
        "settled": _("Kursi dibagikan"),
        "cancelled": _("Dibatalkan"),
    },
    steps=(
        step(
            "computed",
            "open computed",
            (Role.PROGRAMME_OFFICE,),
            _("Hitung pembagian"),
            guard="its closing time is over",
        ),
        step(
            "settled", "computed", (Role.PROGRAMME_OFFICE,), _("Bagikan kursi"), guard="proof shows zero blocking pairs"
        ),
        step(
            "cancelled",
            "open computed",
            (Role.PROGRAMME_OFFICE, Role.SYSTEM),
            _("Batalkan"),
            guard="by the office, or by itself a day before its first class",
        ),
    ),
    final=frozenset({"settled", "cancelled"}),
)

WORK = Workflow(
    name="practical_work",
    initial="handed_in",
    states={"handed_in": _("Menunggu dinilai"), "returned": _("Perlu diperbaiki"), "marked": _("Sudah dinilai")},
    steps=(
        step("returned", "handed_in", _TEACHERS, _("Minta perbaikan"), guard="with feedback"),
        step("marked", "handed_in", _TEACHERS, _("Nilai"), guard="every criterion has its points; with feedback"),
        step("handed_in", "returned", (Role.PERSON,), _("Kirim lagi"), guard="before the class ends"),
    ),
    final=frozenset({"marked"}),
)

REVIEW = Workflow(
    name="review",
    initial="published",
    states={
        "published": _("Terbit"),
        "held": _("Menunggu dilihat"),
        "hidden": _("Disembunyikan"),
    },
    steps=(
        step(
            "held",
            "published",
            (Role.PERSON, Role.PROVIDER, Role.TRAINER, Role.SYSTEM),
            _("Laporkan"),
            guard="with a reason",
        ),
        step("published", "held hidden", (Role.PROGRAMME_OFFICE,), _("Terbitkan")),
        step(
            "hidden",
            "held published",
            (Role.PROGRAMME_OFFICE,),
            _("Sembunyikan"),
            guard="with a reason; its marks still count",
        ),
    ),
)

COMPETENCY = Workflow(
    name="competency_certificate",
    initial="claimed",
    states={
        "claimed": _("Menunggu diperiksa"),
        "verified": _("Sudah diperiksa"),
        "refused": _("Tidak bisa diakui"),
        "revoked": _("Dicabut"),
    },
    steps=(
        step(
            "verified",
            "claimed",
            (Role.ASSESSOR, Role.PROGRAMME_OFFICE),
            _("Nyatakan benar"),
            guard="by its own issuer or the office",
        ),
        step("refused", "claimed", (Role.ASSESSOR, Role.PROGRAMME_OFFICE), _("Tolak"), guard="with a reason"),
        step("revoked", "verified", (Role.ASSESSOR, Role.PROGRAMME_OFFICE), _("Cabut"), guard="with a reason"),
        step("claimed", "refused", (Role.PERSON,), _("Ajukan lagi")),
    ),
    final=frozenset({"revoked"}),
)
