"""What a person types at registration, valid unless a test says otherwise."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories.people import JEPARA, a_kk, a_nik

BORN = datetime.date(2000, 5, 4)


def typed(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "account_id": None,
        "full_name": "Siti Aminah",
        "birth_date": BORN,
        "sex": "f",
        "nik": a_nik(BORN, "f"),
        "kk": a_kk(),
        "regency": JEPARA,
        "education": "smk",
        "work_status": "job_seeker",
        "consents": ["programme"],
    }
    return values | changes
