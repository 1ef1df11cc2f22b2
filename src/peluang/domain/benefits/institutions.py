"""Where incentives can be paid to. A dated list of the payment partner; codes are stored with each account."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

BANKS = (
    ("bni", "BNI"), ("bri", "BRI"), ("mandiri", "Bank Mandiri"), ("btn", "BTN"), ("bsi", "Bank Syariah Indonesia"),
    ("bca", "BCA"), ("bpd", _("Bank pembangunan daerah")),
)  # fmt: skip
WALLETS = (("ovo", "OVO"), ("gopay", "GoPay"), ("dana", "DANA"), ("linkaja", "LinkAja"))
INSTITUTIONS = dict(BANKS + WALLETS)
