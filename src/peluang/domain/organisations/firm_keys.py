"""What tells one firm from another: its NIB, else its name in its regency. Unique in the database."""

from __future__ import annotations

import re

from .models import Kind

EMPLOYING = (Kind.EMPLOYER, Kind.IKM, Kind.SENTRA)
_LONGEST = 200


def firm_key(kind: str, nib: str, *, name: str = "", regency: str = "") -> str:
    """ "nib:9120001012345", "name:33.20:ptukirjati", or "" for what is no firm or can't be told apart. nib: 13
    digits or "". name, regency: given for a firm that registers itself; others may share a name until they have a NIB.
    """
    if kind not in EMPLOYING:
        return ""
    if nib:
        return f"nib:{nib}"
    alike = likeness(name)[:_LONGEST]
    return f"name:{regency}:{alike}" if alike and regency else ""


def likeness(name: str) -> str:
    """ "PT. Ukir-Jati" and "pt ukir jati" are one name."""
    return re.sub(r"[\W_]+", "", name.casefold())
