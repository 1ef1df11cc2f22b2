"""Addresses that people give us: shown to others, so only what a browser opens, and one spelling of each."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused

LONGEST = 500
_is_address = URLValidator(schemes=["http", "https"])
#: Marks of campaigns, which make two links of one page.
_MARKS = ("utm_", "fbclid", "gclid", "si")


def tidy_link(text: str, *, field: str = "url", needed: Any = "") -> str:
    """One spelling of an address: scheme and host in small letters, no fragment, no campaign marks.

    "" for nothing, unless `needed` says why it is. Raises Refused("link_missing", "link_bad").
    """
    typed = text.strip()
    if not typed:
        if needed:
            raise Refused("link_missing", needed, field=field)
        return ""
    if "://" not in typed:
        typed = f"https://{typed}"
    try:
        parts = urlsplit(typed)
        kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_mark(name)]
        tidy = urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(kept), ""))
        _is_address(tidy)
        fits = len(tidy) <= LONGEST and "@" not in parts.netloc
    except (ValidationError, ValueError):
        fits = False
    if not fits:
        raise Refused("link_bad", _("Alamat ini tidak benar. Contoh: https://contoh.id/kelas"), field=field)
    return tidy


def _is_mark(name: str) -> bool:
    return name == "si" or name.startswith(_MARKS[:-1])
