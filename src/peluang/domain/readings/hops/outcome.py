"""What became of it: the questions after 3, 6 and 12 months."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from peluang.domain.evaluation.commands.outcomes import ANSWER_DAYS
from peluang.domain.evaluation.models import Situation

from ..facts import Asked, Facts
from ..hop import Hop
from .learning import has_finished


def outcome(facts: Facts) -> list[Hop]:
    """Answered and waiting questions; of those to come, the next one alone."""
    if not has_finished(facts):
        return []
    told = [_hop(each) for each in facts.outcomes if each.status != "planned"]
    coming = [_hop(each) for each in facts.outcomes if each.status == "planned"][:1]
    return told + coming


def _hop(each: Asked) -> Hop:
    title = _("Kabar %(months)s bulan sesudah lulus") % {"months": each.months}
    if each.status == "answered":
        return Hop("outcome", title, "done", note=str(dict(Situation.choices).get(each.situation, "")))
    if each.status == "missed":
        return Hop(
            "outcome",
            title,
            "stopped",
            note=_("Tidak dijawab dalam tiga puluh hari."),
            after=_("kami tanya lagi di bulan berikutnya; tidak ada yang hilang."),
        )
    if each.status == "asked":
        return Hop(
            "outcome",
            _("Ceritakan kabarmu sesudah %(months)s bulan") % {"months": each.months},
            "now",
            who=_("kamu"),
            by=each.due_on + datetime.timedelta(days=ANSWER_DAYS),
            mine=True,
            act="outcome",
            subject=each.id,
            action=_("Jawab tiga pertanyaan singkat"),
            after=_("jawabanmu ikut menentukan nilai pelatihan itu."),
        )
    return Hop("outcome", title, "next", when=each.due_on, note=_("Kami tanya kabarmu."))
