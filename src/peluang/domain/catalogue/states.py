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
