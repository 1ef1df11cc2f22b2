"""What waits on the desks: cases that go through the commands, so that every page has something real to show.

Few rows, so commands write them as anybody would, at moments of the last weeks; their keys are new each time. They come
last, when the country stands, in one transaction.
"""

from __future__ import annotations

from peluang.domain.kernel.context import PROGRAM

from .country import Country
from .desk_actors import Desk
from .desk_classes import open_a_line, open_a_round, teach_in_a_workshop
from .desk_institutions import admit_and_sanction
from .desk_offerings import curate, fill_banks, look_at_reviews
from .desk_online import teach_online
from .desk_vacancies import look_at_vacancies
from .loading import Loader


def write_desks(loader: Loader, country: Country) -> None:
    with loader.batch("desks", 1) as fresh:
        if fresh is None:  # written before an interruption
            return
        desk = Desk.of(country)
        fill_banks(desk)
        admit_and_sanction(desk)
        curate(desk, PROGRAM)
        look_at_reviews(desk)
        teach_in_a_workshop(desk)
        teach_online(desk)
        open_a_line(desk)
        open_a_round(desk)
        look_at_vacancies(desk)
        fresh.update(b"desks")
