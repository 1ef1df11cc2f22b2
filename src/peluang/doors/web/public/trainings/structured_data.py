"""What search engines read: schema.org Course, as JSON-LD (a data block, not a script)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from markupsafe import Markup

from peluang.domain.catalogue.models import TrainingType
from peluang.domain.learning.queries import Equivalent

_MODES = {"offline": "Onsite", "online": "Online", "blended": "Blended"}


def course(request: HttpRequest, kind: TrainingType, offers: Sequence[Equivalent]) -> Markup:
    """A Course with one instance an institution. "<" is written as an escape: a title could hold a tag."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": kind.title_id,
        "description": kind.description_id or kind.title_id,
        "url": f"{settings.BASE_URL}{request.path}",
        "provider": {"@type": "Organization", "name": "Peluang", "url": settings.BASE_URL},
        "occupationalCredentialAwarded": "Open Badges 3.0",
        "offers": [
            {"@type": "Offer", "category": "Paid" if each.offering.price else "Free", "price": each.offering.price,
             "priceCurrency": "IDR"}
            for each in offers
        ],
        "hasCourseInstance": [_instance(each) for each in offers],
    }  # fmt: skip
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))


def _instance(each: Equivalent) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "CourseInstance",
        "courseMode": _MODES[each.offering.mode],
        "courseWorkload": f"PT{max(1, each.offering.minutes // 60)}H",
        "organizer": {"@type": "Organization", "name": each.offering.provider.name},
    }
    if each.next_class:
        made["startDate"] = each.next_class.starts_at.date().isoformat()
        made["endDate"] = each.next_class.ends_at.date().isoformat()
    if each.offering.regency:
        made["location"] = each.offering.regency.name
    return made
