"""What stands in a feed and was posted here by the same firm: ours is shown, the feed's item is a copy of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from peluang.domain.events.journal import append_many
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.organisations.imported import reference_of
from peluang.domain.organisations.models import Kind, Organisation

from .events import VACANCY_ENDED
from .feed_values import likeness
from .models import FeedItem, FeedRun, Vacancy
from .states import VACANCY
from .terms import today_in

#: Vacancy.source of what is written here, and of the demonstration.
OURS = ("own", "demo")
#: Why the vacancy of a feed ended when the firm's own one was there. Its feed may open it again.
COPY = "copy"
_EMPLOYING = (Kind.EMPLOYER, Kind.IKM, Kind.SENTRA)


def own_twins(
    employers: set[str], regencies: set[str], owner: Organisation | None, at: datetime.datetime
) -> dict[str, Vacancy]:
    """Open vacancies of ours, by likeness as the items of a feed have it. employers: references of the firms named.

    Only of employers whom an office checked: under a borrowed name nobody takes another's vacancy off the list.
    """
    if owner is not None:
        who = {owner.id: str(owner.id)}
    else:
        checked = Organisation.objects.filter(kind__in=_EMPLOYING, status="verified").values_list("id", "name")
        who = {key: _reference(name) for key, name in checked if _reference(name) in employers}
    rows = Vacancy.objects.filter(employer_id__in=who, regency_id__in=regencies, source__in=OURS, status="open")
    return {
        likeness(who[each.employer_id], each.title, each.regency_id): each
        for each in rows.order_by("-id")  # of several the oldest stays
        if each.valid_from <= today_in(each.regency_id, at)
    }


def fold_into(own: Iterable[Vacancy], *, at: datetime.datetime) -> int:
    """Ends what feeds show of these; the items stay, as copies. Inside a command, after lock_folding.

    own: open ones with their checked employers. Returns how many ended.
    """
    by_likeness = {
        like: each for each in own if each.valid_from <= today_in(each.regency_id, at) for like in _likenesses(each)
    }
    items = FeedItem.objects.filter(likeness__in=list(by_likeness), gone_at__isnull=True, vacancy__status="open")
    copies = {
        item.vacancy_id: by_likeness[item.likeness]
        for item in items.exclude(vacancy__source__in=OURS).order_by("-id")
        if item.vacancy_id is not None
    }
    return end_copies(copies, at=at)


def end_copies(copies: Mapping[UUID, Vacancy], *, at: datetime.datetime) -> int:
    """copies: vacancy of a feed → ours. Who applied there is still answered there."""
    rows = Vacancy.objects.select_for_update().filter(id__in=list(copies), status="open").order_by("id")
    ended = list(rows)
    for vacancy in ended:
        VACANCY.advance(vacancy, "closed", PROGRAM.role)
        vacancy.ended_at, vacancy.status_reason = at, COPY
        mine, told = copies[vacancy.id], FeedItem.objects.filter(vacancy=vacancy)
        told.filter(likeness__in=_likenesses(mine)).update(vacancy=mine)
        told.update(vacancy=None, digest="")  # told something else meanwhile: read anew
    Vacancy.objects.bulk_update(ended, ["status", "ended_at", "status_reason"], 500)
    append_many(VACANCY_ENDED, [each.id for each in ended], at=at, status="closed")
    return len(ended)


def release(own: Sequence[Vacancy]) -> int:
    """Items that are no copies of these any more, as ours closed or says something else: the next reading shows them.

    One that is filled, withdrawn or looked at keeps them: the firm or an office decided about that work. Returns how
    many were released. Inside a command, after lock_folding.
    """
    freed = []
    ours = {each.id: each for each in own}
    for item in FeedItem.objects.filter(vacancy__in=list(ours)).select_related("feed").order_by("id"):
        assert item.vacancy_id is not None
        mine = ours[item.vacancy_id]
        if mine.status == "closed" or item.likeness not in _likenesses(mine):
            led = Vacancy.objects.filter(source=item.feed.name, source_ref=item.reference).first()
            item.vacancy, item.digest = led, ""
            freed.append(item)
    FeedItem.objects.bulk_update(freed, ["vacancy", "digest"], 500)
    # "Nothing new" would be no answer now.
    whole = FeedRun.objects.filter(feed__in={each.feed_id for each in freed}, status="whole")
    whole.update(etag="", last_modified="")
    return len(freed)


def _likenesses(vacancy: Vacancy) -> tuple[str, str]:
    """In feeds of that employer, and in feeds that only name it."""
    return (
        likeness(str(vacancy.employer_id), vacancy.title, vacancy.regency_id),
        likeness(_reference(vacancy.employer.name), vacancy.title, vacancy.regency_id),
    )


#: The names of all checked employers are compared for each piece of a feed.
_reference = lru_cache(maxsize=1 << 17)(reference_of)
