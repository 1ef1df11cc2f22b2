"""Searching vacancies, and one vacancy with the reasons why it fits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from peluang.domain.finding.queries import search_vacancies
from peluang.domain.finding.results import VacancyPage
from peluang.domain.finding.saved import kept_already
from peluang.domain.finding.saved_criteria import link_of
from peluang.domain.jobs.answering import answering_of
from peluang.domain.jobs.applying_again import has_learned
from peluang.domain.jobs.countries import COUNTRIES
from peluang.domain.jobs.deciding import takes_applications
from peluang.domain.jobs.feed_queries import told_elsewhere
from peluang.domain.jobs.models import Vacancy, WorkKind
from peluang.domain.jobs.profiles import education_rank, vacancy_profile
from peluang.domain.jobs.queries import (
    application_at,
    profile_of,
    skills_by_code,
    trainings_that_teach,
    vacancy_for_page,
)
from peluang.domain.jobs.reasons import reading_language, spoken, stored
from peluang.domain.jobs.states import HIDDEN
from peluang.domain.jobs.terms import today_in
from peluang.domain.kernel.context import Role
from peluang.domain.people.enums import Education
from peluang.domain.people.models import Person
from peluang.domain.skills.models import Occupation
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.engines.codes.regions import distance_km, provinces
from peluang.engines.matching.score import score

from .criteria import RADII, Criteria, without
from .map_of_results import map_of
from .rows import list_rows
from .structured_data import job_posting
from .ways_out import links

_MOST_PROVINCES = 8


@page(ANYONE, whose="public")
def vacancies(request: HttpRequest) -> HttpResponse:
    """Words, place with radius, wage, schooling, kind, disability: the link keeps them all."""
    asked = Criteria.of(request)
    found = search_vacancies(**asked.search(), at=clock.now())
    title = _occupation_title(asked.occupation)
    home = _home(request)
    context = {
        "asked": asked, "found": found, "chips": asked.chips(request.GET, title),
        "kinds": [(value, _counted(label, found, "kind", value)) for value, label in WorkKind.choices],
        "educations": _educations(found), "radii": [(each, f"{each} km") for each in RADII],
        "provinces": _provinces(found) if not asked.place else [], "without": without,
        "rows": list_rows(found.items, home), "kept": _kept(asked, home), "to_keep": _to_keep(asked),
        "ways": links(found.ways, asked, request.GET), "hidden": asked.hidden(request.GET),
        "map": map_of(asked, request.GET) if asked.on_map else None,
    }  # fmt: skip
    return render(request, "public/vacancies/list.html", context)


@page(ANYONE, whose="public")
def vacancy(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """One vacancy. To a person who signed in: how it fits, what is missing, where to learn it."""
    row = vacancy_for_page(vacancy_id)
    if row.posted_at is None and row.status in HIDDEN:
        raise Http404
    if row.status in HIDDEN:
        return _not_shown(request, row)
    at = clock.now()
    home = _home(request)
    context = {
        "vacancy": row, "km": distance_km(home.lives_in_id, row.regency_id) if home else None,
        "job_posting": job_posting(request, row), "country": COUNTRIES.get(row.country, row.country),
        "is_open": takes_applications(row, at),
        "today": today_in(row.regency_id, at), "skills": _skills(row), "mine": None, "again": False,
        "reasons": None, "teaching": [],
        "answering": answering_of(row.employer_id) if row.apply_mode == "here" else None,
        "source": "" if row.source in ("own", "demo") else row.source, "elsewhere": told_elsewhere(row),
        **_for_person(request, row, at),
    }  # fmt: skip
    return render(request, "public/vacancies/vacancy.html", context)


def _not_shown(request: HttpRequest, row: Vacancy) -> HttpResponse:
    """It was open once and is not now: nothing of it is shown. Who applied is told what became of that; everybody
    else, search engines too, that there is no such page now (404) or any more (410).
    """
    actor = request.actor  # type: ignore[attr-defined]
    mine = application_at(actor.person, row.id) if actor.role == Role.PERSON and actor.person else None
    withdrawn = row.status == "withdrawn"
    page_of = "public/vacancies/withdrawn.html" if withdrawn else "public/vacancies/under_review.html"
    return render(request, page_of, {"mine": mine}, status=200 if mine else 410 if withdrawn else 404)


def _for_person(request: HttpRequest, row: Vacancy, at: Any) -> dict[str, Any]:
    """Nothing for visitors and for people who act for an organisation."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.role != Role.PERSON or actor.person is None:
        return {}
    profile = profile_of(actor.person, at)
    if profile is None:
        return {}
    match = score(profile, vacancy_profile(row))
    names = skills_by_code(match.missing_skills) if match.missing_skills else {}
    mine = application_at(actor.person, row.id)
    return {
        "mine": mine,
        "again": mine is not None and has_learned(mine),
        "reasons": spoken(match.total, stored(match), names, reading_language(), to_person=True),
        "missing": set(match.missing_skills),
        "teaching": trainings_that_teach(match.missing_skills) if match.missing_skills else [],
    }


def _skills(row: Vacancy) -> list[dict[str, Any]]:
    """What is asked for, required ones first: code, name in the reader's language, essential."""
    essential: list[str] = row.essential  # type: ignore[attr-defined]
    welcome: list[str] = row.welcome  # type: ignore[attr-defined]
    names = skills_by_code([*essential, *welcome]) if essential or welcome else {}
    english = reading_language() == "en"
    return [
        {"code": code, "name": names[code].name_en if english else names[code].name_id, "essential": code in essential}
        for code in [*sorted(essential), *sorted(welcome)]
    ]


def _home(request: HttpRequest) -> Person | None:
    """The person who looks, for distances; whoever acts for an organisation looks from nowhere."""
    actor = request.actor  # type: ignore[attr-defined]
    user: Any = request.user
    return user.person if actor.role == Role.PERSON and user.is_authenticated and user.person_id else None


def _to_keep(asked: Criteria) -> str:
    """The link's values with which this search is kept; "" when there is nothing to keep."""
    return link_of(asked.asked()).partition("?")[2] if asked.can_be_kept else ""


def _kept(asked: Criteria, home: Person | None) -> Any:
    """The person's own saved search, if it is this one."""
    return kept_already(home.id, asked.asked()) if home and asked.can_be_kept else None


def _counted(label: Any, found: VacancyPage, facet: str, value: str) -> str:
    many = found.facets.get(facet, {}).get(value, 0)
    return f"{label} ({many})"


def _educations(found: VacancyPage) -> list[tuple[str, str]]:
    """Each schooling with how many vacancies ask for no more than it."""
    counts = found.facets.get("education", {})
    options = []
    for value, label in Education.choices:
        if value != "none":
            rank = education_rank(value)
            options.append((value, f"{label} ({sum(many for at, many in counts.items() if int(at) <= rank)})"))
    return options


def _provinces(found: VacancyPage) -> list[tuple[str, str, int]]:
    """(name, code, how many), most first."""
    counts = found.facets.get("province", {})
    names = {each.code: each.name for each in provinces()}
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_PROVINCES]
    return [(names[code], code, many) for code, many in most]


def _occupation_title(code: str) -> str:
    if not code:
        return ""
    found = Occupation.objects.filter(code=code).first()
    return (found.title_en if reading_language() == "en" else found.title_id) if found else ""
