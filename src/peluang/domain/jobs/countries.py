"""Countries a vacancy can lie in: home, and where Indonesian workers are placed most."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

HOME = "ID"
#: ISO 3166-1 code → name, home first, the rest by how many work there.
COUNTRIES: dict[str, Any] = {
    HOME: _("Indonesia"), "HK": _("Hong Kong"), "TW": _("Taiwan"), "MY": _("Malaysia"), "JP": _("Jepang"),
    "SG": _("Singapura"), "KR": _("Korea Selatan"), "SA": _("Arab Saudi"), "BN": _("Brunei Darussalam"),
    "TR": _("Turki"), "IT": _("Italia"), "AE": _("Uni Emirat Arab"), "QA": _("Qatar"), "KW": _("Kuwait"),
    "PL": _("Polandia"), "DE": _("Jerman"), "RU": _("Rusia"), "HU": _("Hungaria"), "GB": _("Inggris Raya"),
    "AU": _("Australia"), "NZ": _("Selandia Baru"), "US": _("Amerika Serikat"), "CA": _("Kanada"), "OM": _("Oman"),
    "BH": _("Bahrain"), "MV": _("Maladewa"), "PG": _("Papua Nugini"), "NL": _("Belanda"), "TH": _("Thailand"),
}  # fmt: skip
