"""What search engines are told: every public page once, nothing private, one address for each page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import etree

from peluang.domain.readings import sitemap
from tests.factories.catalogue import an_offering
from tests.factories.jobs import a_vacancy
from tests.factories.learning import a_class

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.delete("sitemap-firsts")


def get(address: str) -> Any:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer


def addresses(address: str) -> list[str]:
    return etree.fromstring(get(address).content).xpath("//s:loc/text()", namespaces=NAMES)


def everything() -> list[str]:
    parts = addresses("/sitemap.xml")
    return [each for part in parts for each in addresses(part.removeprefix("http://localhost:8000"))]


def test_every_open_page_stands_in_one_part(monkeypatch):
    monkeypatch.setattr(sitemap, "PART", 2)
    shown = [a_vacancy(title=f"Kasir {number}") for number in range(5)]
    hidden = [a_vacancy(status="draft"), a_vacancy(status="closed")]
    offering = an_offering()
    assert sum("lowongan-" in each for each in addresses("/sitemap.xml")) == 3
    told = everything()
    assert len(told) == len(set(told))
    for each in shown:
        assert f"http://localhost:8000/lowongan/{each.id}" in told
    for each in hidden:
        assert str(each.id) not in str(told)
    code = offering.training_type.code
    assert {f"http://localhost:8000/pelatihan/{code}", f"http://localhost:8000/pelatihan/{code}/{offering.id}"} <= set(
        told
    )


def test_every_address_of_the_sitemap_is_a_page_that_calls_itself_so():
    a_vacancy()
    a_class()
    for each in everything():
        page = get(each.removeprefix("http://localhost:8000"))
        found = re.search(r'<link rel="canonical" href="([^"]+)"', page.content.decode())
        assert found is None or found.group(1) == each


def test_when_it_changed_and_how_long_it_may_be_kept():
    vacancy = a_vacancy()
    answer = get(f"/sitemap/lowongan-{vacancy.id}.xml")
    assert f"<lastmod>{vacancy.posted_at:%Y-%m-%d}</lastmod>" in answer.content.decode()
    assert answer["Cache-Control"] == "public, max-age=3600"


def test_robots_keep_to_what_is_public():
    said = get("/robots.txt").content.decode()
    assert "Disallow: /saya/" in said
    assert "Sitemap: http://localhost:8000/sitemap.xml" in said
    assert "/lowongan" not in said


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/lowongan", "/lowongan"),
        ("/lowongan?q=las&dekat=Jepara&upah=2000000&hal=1", "/lowongan?q=las&amp;dekat=Jepara"),
        ("/lowongan?hal=2&q=juru+las", "/lowongan?q=juru+las&amp;hal=2"),
        ('/lowongan?q="><script>alert(1)</script>', "/lowongan?q=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E"),
        ("/pelatihan?keahlian=las-smaw&kursi=1", "/pelatihan?keahlian=las-smaw"),
    ],
)
def test_a_search_has_one_address(asked, canonical):
    assert f'<link rel="canonical" href="http://localhost:8000{canonical}">' in get(asked).content.decode()


def test_pages_of_nobody_else_have_none():
    assert "canonical" not in get("/bantuan").content.decode()


def test_a_vacancy_says_what_google_asks():
    vacancy = a_vacancy(education_min="smk", experience_years=2, description="Mengelas <b>pipa</b>\nMembaca gambar")
    html = get(f"/lowongan/{vacancy.id}").content.decode()
    posting = json.loads(re.search(r'ld\+json">(.+?)</script>', html, re.DOTALL).group(1))
    assert posting["description"] == "<p>Mengelas &lt;b&gt;pipa&lt;/b&gt;</p><p>Membaca gambar</p>"
    assert posting["identifier"] == {"@type": "PropertyValue", "name": "Peluang", "value": str(vacancy.id)}
    assert posting["validThrough"] == f"{vacancy.valid_until}T23:59"
    assert posting["jobLocation"]["address"]["addressCountry"] == "ID"
    assert posting["educationRequirements"]["credentialCategory"] == "high school"
    assert posting["experienceRequirements"]["monthsOfExperience"] == 24
    needed = {
        "title",
        "description",
        "datePosted",
        "validThrough",
        "hiringOrganization",
        "employmentType",
        "baseSalary",
        "directApply",
    }
    assert needed <= posting.keys()
    assert "" not in posting["jobLocation"]["address"].values()
