"""An invitation that waits in the session until its reader has registered."""

from __future__ import annotations

import contextlib
from typing import Any

from peluang.domain.industry.commands import accept_invitation
from peluang.domain.kernel.refusal import Refused
from peluang.doors import clock

SESSION_KEY = "invitation"


def take_up_invitation(request: Any) -> None:
    """Ties the invitation that brought this person here to them; one that somebody else used is forgotten."""
    token = request.session.get(SESSION_KEY)
    if not token or request.actor.person is None:
        return
    with contextlib.suppress(Refused):
        accept_invitation(request.actor, token=token, person_id=request.actor.person, at=clock.now())
    del request.session[SESSION_KEY]
