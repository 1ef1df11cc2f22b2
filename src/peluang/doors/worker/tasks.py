"""Periodic work, through procrastinate: each task calls domain commands and carries no rule of its own."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

from peluang.domain.catalogue.commands import propose_equivalents
from peluang.domain.kernel.context import PROGRAM, acting

from ..clock import now
from .due import run_due
from .feeds import turn


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="due", pass_context=False)
def due(timestamp: int) -> None:
    """Every minute: deadlines that passed."""
    run_due(now())


@app.periodic(cron="41 2 * * *")
@app.task(queueing_lock="equivalents")
def equivalents(timestamp: int) -> None:
    """Every night: which published trainings may be the same; people decide in the morning."""
    propose_equivalents(PROGRAM, at=now())


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="months")
def months(timestamp: int) -> None:
    """Every night: the journal's partitions for this month and the next."""
    with acting(PROGRAM, scope="command"), connection.cursor() as cursor:
        cursor.execute("select events_ensure_month(now()), events_ensure_month(now() + interval '1 month')")


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="feeds")
def feeds(timestamp: int) -> None:
    """Every minute: feeds of other portals that are due or half read."""
    turn()
