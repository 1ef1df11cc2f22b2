"""What search engines read: schema.org JobPosting, as JSON-LD (a data block, not a script)."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from markupsafe import Markup

from peluang.domain.jobs.models import Vacancy

_KINDS = {"full": "FULL_TIME", "part": "PART_TIME", "contract": "CONTRACTOR", "daily": "PER_DIEM", "intern": "INTERN"}


def job_posting(request: HttpRequest, vacancy: Vacancy) -> Markup:
    """ "<" is written as an escape: a title could hold a tag."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": vacancy.description or vacancy.title,
        "identifier": str(vacancy.id),
        "url": f"{settings.BASE_URL}{request.path}",
        "datePosted": vacancy.posted_at.date().isoformat() if vacancy.posted_at else None,
        "validThrough": vacancy.valid_until.isoformat(),
        "employmentType": _KINDS[vacancy.kind],
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer.name},
        "totalJobOpenings": vacancy.places_left,
        "directApply": True,
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress", "streetAddress": vacancy.address, "addressLocality": vacancy.regency.name,
                "addressRegion": vacancy.regency.province.name, "addressCountry": "ID",
            },
        },
    }  # fmt: skip
    if vacancy.wage_min or vacancy.wage_max:
        amount = {"minValue": vacancy.wage_min or vacancy.wage_max, "maxValue": vacancy.wage_max or vacancy.wage_min}
        data["baseSalary"] = {
            "@type": "MonetaryAmount", "currency": "IDR",
            "value": {"@type": "QuantitativeValue", "unitText": "MONTH"} | amount,
        }  # fmt: skip
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))
