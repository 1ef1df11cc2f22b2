"""Small, medium or large industry, by workers and yearly sales.

Small: at most 19 workers and sales below Rp 1 billion. Medium: at most 19 workers and sales from Rp 1 billion, or
20 workers and more with sales up to Rp 15 billion (Permenperin 64/2016 art. 3–4). Larger ones are no IKM.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SMALL_WORKERS = 19
SMALL_SALES = 1_000_000_000
MEDIUM_SALES = 15_000_000_000


class Size(models.TextChoices):
    SMALL = "small", _("Kecil")
    MEDIUM = "medium", _("Menengah")
    LARGE = "large", _("Besar")
    UNKNOWN = "", _("Belum diketahui")


def size_class(workers: int | None, yearly_sales: int | None) -> Size:
    """yearly_sales: rupiah. Unknown when either figure is missing."""
    if workers is None or yearly_sales is None:
        return Size.UNKNOWN
    if workers <= SMALL_WORKERS:
        return Size.SMALL if yearly_sales < SMALL_SALES else Size.MEDIUM
    return Size.MEDIUM if yearly_sales <= MEDIUM_SALES else Size.LARGE
