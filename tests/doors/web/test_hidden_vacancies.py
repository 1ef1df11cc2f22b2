"""A vacancy that was open and is held, sent back, withdrawn or its employer's suspended is found nowhere any more; its
old link says so, and the employer still sees it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from lxml import etree

from peluang.domain.events.sealer import deliver, seal
from peluang.domain.finding.commands import rebuild_index, send_alerts
from peluang.domain.finding.vacancy_search import VacancySearch, newest, places, search
from peluang.domain.jobs.commands import (
    change_vacancy,
    decide_review,
    hide_untrusted,
    post_vacancy,
    report_vacancy,
    take_up,
    withdraw_vacancy,
)
from peluang.domain.jobs.invitations import invitations_of
from peluang.domain.jobs.models import Application, Vacancy, VacancyReview
from peluang.domain.jobs.queries import vacancies_for
from peluang.domain.jobs.stream import changes
from peluang.domain.kernel.context import NOBODY, PROGRAM, acting
from peluang.domain.messages.commands import send_waiting
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.commands import set_status
from peluang.domain.organisations.models import Organisation
from peluang.domain.readings.board import board
from peluang.domain.readings.guidance import wanted_near
from peluang.domain.readings.near import vacancies_near
from peluang.domain.readings.sitemap import firsts_of_vacancies
from peluang.domain.readings.totals import forget
from peluang.doors import clock
from tests.conftest import NOW
from tests.factories.finding import a_saved_search, a_searcher
from tests.factories.jobs import TODAY, a_vacancy, an_application, an_invitation
from tests.factories.organisations import an_actor
from tests.factories.people import a_person

from .visiting import as_member, as_person

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
LATER = NOW + 2 * HOUR
WORD = "kapalwangi"
TITLE = "Juru las Kapalwangi"


@pytest.fixture(autouse=True)
def _surroundings(settings, tmp_path, monkeypatch):
    settings.SEARCH_INDEX = tmp_path / "index"
    cache.clear()
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def vacancy() -> Vacancy:
    """Open since an hour after NOW, indexed and streamed."""
    row = a_vacancy(title=TITLE, description="Mengelas rangka.", skills=["las-smaw"], posted_at=NOW + HOUR)
    rebuild_index(PROGRAM, at=LATER)
    return row


def _review(vacancy: Vacancy) -> VacancyReview:
    return VacancyReview.objects.get(vacancy=vacancy, status="waiting")


def _reported(vacancy: Vacancy) -> VacancyReview:
    with acting(PROGRAM, scope="command"):
        report_vacancy(NOBODY, vacancy_id=vacancy.id, kind="fee", text="Diminta transfer dulu.", visitor="a", at=LATER)
    return _review(vacancy)


def _held(vacancy: Vacancy) -> None:
    by = an_actor("employer", organisation=vacancy.employer)
    change_vacancy(by, vacancy_id=vacancy.id, description="Langsung kerja, adm 150rb saja.", at=LATER)


def _taken_up(vacancy: Vacancy) -> None:
    take_up(an_actor("labour_office"), review_id=_reported(vacancy).id, at=LATER)


def _decided(outcome: str) -> Callable[[Vacancy], None]:
    def decide(vacancy: Vacancy) -> None:
        review = _reported(vacancy)
        decide_review(an_actor("labour_office"), review_id=review.id, outcome=outcome, reason="Meminta uang.", at=LATER)

    return decide


def _withdrawn(vacancy: Vacancy) -> None:
    by = an_actor("employer", organisation=vacancy.employer)
    withdraw_vacancy(by, vacancy_id=vacancy.id, reason="Tidak jadi.", at=LATER)


def _suspended(vacancy: Vacancy) -> None:
    set_status(
        an_actor("labour_office"), organisation_id=vacancy.employer_id, status="suspended", reason="Palsu.", at=LATER
    )


#: How it is taken away → what its old link answers then.
WAYS: dict[str, tuple[Callable[[Vacancy], None], int]] = {
    "held for its words": (_held, 404), "taken up after a report": (_taken_up, 404),
    "sent back": (_decided("sent_back"), 404), "withdrawn by the office": (_decided("withdrawn"), 410),
    "withdrawn by the employer": (_withdrawn, 410), "employer suspended": (_suspended, 404),
}  # fmt: skip


def _page(address: str) -> str:
    return Client().get(address).content.decode()


def _in_stream(vacancy: Vacancy) -> bool:
    told, page = False, changes(None, 100)
    while True:
        told = (told or vacancy.id in {each.id for each in page.rows}) and vacancy.id not in page.removed
        if not page.more:
            return told
        page = changes(page.next, 100)


def _in_sitemap(vacancy: Vacancy) -> bool:
    cache.clear()
    parts = [f"/sitemap/lowongan-{first}.xml" for first in firsts_of_vacancies()]
    return any(str(vacancy.id) in _page(part) for part in parts)


def _in_alerts(_vacancy: Vacancy) -> bool:
    a_saved_search(a_searcher(), words=WORD)
    mail.outbox.clear()
    send_alerts(PROGRAM, at=NOW + 25 * HOUR)
    send_waiting(PROGRAM, at=NOW + 25 * HOUR)
    return any(TITLE in str(letter.body) for letter in mail.outbox)


def _in_invitations(vacancy: Vacancy) -> bool:
    person = a_person(consents=["employers"])
    sent = an_invitation(vacancy=vacancy, person=person, text="Transfer dulu ya.")
    page = as_person(person).get(f"/saya/undangan/{sent.id}").content.decode()
    shown = {"Transfer dulu" in page, "Ya, kirim lamaranku" in page, f"/lowongan/{vacancy.id}" in page}
    listed = vacancy.id in {each.vacancy_id for each in invitations_of(person.id, at=LATER)}
    assert shown == {listed}
    return listed


def _in_fit_list(vacancy: Vacancy) -> bool:
    a_person(skills={"las-smaw": 4}, occupations=["7212"], ready=True, consents=["employers"], radius_km=50)
    desk = as_member(vacancy.employer, "employer")
    return "Undang kandidat" in desk.get(f"/perusahaan/lowongan/{vacancy.id}/cocok").content.decode()


def _in_matches(vacancy: Vacancy) -> bool:
    person = a_person(skills={"las-smaw": 3}, occupations=["7212"], ready=True)
    return vacancy.id in {each.vacancy.id for each in vacancies_for(person.id, at=LATER)}


def _for_applying(vacancy: Vacancy) -> bool:
    page = as_person(a_person(skills={})).get(f"/saya/lamar/{vacancy.id}", follow=True)
    return TITLE in page.content.decode()


def _on_map(_vacancy: Vacancy) -> bool:
    counts = places(VacancySearch(WORD), LATER)
    return bool(counts.provinces or counts.regencies)


def _in_wanted(_vacancy: Vacancy) -> bool:
    forget()
    return any(each.occupation == "7212" for each in wanted_near("33.20", [], at=LATER))


def _on_board(_vacancy: Vacancy) -> bool:
    forget()
    return any(each.vacancies for each in board("33", at=LATER))


PLACES: dict[str, Callable[[Vacancy], bool]] = {
    "search": lambda _: search(VacancySearch(WORD), 1, LATER).total > 0,
    "best keys": lambda _: bool(newest(VacancySearch(WORD), 10, LATER)),
    "list page": lambda _: TITLE in _page(f"/lowongan?q={WORD}"),
    "facets": lambda _: any(sum(each.values()) for each in search(VacancySearch(WORD), 1, LATER).facets.values()),
    "map": _on_map,
    "ways out": lambda _: any(way.total for way in search(VacancySearch(WORD, kind="part"), 1, LATER).ways),
    "ended ones": lambda _: search(VacancySearch(WORD), 1, LATER).total + search(VacancySearch(WORD), 1, LATER).ended > 0,
    "structured data": lambda row: "JobPosting" in _page(f"/lowongan/{row.id}"),
    "its own page": lambda row: TITLE in _page(f"/lowongan/{row.id}"),
    "sitemap": _in_sitemap,
    "stream": _in_stream,
    "alerts": _in_alerts,
    "invitations": _in_invitations,
    "people who fit": _in_fit_list,
    "matches": _in_matches,
    "the form to apply": _for_applying,
    "front page": lambda row: row.id in {each.id for each in vacancies_near("33.20", at=LATER)},
    "wanted occupations": _in_wanted,
    "board": _on_board,
}  # fmt: skip


def _events_arrive() -> None:
    seal(LATER)
    deliver(LATER)


@pytest.mark.parametrize("place", PLACES)
def test_an_open_one_is_there(vacancy, place):
    """Otherwise what follows would show nothing."""
    assert PLACES[place](vacancy)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", PLACES)
def test_one_that_was_taken_away_is_not(vacancy, way, place):
    WAYS[way][0](vacancy)
    _events_arrive()
    assert not PLACES[place](vacancy)


@pytest.mark.parametrize("way", WAYS)
def test_a_reader_of_the_stream_that_has_it_is_told_to_remove_it(vacancy, way):
    page = changes(None, 100)
    assert [each.id for each in page.rows] == [vacancy.id]
    while page.more:
        page = changes(page.next, 100)
    WAYS[way][0](vacancy)
    _events_arrive()
    assert changes(page.next, 100).removed == [vacancy.id]
    following = Client().get("/api/v1/vacancies/changes", {"after": page.next.text})
    assert json.loads(following.content)["items"] == [{"type": "removed", "id": str(vacancy.id), "vacancy": None}]


@pytest.mark.parametrize("way", WAYS)
def test_its_old_link_says_so_with_a_way_on_and_nothing_of_it(vacancy, way):
    applicant = a_person()
    an_application(vacancy=vacancy, person=applicant)
    take_away, status = WAYS[way]
    take_away(vacancy)
    answer = Client().get(f"/lowongan/{vacancy.id}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert "noindex" in page and 'href="/lowongan"' in page and "Kapalwangi" not in page
    assert len(etree.HTML(page).xpath("//h1")) == 1
    own = as_person(applicant).get(f"/lowongan/{vacancy.id}")
    assert own.status_code == 200 and "/saya/lamaran/" in own.content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_the_employer_still_sees_it_and_why(vacancy, way):
    WAYS[way][0](vacancy)
    desk = as_member(Organisation.objects.get(id=vacancy.employer_id), "employer")
    listed = desk.get("/perusahaan/lowongan").content.decode()
    assert TITLE in listed
    page = re.sub(r"<[^>]+>", " ", desk.get(f"/perusahaan/lowongan/{vacancy.id}").content.decode())
    assert TITLE in page
    why = {"held": ("menunggu diperiksa", "ditangguhkan"), "draft": ("Dikembalikan",), "withdrawn": ("Ditarik",)}
    assert any(each in page for each in why[Vacancy.objects.get(id=vacancy.id).status])


def test_in_english_the_words_of_the_employer_are_marked_as_indonesian(vacancy):
    """WCAG 2.2, 3.1.2."""
    reader = Client()
    reader.get("/bahasa/en?next=/")
    page = etree.HTML(reader.get(f"/lowongan/{vacancy.id}").content)
    assert page.get("lang") == "en"
    assert page.xpath("//h1[@lang='id']/text()") == [TITLE]
    assert page.xpath("//p[@lang='id']/text()") == ["Mengelas rangka."]
    found = etree.HTML(reader.get(f"/lowongan?q={WORD}").content)
    assert found.xpath("//h2/a[@lang='id']/text()") == [TITLE]


@pytest.mark.parametrize("status", ["draft", "held", "withdrawn"])
def test_what_nobody_ever_saw_has_no_page_at_all(status):
    row = a_vacancy(status=status, title=TITLE, posted_at=None)
    for client in (Client(), as_person(a_person(skills={}))):
        for address in (f"/lowongan/{row.id}", f"/saya/lamar/{row.id}", f"/lowongan/{row.id}/laporkan"):
            answer = client.get(address, follow=True)
            assert TITLE not in answer.content.decode()
    assert Client().get(f"/lowongan/{row.id}").status_code == 404


def test_a_suspended_employers_vacancies_come_back_with_its_trust_but_not_those_that_wait_for_a_look(vacancy):
    employer, office = vacancy.employer, an_actor("labour_office")
    application = an_application(vacancy=vacancy)
    other, late = a_vacancy(employer=employer), a_vacancy(employer=employer, status="closed")
    _suspended(vacancy)
    waits = a_vacancy(employer=employer, status="held")
    VacancyReview.objects.create(
        vacancy=waits, employer_id=employer.id, region="33.20", kind="text", holds=True, text_mark=1,
        opened_at=LATER, due_on=TODAY,
    )  # fmt: skip
    assert _status(vacancy) == _status(other) == "held"
    assert OutboxMessage.objects.get(template="jobs.vacancy_under_review").person_id == application.person_id
    assert Application.objects.get(id=application.id).status == "sent"
    set_status(office, organisation_id=employer.id, status="verified", at=LATER + HOUR)
    assert [_status(each) for each in (vacancy, other, late, waits)] == ["open", "open", "closed", "held"]


def test_what_slipped_through_beside_a_suspension_is_held_by_the_worker():
    """It was posted at the same moment and committed after the suspension had looked."""
    row = a_vacancy()
    Organisation.objects.filter(id=row.employer_id).update(status="suspended")
    stays = a_vacancy()
    assert hide_untrusted(PROGRAM, at=LATER) == 1
    assert (_status(row), _status(stays)) == ("held", "open")
    assert hide_untrusted(PROGRAM, at=LATER) == 0


def test_one_held_for_its_words_opens_when_they_are_gone_and_is_found_again(vacancy):
    by = an_actor("employer", organisation=vacancy.employer)
    _held(vacancy)
    _events_arrive()
    change_vacancy(by, vacancy_id=vacancy.id, description="Tanpa biaya apa pun.", at=LATER)
    _events_arrive()
    assert all(PLACES[place](vacancy) for place in ("search", "list page", "structured data", "stream", "sitemap"))


def test_a_suspended_employer_may_mend_its_text_but_not_show_it(vacancy):
    by = an_actor("employer", organisation=vacancy.employer)
    _suspended(vacancy)
    change_vacancy(by, vacancy_id=vacancy.id, description="Mengelas pagar.", at=LATER)
    assert _status(vacancy) == "held"
    with pytest.raises(Exception, match="tidak boleh memasang"):
        post_vacancy(by, vacancy_id=vacancy.id, at=LATER)


def _status(row: Any) -> str:
    return str(Vacancy.objects.get(id=row.id).status)
