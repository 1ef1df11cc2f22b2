"""The boundary of a domain command: one transaction, one actor, row security in scope `command`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from .context import Actor, acting

P = ParamSpec("P")
R = TypeVar("R")


def command(function: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Marks one thing that can happen: `def buy(by, *, training_class, at)`.

    Checks, writes and the event run in one transaction; a Refused or any other error leaves nothing
    behind. Access is checked in the command (access.py), so the rows it may touch are not limited twice.
    """

    @functools.wraps(function)
    def run(by: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with acting(by, scope="command"):
            return function(by, *args, **kwargs)

    run.is_command = True  # type: ignore[attr-defined]
    return run
