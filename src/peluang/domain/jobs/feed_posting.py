"""The one door through which a vacancy of a feed is put before people. Checks at posting belong here."""

from __future__ import annotations

from peluang.domain.kernel.context import PROGRAM

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
