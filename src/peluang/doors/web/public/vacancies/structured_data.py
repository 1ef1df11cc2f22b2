"""What search engines read: schema.org JobPosting, as JSON-LD (a data block, not a script)."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape
from markupsafe import Markup

from peluang.domain.jobs.countries import HOME
from peluang.domain.jobs.models import Vacancy

_KINDS = {"full": "FULL_TIME", "part": "PART_TIME", "contract": "CONTRACTOR", "daily": "PER_DIEM", "intern": "INTERN"}


_SCHOOLS = {
    "sma": "high school", "smk": "high school", "d3": "associate degree", "s1": "bachelor degree",
    "s2": "postgraduate degree",
}  # fmt: skip


def job_posting(request: HttpRequest, vacancy: Vacancy) -> Markup:
    """What Google asks of JobPosting, required and recommended, as far as it was said; what was not said is left out
    (developers.google.com/search/docs/appearance/structured-data/job-posting). "<" is written as an escape: a title
    could hold a tag.
    """
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _described(vacancy),
        "identifier": {"@type": "PropertyValue", "name": "Peluang", "value": str(vacancy.id)},
        "url": f"{settings.BASE_URL}{request.path}",
        "datePosted": vacancy.posted_at.date().isoformat() if vacancy.posted_at else None,
        "validThrough": f"{vacancy.valid_until.isoformat()}T23:59",
        "employmentType": _KINDS[vacancy.kind],
        "hiringOrganization": {"@type": "Organization", "name": vacancy.employer.name},
        "totalJobOpenings": vacancy.places_left,
        "directApply": vacancy.apply_mode == "here",
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress"} | _address(vacancy)},
    }  # fmt: skip
    if vacancy.wage_min or vacancy.wage_max:
        amount = {"minValue": vacancy.wage_min or vacancy.wage_max, "maxValue": vacancy.wage_max or vacancy.wage_min}
        data["baseSalary"] = {
            "@type": "MonetaryAmount", "currency": "IDR",
            "value": {"@type": "QuantitativeValue", "unitText": "MONTH"} | amount,
        }  # fmt: skip
    address = data["jobLocation"]["address"]
    data["jobLocation"]["address"] = {name: value for name, value in address.items() if value}
    if vacancy.education_min in _SCHOOLS:
        needed = {"@type": "EducationalOccupationalCredential", "credentialCategory": _SCHOOLS[vacancy.education_min]}
        data["educationRequirements"] = needed
    if vacancy.experience_years:
        months = {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": vacancy.experience_years * 12}
        data["experienceRequirements"] = months
    data = {name: value for name, value in data.items() if value is not None}
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))


def _address(vacancy: Vacancy) -> dict[str, str]:
    """Abroad only the country is known: the regency is where people are recruited."""
    if vacancy.country != HOME:
        return {"addressCountry": vacancy.country}
    return {
        "streetAddress": vacancy.address, "addressLocality": vacancy.regency.name,
        "addressRegion": vacancy.regency.province.name, "addressCountry": HOME,
    }  # fmt: skip


def _described(vacancy: Vacancy) -> str:
    """All that is said, as HTML with its lines; never the title alone, which Google refuses."""
    said = "\n".join(part for part in (vacancy.description, vacancy.requirements) if part.strip())
    said = said or f"{vacancy.title}, {vacancy.employer.name}, {vacancy.regency.name}."
    return "".join(f"<p>{escape(line.strip())}</p>" for line in said.split("\n") if line.strip())
