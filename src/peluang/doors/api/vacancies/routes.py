"""The stream of vacancies, at /api/v1/vacancies (docs/api.md). Open to everybody; nothing is signed."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import parse_etags, urlencode
from ninja import Query, Router
from ninja.decorators import decorate_view

from peluang.domain.jobs.models import Vacancy
from peluang.domain.jobs.stream import MOST, Cursor, changes

from .shapes import ChangesOut

router = Router(tags=["vacancies"])


def revalidated(run: Any) -> Any:
    """Around an answer that a reader may hold already: 304 without a body when it still is the same."""

    def view(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        answer = run(request, *args, **values)
        if answer.status_code != 200:
            return answer
        # Weak: a proxy may compress the same answer.
        etag = f'W/"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        known = {each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))}
        if known & {etag.removeprefix("W/"), "*"}:
            answer = HttpResponse(status=304)
        answer["ETag"] = etag
        answer["Cache-Control"] = "public, no-cache"
        return answer

    return view


@router.get("/changes", response=ChangesOut, url_name="vacancy_changes")
@decorate_view(revalidated)
def vacancy_changes(
    request: HttpRequest, after: str = "", limit: Annotated[int, Query(ge=1, le=MOST)] = 500
) -> dict[str, Any]:
    """Everything that is open now, then what changed or ended since. Follow `next`; keep it for the next day."""
    page = changes(Cursor.of(after) if after else None, limit)
    following = urlencode({"after": page.next.text, "limit": str(limit)})
    items: list[dict[str, Any]] = [{"type": "changed", "id": row.id, "vacancy": _said(row)} for row in page.rows]
    items += [{"type": "removed", "id": each} for each in page.removed]
    return {"items": items, "next": f"{settings.BASE_URL}{request.path}?{following}", "more": page.more}


def _said(row: Vacancy) -> dict[str, Any]:
    return {
        "id": row.id, "title": row.title, "employer": row.employer.name, "description": row.description,
        "requirements": row.requirements, "occupation": row.occupation_id,
        "regency": {"code": row.regency_id, "name": row.regency.name}, "address": row.address, "kind": row.kind,
        "wage_min": row.wage_min, "wage_max": row.wage_max, "headcount": row.headcount,
        "education_min": row.education_min, "experience_years": row.experience_years,
        "open_to_disability": row.open_to_disability, "skills": row.skill_codes,  # type: ignore[attr-defined]
        "valid_from": row.valid_from, "valid_until": row.valid_until, "posted_at": row.posted_at,
        "source": row.source, "source_url": row.source_url,
        "url": f"{settings.BASE_URL}{reverse('public:vacancy', args=[row.id])}",
    }  # fmt: skip
