"""What people are told about the searches they keep, in both languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.utils import translation

from peluang.domain.jobs.models import Vacancy
from peluang.domain.messages.templates import names, register
from peluang.engines.codes.rupiah import format_rupiah

from .models import Alert, SavedSearch, ToldVacancy
from .saved_criteria import asked_of, described, link_of

STOP_PATH = "/berhenti/{stop_token}"
_ASK_WAGE = {"id": "upah ditanyakan", "en": "ask about the wage"}
_STOP = {"id": "berhenti", "en": "stop"}
_STOPPED = {"id": "sudah berhenti", "en": "stopped"}


def _names(ids: Sequence[str], language: str) -> dict[str, str]:
    rows = list(SavedSearch.objects.filter(id__in=ids))
    with translation.override(language):
        return {str(row.id): said for row, said in zip(rows, described(asked_of(row.criteria) for row in rows))}


def _lists(ids: Sequence[str], language: str) -> dict[str, str]:
    """Of each alert, the vacancies it names that are open still."""
    told = ToldVacancy.objects.filter(alert_id__in=ids, position__gt=0, vacancy__status="open")
    lines: dict[str, list[str]] = defaultdict(list)
    for each in told.select_related("vacancy__employer", "vacancy__regency").order_by("alert_id", "position"):
        lines[str(each.alert_id)].append(_line(each.vacancy, language))
    return {key: "\n\n".join(found) for key, found in lines.items()}


def _line(row: Vacancy, language: str) -> str:
    """Three lines: what, where and for how much, the link. A title is one line whatever was typed."""
    wages = [format_rupiah(wage) for wage in dict.fromkeys((row.wage_min, row.wage_max)) if wage]
    what = " ".join(f"{row.title}, {row.employer.name}".split())
    paid = " – ".join(wages) or _ASK_WAGE[language]
    return f"• {what}\n  {row.regency.name} · {paid}\n  {settings.BASE_URL}/lowongan/{row.id}"


def _links(ids: Sequence[str], language: str) -> dict[str, str]:
    """Of each alert, its search on the page, with what was posted since the one before."""
    rows = Alert.objects.filter(id__in=ids).select_related("search")
    with translation.override("id"):
        return {str(row.id): link_of(asked_of(row.search.criteria), row.since) for row in rows}


def _searches(ids: Sequence[str], language: str) -> dict[str, str]:
    """Of each person, their searches, each with the link that stops it."""
    rows = list(SavedSearch.objects.filter(person_id__in=ids).order_by("saved_at"))
    made: dict[str, list[str]] = defaultdict(list)
    with translation.override(language):
        for row, said in zip(rows, described(asked_of(row.criteria) for row in rows)):
            stop = f"{settings.BASE_URL}{STOP_PATH.format(stop_token=row.token)}"
            rest = f"{_STOP[language]}: {stop}" if row.status == "active" else _STOPPED[language]
            made[str(row.person_id)].append(f"• {said}\n  {rest}")
    return {key: "\n\n".join(found) for key, found in made.items()}


names("search_name", "search_id", _names)
names("alert_list", "alert_id", _lists)
names("alert_link", "alert_id", _links)
names("search_links", "searcher_id", _searches)

ALERT = register(
    "finding.alert",
    subject_id="Lowongan baru ({found}): {search_name}",
    subject_en="New vacancies ({found}): {search_name}",
    body_id="{first_name}, ini lowongan baru untuk pencarianmu ({found}): {search_name}.\n\n{alert_list}\n\nSemuanya:",
    body_en="{first_name}, new vacancies for your search ({found}): {search_name}.\n\n{alert_list}\n\nAll of them:",
    path="{alert_link}",
    short_id="{found} lowongan baru: {search_name}",
    short_en="{found} new: {search_name}",
    stop_path=STOP_PATH,
)
LINKS = register(
    "finding.links",
    subject_id="Tautan pencarianmu",
    subject_en="The links of your searches",
    body_id="{first_name}, ini pencarian yang kamu simpan.\n\n{search_links}\n\nSemua pencarianmu (perlu masuk):",
    body_en="{first_name}, these are the searches you keep.\n\n{search_links}\n\nAll your searches (after signing in):",
    path="/saya/pencarian",
)
