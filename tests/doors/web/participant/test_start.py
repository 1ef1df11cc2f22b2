"""Three taps, told or tapped, to a first profile; nothing, slang and nonsense get a kind next step."""

from __future__ import annotations

import html

import pytest

from peluang.domain.people.models import Experience, PersonSkill, WishedOccupation
from tests.doors.web.visiting import as_person
from tests.factories.jobs import a_vacancy
from tests.factories.people import a_person
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def shown(answer) -> str:
    return html.unescape(answer.content.decode())


def test_told_in_slang_ticked_and_saved():
    a_vacancy(regency="33.20", occupation="5120")
    person = a_person()
    browser = as_person(person)
    assert (
        browser.post("/saya/mulai", {"words": "gue biasanya ngelas pager sm teralis"})["Location"]
        == "/saya/mulai/tempat"
    )
    assert "ngelas pager" in shown(browser.get("/saya/mulai"))
    browser.post("/saya/mulai/tempat", {"where": "orang", "place": "Bengkel Pak Jo"})
    browser.post("/saya/mulai/suka", {"likes": ["memasak"]})
    with at_most(12):
        page = shown(browser.get("/saya/mulai/cocok"))
    assert "Juru las dan pemotong logam" in page and "membuat pagar dan teralis" in page.lower()
    none = browser.post("/saya/mulai/cocok", {})
    assert none.status_code == 422 and "satu saja cukup" in shown(none)
    done = browser.post("/saya/mulai/cocok", {"did": ["7212", "2221"], "skills": ["membuat-pagar-dan-teralis"]})
    assert done["Location"] == "/saya/cv"
    work = Experience.objects.get(person=person)
    assert (work.occupation_id, work.employer) == ("7212", "Bengkel Pak Jo")
    assert [row.skill_id for row in PersonSkill.objects.filter(person=person)] == ["membuat-pagar-dan-teralis"]
    assert [row.occupation_id for row in WishedOccupation.objects.filter(person=person)] == ["7212"]


@pytest.mark.parametrize("words", ["", "wkwkwk gatau", "asdf qwer", "😀😀😀", "mboh"])
def test_nothing_and_nonsense_get_a_kind_next_step(words):
    browser = as_person(a_person())
    answer = browser.post("/saya/mulai", {"words": words})
    page = shown(answer)
    assert answer.status_code == 422
    assert "Langsung ke yang kamu suka" in page and words in page


def test_taps_alone_are_enough():
    person = a_person()
    browser = as_person(person)
    browser.post("/saya/mulai", {"did": ["menjahit", "anak"]})
    page = shown(browser.get("/saya/mulai/cocok"))
    assert "Penjahit pakaian" in page and "Pengasuh anak" in page


def test_without_any_answer_there_is_still_a_way_on():
    browser = as_person(a_person())
    page = shown(browser.get("/saya/mulai/cocok"))
    assert "Ceritakan lagi" in page and "/arah" in page
