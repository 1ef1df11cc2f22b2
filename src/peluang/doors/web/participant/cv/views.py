"""The profile as a CV: as employers see it, as a PDF, as a file for other sites."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from peluang.domain.kernel.refusal import NotYours
from peluang.domain.people.contact import phone_as_spoken
from peluang.domain.people.enums import SkillSource
from peluang.domain.readings.cv import Cv, cv_of, resume_of
from peluang.doors import clock
from peluang.doors.web.page import SIGNED_IN, page
from peluang.engines.resumes import write_europass, write_json_resume
from peluang.engines.resumes.printing import cv_pdf

from ..fields import english
from .sheet import sheet_of

#: An employer's page of an applicant shows that many, the newest first.
SEEN_EXPERIENCES = 10
_PROVEN = frozenset({SkillSource.CERTIFICATE, SkillSource.COMPETENCY})


@page(SIGNED_IN)
@never_cache
def cv(request: HttpRequest) -> HttpResponse:
    found = _own(request)
    shown = {
        "cv": found,
        "phone": phone_as_spoken(found.person.phone),
        "wished": [each.title_en if english() else each.title_id for each in found.wished],
        "skills": [_skill(each) for each in found.skills],
        "seen": SEEN_EXPERIENCES,
        "bare": not (found.skills or found.experiences or found.certificates or found.competencies),
    }
    return render(request, "participant/cv/cv.html", shown)


def _skill(row: Any) -> dict[str, Any]:
    name = row.skill.name_en if english() else row.skill.name_id
    return {"name": name, "source": row.get_source_display(), "proven": row.source in _PROVEN}


@page(SIGNED_IN)
@never_cache
def pdf(request: HttpRequest) -> HttpResponse:
    """Made when asked for (some milliseconds); with phone and e-mail, since one hands it over oneself."""
    at = clock.now()
    content = cv_pdf(sheet_of(_own(request), english=english(), at=at))
    return _private(HttpResponse(content, content_type="application/pdf"), "cv.pdf")


@page(SIGNED_IN)
@never_cache
def json_resume(request: HttpRequest) -> HttpResponse:
    content = write_json_resume(resume_of(_own(request), english=english()))
    return _private(HttpResponse(content, content_type="application/json"), "cv.json")


@page(SIGNED_IN)
@never_cache
def europass(request: HttpRequest) -> HttpResponse:
    language = (get_language() or "id")[:2]
    content = write_europass(resume_of(_own(request), english=english()), at=clock.now(), language=language)
    return _private(HttpResponse(content, content_type="application/xml"), "cv-europass.xml")


def _own(request: HttpRequest) -> Cv:
    found = cv_of(request.actor.person, clock.now())  # type: ignore[attr-defined]
    if found is None:
        raise NotYours
    return found


def _private(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
