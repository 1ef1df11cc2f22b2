"""IKM lists, firms, invitations, sentra and their needs.

`a_firm(email="…")`, `an_invitation(token="rahasia")`, `a_sentra()`, `a_need(skill="las-smaw")`, `a_request()`.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
from typing import Any

from peluang.domain.industry.models import IkmFirm, IkmList, Invitation, SentraProfile, SkillNeed, TrainingRequest
from peluang.domain.kernel.keys import new_id
from peluang.domain.organisations.models import Organisation
from tests.conftest import NOW

from .organisations import an_organisation
from .people import JEPARA

_numbers = itertools.count(1)
PROCESS = [
    {"code": "potong", "name_id": "Potong kayu", "name_en": "Cut the wood"},
    {"code": "rakit", "name_id": "Rakit", "name_en": "Assemble"},
    {"code": "poles", "name_id": "Poles akhir", "name_en": "Finish"},
]


def an_ikm_list(*, ministry: Organisation | None = None, **fields: Any) -> IkmList:
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"IKM terdampak {number}", "digest": f"{number:064d}", "rows": 2, "imported_by": new_id(),
        "imported_at": NOW,
    }  # fmt: skip
    return IkmList.objects.create(organisation=ministry or an_organisation("ministry"), **values | fields)


def a_firm(*, ikm_list: IkmList | None = None, **fields: Any) -> IkmFirm:
    """Batik in Jepara with an e-mail address, production reduced."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "row_number": number, "key": f"batik {number}@{JEPARA}", "name": f"Batik Sekar {number}", "regency_id": JEPARA,
        "condition": "reduced", "email": f"usaha{number}@contoh.id",
    }  # fmt: skip
    return IkmFirm.objects.create(ikm_list=ikm_list or an_ikm_list(), **values | fields)


def an_invitation(*, firm: IkmFirm | None = None, token: str = "", **fields: Any) -> Invitation:
    token = token or f"token-{next(_numbers)}"
    values: dict[str, Any] = {
        "token_digest": hashlib.sha256(token.encode()).digest(), "channel": "email", "invited_at": NOW,
    }  # fmt: skip
    return Invitation.objects.create(firm=firm or a_firm(), **values | fields)


def a_sentra(*, organisation: Organisation | None = None, **fields: Any) -> SentraProfile:
    """Furniture, twelve units, three steps of work."""
    values: dict[str, Any] = {"product": "Mebel ukir", "units": 12, "workers": 80, "process": PROCESS}
    return SentraProfile.objects.create(organisation=organisation or an_organisation("sentra"), **values | fields)


def a_need(*, sentra: SentraProfile | None = None, skill: str | None = None, **fields: Any) -> SkillNeed:
    values: dict[str, Any] = {
        "process_step": "poles", "words": "Poles tanpa bahan berbahaya", "urgency": 4, "people": 10,
        "named_by": new_id(), "named_at": NOW,
    }  # fmt: skip
    return SkillNeed.objects.create(sentra=sentra or a_sentra(), skill_id=skill, **values | fields)


def a_request(*, need: SkillNeed | None = None, **fields: Any) -> TrainingRequest:
    need = need or a_need()
    values: dict[str, Any] = {
        "regency_id": JEPARA, "people": need.people, "requested_at": NOW,
        "answer_by": NOW.date() + datetime.timedelta(days=21),
    }  # fmt: skip
    return TrainingRequest.objects.create(need=need, **values | fields)
