"""Searching vacancies, and a vacancy's page with its reasons."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from peluang.domain.finding.commands import rebuild_index
from peluang.domain.jobs.commands import measure_answering
from peluang.domain.kernel.context import PROGRAM
from peluang.doors import clock
from tests.conftest import NOW
from tests.doors.web.visiting import as_member, as_person, at_most
from tests.factories.catalogue import an_offering
from tests.factories.jobs import DAY, TODAY, a_vacancy, an_application
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db

GAP = "las-smaw-posisi-3g"


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.SEARCH_INDEX = tmp_path / "index"


@pytest.fixture
def market():
    rows = [
        a_vacancy(skills=["las-smaw", GAP], employer=an_organisation("employer", name="CV Rangka Jati"), places=4),
        a_vacancy(title="Tukang las pagar", regency="33.19", kind="contract"),
        a_vacancy(title="Juru masak", occupation="5120", regency="35.78"),
    ]
    rebuild_index(PROGRAM, at=NOW)
    return rows


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(address, client=None, status=200):
    with at_most(12):
        response = (client or Client()).get(address)
    assert response.status_code == status, text(response)
    return response


def test_the_count_is_announced_and_each_row_says_what_matters(market):
    page = get("/lowongan?q=las")
    said = text(page)
    assert 'role="status"' in page.content.decode()
    assert "2 lowongan." in said
    assert "CV Rangka Jati" in said
    assert "Rp2,9–3,4" in said
    assert "Juru masak" not in said


def test_the_link_keeps_the_search_and_a_chip_takes_one_part_off(market):
    page = get("/lowongan?q=las&dekat=Jepara&radius=50&upah=2.000.000&jenis=full&pendidikan=smk&disabilitas=on")
    said = text(page)
    assert "1 lowongan." in said
    for chip in ("Kabupaten Jepara, 50 km", "mulai Rp2", "tamat SMK", "Penuh waktu", "disabilitas"):
        assert chip in said
    without_kind = re.search(
        r'class="chip" href="(\?[^"]+)">(?:<[^>]+>[^<]*</[^>]+>)?Penuh', page.content.decode()
    ).group(1)
    assert "jenis" not in without_kind
    assert "upah=2.000.000" in without_kind
    assert "2 lowongan." in text(get("/lowongan" + without_kind.replace("&amp;", "&")))


def test_a_wider_circle_is_offered_when_nothing_is_near(market):
    page = get("/lowongan?q=pagar&dekat=Jepara&radius=10")
    said = text(page)
    assert "Belum ada di Kabupaten Jepara" in said
    assert "Ada 1 lowongan sampai 40 km dari Kabupaten Jepara" in said
    wider = re.search(r'href="([^"]+)">Ada 1 lowongan sampai', page.content.decode()).group(1).replace("&amp;", "&")
    assert "Tukang las pagar" in text(get("/lowongan" + wider))


def test_the_map_counts_narrows_and_keeps_the_search(market):
    page = get("/lowongan?q=las&jenis=full&tampilan=peta")
    assert "<circle" in page.content.decode()
    inside = re.search(r'href="([^"]*dekat=33[^"]*)"', page.content.decode()).group(1).replace("&amp;", "&")
    assert {"q=las", "jenis=full", "tampilan=peta"} <= set(inside.lstrip("?").split("&"))
    page = get("/lowongan" + inside)
    there = re.search(r'href="([^"]*dekat=33.20[^"]*)"', page.content.decode()).group(1).replace("&amp;", "&")
    assert "tampilan" not in there
    assert "1 lowongan." in text(get("/lowongan" + there))
    assert "0 lowongan." in text(get("/lowongan?q=xqzwv&tampilan=peta"))


def test_searching_anew_keeps_the_filters_and_the_title_tells_the_count(market):
    page = get("/lowongan?q=las&upah=2.000.000&jenis=full&disabilitas=on&jabatan=7212").content.decode()
    bar = re.search(r'role="search">.*?</form>', page, re.S).group(0)
    for name in ("upah", "jenis", "disabilitas", "jabatan"):
        assert f'type="hidden" name="{name}"' in bar
    assert "<title>1 lowongan · las" in page


@pytest.mark.parametrize(
    "odd",
    [
        "radius=-5",
        "radius=abc",
        "upah=1e9",
        "jenis=xx",
        "pendidikan=none",
        "hal=0",
        "hal=99999",
        "dekat=Atlantis",
        "jabatan=drop",
        "q=%00",
        "tampilan=peta&dekat=Atlantis",
        "tampilan=peta&dekat=33.20",
        "dekat=%F0%9F%98%80",
    ],
)
def test_any_link_gives_a_page(market, odd):
    get(f"/lowongan?q=las&{odd}")


def test_an_unknown_place_says_so_and_keeps_what_was_typed(market):
    page = get("/lowongan?dekat=Atlantis")
    assert "belum kami kenali" in text(page)
    assert 'value="Atlantis"' in page.content.decode()


def test_typing_mistakes_and_nothing(market):
    assert "Tidak ada “konstruski”; ini hasil untuk “konstruksi”." in text(get("/lowongan?q=konstruski"))
    nothing = get("/lowongan?q=xqzwv")
    assert "Belum ada yang cocok" in text(nothing)
    assert 'value="xqzwv"' in nothing.content.decode()


def test_english(market):
    client = Client(headers={"cookie": "lang=en"})
    assert "vacanc" in text(get("/lowongan?q=welder", client)).lower()


def test_a_signed_in_person_sees_how_far_it_is(market):
    page = get("/lowongan?q=pagar", as_person())
    assert re.search(r"Kudus · \d+.km", text(page))


def test_a_vacancy_to_a_visitor(market):
    page = get(f"/lowongan/{market[0].id}")
    html = page.content.decode()
    assert html.count("btn primary") == 1
    assert f"/saya/lamar/{market[0].id}" in html
    posting = json.loads(re.search(r'ld\+json">(.+?)</script>', html, re.DOTALL).group(1))
    assert (posting["@type"], posting["totalJobOpenings"], posting["baseSalary"]["value"]["minValue"]) == (
        "JobPosting",
        4,
        2_900_000,
    )
    assert "masuk dulu" in text(page)
    assert "Mengapa cocok" not in text(page)


def test_a_title_cannot_break_out_of_the_structured_data():
    vacancy = a_vacancy(title="</script><script>alert(1)</script>")
    assert "<script>alert" not in get(f"/lowongan/{vacancy.id}").content.decode()


def test_to_a_person_it_says_why_it_fits_and_where_to_learn_what_is_missing(market):
    offering = an_offering(skills={GAP: 2})
    person = a_person(skills={"las-smaw": 3}, occupations=["7212"])
    page = get(f"/lowongan/{market[0].id}", as_person(person))
    said = text(page)
    assert "1 dari 2 keahlian" in said
    assert "Pekerjaannya sama dengan yang kamu cari." in said
    assert "Belum: las SMAW posisi 3G" in said
    assert f"/pelatihan/{offering.training_type.code}" in page.content.decode()
    assert page.content.decode().count("btn primary") == 1


def test_who_applied_sees_their_application_instead(market):
    person = a_person()
    application = an_application(vacancy=market[0], person=person)
    page = get(f"/lowongan/{market[0].id}", as_person(person))
    assert f"/saya/lamaran/{application.id}" in page.content.decode()
    assert "/saya/lamar/" not in page.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "closed"},
        {"status": "filled"},
        {"valid_from": TODAY - 9 * DAY, "valid_until": TODAY - DAY},
        {"filled": 1},
    ],
)
def test_an_ended_vacancy_says_so_and_cannot_be_applied_to(fields):
    page = get(f"/lowongan/{a_vacancy(**fields).id}")
    assert "tidak menerima lamaran lagi" in text(page)
    assert "/saya/lamar/" not in page.content.decode()
    assert "ld+json" not in page.content.decode()


def test_a_draft_is_not_there_even_to_its_employer():
    draft = a_vacancy(status="draft")
    get(f"/lowongan/{draft.id}", status=404)
    get(f"/lowongan/{draft.id}", as_member(draft.employer, "employer"), status=404)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("jenis=jabatan&q=tukang+las", "value="), ("jenis=keahlian&q=smaw", "las SMAW"), ("jenis=wilayah&q=jep", "Kabupaten Jepara"),
        ("jenis=wilayah&dekat=jep", "Kabupaten Jepara"), ("jenis=keahlian&skills=las+GMAW,+las+sm", "las SMAW"),
    ],
)  # fmt: skip
def test_suggestions_while_typing(query, label):
    assert label in get(f"/cari-kata?{query}").content.decode()


def test_suggestions_as_a_list_and_nothing_for_nonsense():
    page = get("/cari-kata?jenis=jabatan&bentuk=daftar&q=welder").content.decode()
    assert '<ul class="suggestions">' in page
    assert "/lowongan?q=" in page
    for odd in ("", "jenis=mantra&q=las", "jenis=jabatan&q=", "jenis=jabatan&q=%25"):
        assert get(f"/cari-kata?{odd}").content.decode().strip() == ""


@pytest.mark.parametrize(("answered", "said"), [(4, False), (5, True)])
def test_how_an_employer_answers_is_said_from_five_answers(answered, said):
    vacancy = a_vacancy()
    for number in range(6):
        sent_at = NOW - 20 * DAY
        replied = sent_at + 3 * DAY if number < answered else None
        an_application(vacancy=vacancy, sent_at=sent_at, answered_at=replied)
    measure_answering(PROGRAM, at=NOW)
    page = text(get(f"/lowongan/{vacancy.id}"))
    words = "Biasanya menjawab dalam 3 hari. Menjawab 5 dari 6 lamaran setengah tahun terakhir."
    assert (words in page) == said
    desk = text(get("/perusahaan/", as_member(vacancy.employer, "employer")))
    assert (words in desk) == said


def test_nothing_is_said_of_an_employer_that_answers_elsewhere():
    vacancy = a_vacancy()
    for _ in range(5):
        an_application(vacancy=vacancy, sent_at=NOW - 20 * DAY, answered_at=NOW - 19 * DAY)
    measure_answering(PROGRAM, at=NOW)
    link = {"apply_mode": "link", "source_url": "https://a.example", "source": "portal", "source_ref": "1"}
    page = text(get(f"/lowongan/{a_vacancy(employer=vacancy.employer, **link).id}"))
    assert "Menjawab" not in page
