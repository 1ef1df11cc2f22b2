"""Placement cases and referrals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_OFFICE = (Role.LABOUR_OFFICE,)

CASE = Workflow(
    name="placement_case",
    initial="opened",
    states={
        "opened": _("Menunggu pengantar kerja"),
        "interviewed": _("Sudah berbicara dengan pengantar kerja"),
        "referred": _("Dirujuk ke pemberi kerja"),
        "placed": _("Bekerja"),
        "own_business": _("Membuka usaha"),
        "closed": _("Ditutup"),
    },
    steps=(
        step("interviewed", "opened", _OFFICE, _("Catat pembicaraan")),
        step("referred", "opened interviewed referred", _OFFICE, _("Rujuk"), guard="consent when in another regency"),
        step(
            "placed", "opened interviewed referred", (*_OFFICE, Role.EMPLOYER, Role.SENTRA), guard="an employment began"
        ),
        step("own_business", "opened interviewed referred", (*_OFFICE, Role.PERSON), _("Saya membuka usaha")),
        # The handler alone takes these: the hire that ended the case was undone within a day.
        step("opened", "placed", (Role.SYSTEM,), guard="the hire was undone"),
        step("interviewed", "placed", (Role.SYSTEM,), guard="the hire was undone"),
        step("referred", "placed", (Role.SYSTEM,), guard="the hire was undone"),
        step("closed", "opened interviewed referred", (*_OFFICE, Role.PERSON), _("Tutup"), guard="with a reason"),
    ),
    final=frozenset({"own_business", "closed"}),
)

#: Somebody still has to act.
OPEN = ("interviewed", "opened", "referred")

REFERRAL = Workflow(
    name="referral",
    initial="proposed",
    states={
        "proposed": _("Menunggu jawabanmu"),
        "accepted": _("Kamu setuju"),
        "declined": _("Kamu menolak"),
        "lapsed": _("Tidak dijawab"),
    },
    steps=(
        step("accepted", "proposed", (Role.PERSON,), _("Setuju dirujuk")),
        step("declined", "proposed", (Role.PERSON,), _("Tidak, terima kasih")),
        step("lapsed", "proposed", _OFFICE, guard="seven days without an answer"),
    ),
    final=frozenset({"accepted", "declined", "lapsed"}),
)
