"""The one door through which a vacancy of a feed is put before people. Checks at posting belong here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.refusal import Refused
from peluang.engines.vacancy_checks import Signal, suspicious_words

from .models import Vacancy
from .states import VACANCY
from .terms import check_complete


def post_from_feed(vacancy: Vacancy) -> None:
    """Opens an unsaved draft or a closed one again, as post_vacancy does for what is written here; the caller saves
    and appends. Raises Refused for what can't be right; it is then listed with the item.
    """
    check_complete(vacancy)
    VACANCY.advance(vacancy, "open", PROGRAM.role)
    vacancy.ended_at, vacancy.status_reason = None, ""


def check_words(vacancy: Vacancy) -> None:
    """Raises Refused suspicious with the very words. Nobody of the other portal could answer a look of the labour
    office, so such an item is not taken at all. A number to call is no sign here: the portal stands behind the vacancy.
    """
    found = [
        each.words
        for each in suspicious_words(vacancy.title, vacancy.description, vacancy.requirements)
        if each.signal in (Signal.FEE, Signal.DISCRIMINATING)
    ]
    if found:
        raise Refused(
            "suspicious", _("Meminta uang atau menutup jalan orang: “%(words)s”.") % {"words": "”, “".join(found[:3])}
        )
