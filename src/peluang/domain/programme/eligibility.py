"""What the rules say of one person today: each rule with its answer, for the page that invites to join."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.people.models import Person
from peluang.engines.rules import Reason, SchemeParameters, assess

from .facts import facts_of

#: Rule → what it asks, said so that a ✓ before it makes sense. Codes of engines.rules.REASON_CODES.
_ASKS: dict[str, Any] = {
    "NOT_CITIZEN": _("Warga negara Indonesia"),
    "NIK_NOT_VERIFIED": _("NIK sudah terbukti milikmu"),
    "BIRTH_DATE_UNKNOWN": _("Tanggal lahir terisi"),
    "TOO_YOUNG": _("Berumur %(age_min)s tahun atau lebih"),
    "TOO_OLD": _("Paling tua %(age_max)s tahun"),
    "IN_FORMAL_EDUCATION": _("Tidak sedang sekolah atau kuliah"),
    "WORK_STATUS_NOT_COVERED": _("Pencari kerja, pekerja, korban PHK, atau punya usaha mikro dan kecil"),
    "EXCLUDED_OCCUPATION": _("Bukan pejabat, ASN, TNI, Polri, perangkat desa, atau direksi BUMN/BUMD"),
    "RECEIVES_SOCIAL_AID": _("Tidak sedang menerima bantuan sosial lain"),
    "ALREADY_RECIPIENT": _("Belum pernah menerima bantuan ini"),
    "FAMILY_LIMIT": _("Penerima dalam satu Kartu Keluarga kurang dari %(family_limit)s orang"),
}


@dataclass(frozen=True)
class RuleAnswer:
    """One rule: what it asks, and the reason when it is not met."""

    code: str
    asks: str
    reason: Reason | None

    @property
    def met(self) -> bool:
        return self.reason is None


def preview(person_id: UUID, parameters: SchemeParameters, at: datetime.datetime) -> list[RuleAnswer]:
    """Every rule of the scheme and how it stands for this person today (one statement).

    The same rules decide at screening, on the facts of that day. Raises Person.DoesNotExist.
    """
    found = facts_of(Person.objects.filter(id=person_id))
    if not found:
        raise Person.DoesNotExist
    refused = {reason.code: reason for reason in assess(found[0].for_rules(), parameters, at).reasons}
    values = {
        "age_min": parameters.age_min, "age_max": parameters.age_max, "family_limit": parameters.family_limit,
    }  # fmt: skip
    return [
        RuleAnswer(code, str(asks) % values, refused.get(code))
        for code, asks in _ASKS.items()
        if _applies(code, parameters) or code in refused
    ]


def _applies(code: str, parameters: SchemeParameters) -> bool:
    if code == "TOO_OLD":
        return parameters.age_max is not None
    if code == "RECEIVES_SOCIAL_AID":
        return parameters.social_aid_excluded
    return code != "BIRTH_DATE_UNKNOWN"  # only worth a line when it is wrong
