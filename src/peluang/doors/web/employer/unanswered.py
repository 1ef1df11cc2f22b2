"""Applicants who wait for a week or longer, each with an answer to read, change and send."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peluang.domain.jobs.access import EMPLOYING
from peluang.domain.jobs.commands import refuse_across
from peluang.domain.jobs.queries import skills_by_code
from peluang.domain.jobs.reasons import reading_language
from peluang.domain.jobs.unanswered import Waiting, many_unanswered, waiting_for
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import page

from .answers import AnswersForm, tell_answered

_AT_ONCE = 20


@page(EMPLOYING, methods=("GET", "POST"))
def waiting(request: HttpRequest) -> HttpResponse:
    """?hal= a page of those who wait longest. A POST names the applicants it showed: the list moves meanwhile."""
    by, at = request.actor, clock.now()  # type: ignore[attr-defined]
    number = max(int(found), 1) if (found := request.GET.get("hal", "")).isdecimal() and len(found) < 6 else 1
    only = _shown(request) if request.method == "POST" else None
    start = 0 if only is not None else (number - 1) * _AT_ONCE
    lines = waiting_for(by.organisation, at=at, start=start, most=_AT_ONCE, only=only)
    form = _form(request, lines)
    if request.method == "POST" and form.is_valid():
        single = request.POST.get("hanya")
        rows = [row for row in form.rows if str(row.id) == single]
        refusals = [form.refusal_of(row) for row in rows] if single else form.refusals()
        try:
            done = refuse_across(by, employer_id=by.organisation, refusals=refusals, at=at)
        except Refused as refusal:
            form.add(refusal)
        else:
            tell_answered(request, form.rows, len(done.done), done.decided)
            return redirect("employer:unanswered")
    many = many_unanswered(by.organisation, at)
    context = {
        "form": form, "many": many, "page": number, "pages": -(-many // _AT_ONCE),
        "lines": [line | {"wait": each} for line, each in zip(form.lines(), lines)],
        "english": reading_language() == "en",
    }  # fmt: skip
    return render(request, "employer/unanswered.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest) -> list[UUID]:
    """Raises NotYours for what is no id."""
    try:
        return [UUID(each) for each in request.POST.getlist("lamaran")[:_AT_ONCE]]
    except ValueError:
        raise NotYours from None


def _form(request: HttpRequest, lines: list[Waiting]) -> AnswersForm:
    """Filled with what is proposed; one statement for the names of skills."""
    names = skills_by_code({code for each in lines for code in each.asked})
    english = reading_language() == "en"
    initial: dict[str, Any] = {}
    for each in lines:
        initial[f"reason-{each.application.id}"] = each.proposed.reason
        initial[f"skill-{each.application.id}"] = each.proposed.skill
    skills = {
        each.application.id: [(code, names[code].name_en if english else names[code].name_id) for code in each.asked]
        for each in lines
    }
    rows = [each.application for each in lines]
    return AnswersForm(request.POST or None, rows=rows, skills=skills, initial=initial)
