"""What a seat of a class costs, in SQL: the price of the version it was scheduled with, whatever a seat costs today."""

from __future__ import annotations

from django.db.models import BigIntegerField, Case, F, OuterRef, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from peluang.domain.catalogue.models import OfferingVersion


def seat_price() -> Combinable:
    """Rupiah, for a query over TrainingClass: the same as `as_scheduled(offering, version).price`. Offerings from
    before versions have no row; what stands is then what always stood.
    """
    kept = OfferingVersion.objects.filter(offering=OuterRef("offering"), number=OuterRef("version"))
    price = Cast(KeyTextTransform("price", "content"), BigIntegerField())
    return Case(
        When(version=F("offering__version"), then=F("offering__price")),
        default=Coalesce(Subquery(kept.values_list(price)[:1]), F("offering__price")),
        output_field=BigIntegerField(),
    )
