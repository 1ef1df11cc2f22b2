"""What is new close to a place: vacancies that opened, classes that begin."""

from __future__ import annotations

import datetime

from django.db.models import Case, F, IntegerField, Q, Value, When

from peluang.domain.jobs.models import Vacancy
from peluang.domain.learning.models import TrainingClass
from peluang.engines.rules import local_date


def _closeness(region: str) -> Case:
    """0 in the regency, 1 in its province, 2 elsewhere."""
    return Case(
        When(regency_id=region, then=Value(0)),
        When(regency__code__startswith=region[:2] or "x", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def vacancies_near(region: str, *, at: datetime.datetime, most: int = 5) -> list[Vacancy]:
    """Open vacancies, first of the regency, then of its province, then the newest anywhere (1 to 3 statements).

    Each circle is asked only while there are too few: sorting the whole country by closeness costs 160 ms at
    100,000 vacancies.
    """
    open_now = Vacancy.objects.filter(status="open", valid_until__gte=local_date(at), filled__lt=F("headcount"))
    newest = open_now.select_related("employer", "regency").order_by("-posted_at", "-id")
    circles = [Q(regency_id=region), Q(regency__province_id=region[:2])] if region else []
    found: list[Vacancy] = []
    for circle in [*circles, Q()]:
        found += newest.filter(circle).exclude(id__in=[each.id for each in found])[: most - len(found)]
        if len(found) >= most:
            break
    return found


def classes_near(region: str, *, at: datetime.datetime, most: int = 4) -> list[TrainingClass]:
    """Classes with a free seat that begin within two months, the nearest first (1 statement)."""
    found = TrainingClass.objects.filter(
        Q(offering__status="published"),
        status="open",
        starts_at__gt=at,
        starts_at__lt=at + datetime.timedelta(days=62),
        seats_taken__lt=F("seats"),
    )
    order = [_closeness(region)] if region else []
    related = found.select_related("offering__training_type", "offering__provider", "offering__result", "regency")
    return list(related.order_by(*order, "starts_at", "id")[:most])
