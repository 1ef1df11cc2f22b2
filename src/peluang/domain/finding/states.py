"""A kept search: people are told about it, or not any more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

SAVED_SEARCH = Workflow(
    name="saved_search",
    initial="active",
    states={"active": _("Dikabari"), "stopped": _("Berhenti")},
    steps=(
        step("stopped", "active", (Role.PERSON,), _("Berhenti"), guard="one's own, or the link in the message"),
        step("active", "stopped", (Role.PERSON,), _("Kabari lagi")),
    ),
)
