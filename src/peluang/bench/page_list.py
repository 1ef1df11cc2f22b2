"""Which pages are measured, and with which varied addresses."""

from __future__ import annotations

import random
from urllib.parse import urlencode

from django.urls import reverse

from peluang.domain.catalogue.models import Offering
from peluang.domain.jobs.models import Vacancy
from peluang.domain.places.models import Regency
from peluang.domain.skills.models import Occupation

_VARIED = 60


def page_list(random_source: random.Random) -> list[tuple[str, list[str], bool]]:
    """(name, addresses, signed in). Words come from titles in both languages, places from all regencies."""
    titles = [
        title for pair in Occupation.objects.filter(level=4).values_list("title_id", "title_en") for title in pair
    ]
    regencies = list(Regency.objects.values_list("code", flat=True))
    vacancies = list(Vacancy.objects.filter(status="open").values_list("id", flat=True)[:500])
    types = list(
        Offering.objects.filter(status="published").values_list("training_type__code", flat=True).distinct()[:200]
    )

    def words() -> str:
        return " ".join(random_source.choice(titles).split()[:2])

    def search(name: str, extra: dict[str, str]) -> list[str]:
        return [
            reverse(name) + "?" + urlencode({"q": words(), "dekat": random_source.choice(regencies), **extra})
            for _ in range(_VARIED)
        ]

    def sample(name: str, keys: list) -> list[str]:
        return [reverse(name, args=[random_source.choice(keys)]) for _ in range(_VARIED)]

    return [
        ("home", [reverse("public:home")], False),
        ("training_search", search("public:trainings", {"radius": "100"}), False),
        ("training", sample("public:training", types), False),
        ("vacancy_search", search("public:vacancies", {"radius": "50", "jenis": "full"}), False),
        ("vacancy", sample("public:vacancy", vacancies), False),
        ("board", [reverse("public:board")], False),
        ("timeline", [reverse("participant:home")], True),
        ("vacancy_signed_in", sample("public:vacancy", vacancies), True),
        ("profile", [reverse("participant:profile")], True),
        ("messages", [reverse("participant:messages")], True),
    ]
