"""How long each side has. None of it stands in a regulation: these are our own rules, named here once."""

from __future__ import annotations

import datetime

from peluang.engines.rules import local_date
from peluang.engines.standard import add_working_days

#: Reviewers decide within ten working days of the submission.
REVIEW_WORKING_DAYS = 10
#: An institution corrects what was returned within two weeks; later the draft waits, told as stale and never deleted.
CORRECTION_DAYS = 14
#: An institution answers a report within a week.
ANSWER_DAYS = 7
#: A price that a report proved wrong is corrected within two weeks, unless the office says otherwise.
PRICE_DAYS, MOST_PRICE_DAYS = 14, 60


def review_due(at: datetime.datetime) -> datetime.date:
    return add_working_days(local_date(at), REVIEW_WORKING_DAYS)


def correction_due(at: datetime.datetime) -> datetime.date:
    return local_date(at) + datetime.timedelta(days=CORRECTION_DAYS)


def answer_due(at: datetime.datetime) -> datetime.date:
    return local_date(at) + datetime.timedelta(days=ANSWER_DAYS)
