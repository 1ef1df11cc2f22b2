"""An offering's life. Nothing is deleted: it is retired or merged, with the decision that says so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_OFFICE = (Role.PROGRAMME_OFFICE,)

OFFERING = Workflow(
    name="offering",
    initial="draft",
    states={
        "draft": _("Konsep"),
        "submitted": _("Menunggu kurasi"),
        "published": _("Terbit"),
        "suspended": _("Ditangguhkan"),
        "merged": _("Digabung"),
        "retired": _("Tidak ditawarkan lagi"),
    },
    steps=(
        step("submitted", "draft", (Role.PROVIDER,), _("Ajukan"), guard="no finding of the standard is open"),
        step("draft", "submitted", (Role.PROVIDER, *_OFFICE), _("Kembalikan untuk diperbaiki"), guard="with reasons"),
        step("published", "submitted", _OFFICE, _("Terbitkan")),
        step("suspended", "published", _OFFICE, _("Tangguhkan"), guard="with a reason"),
        step("published", "suspended", _OFFICE, _("Terbitkan lagi")),
        step("merged", "published suspended", (Role.PROVIDER,), _("Gabung"), guard="into another of the same type"),
        step("retired", "draft published suspended", (Role.PROVIDER,), _("Hentikan")),
    ),
    final=frozenset({"merged", "retired"}),
)

ADMISSION = Workflow(
    name="admission",
    initial="draft",
    states={
        "draft": _("Sedang diisi"),
        "submitted": _("Menunggu diperiksa"),
        "checking": _("Sedang diperiksa"),
        "visit_planned": _("Menunggu kunjungan"),
        "approved": _("Disetujui"),
        "refused": _("Ditolak"),
        "expired": _("Masa berlakunya habis"),
    },
    steps=(
        step("submitted", "draft", (Role.PROVIDER,), _("Ajukan"), guard="papers, a venue and a trainer are there"),
        step("checking", "submitted", _OFFICE, _("Mulai periksa")),
        step("draft", "submitted checking visit_planned", _OFFICE, _("Kembalikan untuk dilengkapi"),
             guard="with reasons"),
        step("visit_planned", "checking", _OFFICE, _("Jadwalkan kunjungan"), guard="every paper is checked"),
        step("approved", "visit_planned", _OFFICE, _("Setujui"), guard="visit reported, nothing open, with an expiry"),
        step("approved", "checking", _OFFICE, _("Setujui"), guard="online only: no venue to visit"),
        step("refused", "checking visit_planned", _OFFICE, _("Tolak"), guard="with reasons"),
        step("draft", "refused expired approved", (Role.PROVIDER,), _("Ajukan lagi"),
             guard="a new round; the old one is kept"),
        step("expired", "approved", (Role.SYSTEM,), guard="its last day is over"),
    ),
)  # fmt: skip

REPORT = Workflow(
    name="content_report",
    initial="open",
    states={
        "open": _("Menunggu jawaban lembaga"),
        "answered": _("Dijawab lembaga"),
        "upheld": _("Terbukti"),
        "dismissed": _("Tidak terbukti"),
    },
    steps=(
        step("answered", "open", (Role.PROVIDER,), _("Jawab")),
        step("upheld", "open answered", _OFFICE, _("Nyatakan terbukti"), guard="answered or the time is over"),
        step("dismissed", "open answered", _OFFICE, _("Nyatakan tidak terbukti"), guard="with a reason"),
    ),
    final=frozenset({"upheld", "dismissed"}),
)

FREE_EQUIVALENT = Workflow(
    name="free_equivalent",
    initial="proposed",
    states={"proposed": _("Menunggu diperiksa"), "confirmed": _("Setara dan gratis"), "rejected": _("Tidak setara")},
    steps=(
        step("confirmed", "proposed rejected", _OFFICE, _("Setara"), guard="somebody opened the link"),
        step("rejected", "proposed confirmed", _OFFICE, _("Tidak setara"), guard="with a reason"),
    ),
)

PROPOSAL = Workflow(
    name="equivalence_proposal",
    initial="open",
    states={"open": _("Perlu dilihat"), "confirmed": _("Pelatihan yang sama"), "split": _("Pelatihan berbeda")},
    steps=(
        step("confirmed", "open split", _OFFICE, _("Sama")),
        step("split", "open confirmed", _OFFICE, _("Berbeda")),
    ),
)
