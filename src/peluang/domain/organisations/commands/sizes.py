"""How large an organisation says it is: rules for micro and small firms rest on it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import SIZE_STATED
from ..models import Organisation
from .locks import locked_organisation

#: Nobody in the country employs more; a zero too many is likelier.
MOST_WORKERS = 1_000_000


@command
def state_size(by: Actor, *, organisation_id: UUID, workers: int, at: datetime.datetime) -> Organisation:
    """workers: how many work there, 1 to MOST_WORKERS. Raises Refused at workers, NotYours for another's."""
    row = locked_organisation(organisation_id)
    access.may_change(by, row)
    check_workers(workers)
    row.workers = workers
    row.save(update_fields=["workers"])
    append(SIZE_STATED, row.id, at=at, workers=workers)
    return row


def check_workers(workers: int) -> None:
    """Raises Refused at workers for a number that no organisation has."""
    if not 1 <= workers <= MOST_WORKERS:
        raise Refused("workers_out_of_range", _("Jumlah pekerja ini tidak mungkin."), field="workers",
                      todo=_("Tulis berapa orang yang bekerja pada Anda sekarang, paling sedikit 1."))  # fmt: skip
