"""What asks for money, leads away, shuts people out or is copied waits for a look; everybody sees why."""

from __future__ import annotations

import time

import pytest

from peluang.domain.events.models import Event
from peluang.domain.events.sealer import seal
from peluang.domain.jobs.commands import apply, change_vacancy, draft_vacancy, post_vacancy, withdraw_vacancy
from peluang.domain.jobs.commands.applying import check_open
from peluang.domain.jobs.models import Application, Vacancy, VacancyReview
from peluang.domain.jobs.queries import open_vacancies
from peluang.domain.jobs.stream import changes
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.kernel.refusal import Refused
from peluang.domain.messages.models import OutboxMessage
from tests.concurrency import together
from tests.conftest import NOW
from tests.factories.jobs import DAY, TODAY, an_application
from tests.factories.organisations import a_membership, an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db

TEXT = (
    "Mengelas rangka pagar dan kanopi, membaca gambar kerja, merawat alat, bekerja dalam tim kecil dari Senin sampai "
    "Sabtu. Makan siang disediakan bengkel dan alat pelindung diri dipinjamkan."
)
GOOD = {
    "title": "Juru las", "occupation": "7212", "regency": "33.20", "wage_min": 2_900_000, "wage_max": 3_400_000,
    "headcount": 2, "valid_until": TODAY + 30 * DAY,
}  # fmt: skip


@pytest.fixture
def employer():
    return an_organisation("employer")


@pytest.fixture
def recruiter(employer):
    return an_actor("employer", organisation=employer)


def posted(by, **fields):
    row = draft_vacancy(by, employer_id=by.organisation, **GOOD | fields, at=NOW)
    return post_vacancy(by, vacancy_id=row.id, at=NOW)


def told(template):
    return OutboxMessage.objects.filter(template=f"jobs.{template}").count()


def test_a_fee_is_held_and_the_very_words_are_kept(recruiter):
    row = posted(recruiter, description="Langsung kerja, adm 150rb saja.")
    assert (row.status, row.posted_at) == ("held", None)
    review = VacancyReview.objects.get(vacancy=row)
    assert (review.kind, review.status, review.holds) == ("text", "waiting", True)
    assert review.found == [{"signal": "fee", "words": "adm 150rb"}]
    assert told("vacancy_held") == 1
    assert not open_vacancies(TODAY).filter(id=row.id).exists()
    assert Event.objects.filter(type="jobs.vacancy_held", subject=row.id).count() == 1
    with pytest.raises(Refused) as refused:
        post_vacancy(recruiter, vacancy_id=row.id, at=NOW)
    assert refused.value.code == "vacancy_held"


def test_once_the_words_are_gone_it_opens(recruiter):
    row = posted(recruiter, description="Adm 150rb, WA aja 0812 3456 7890")
    row = change_vacancy(recruiter, vacancy_id=row.id, description="Adm 150rb saja", at=NOW)
    assert row.status == "held"
    assert [each["signal"] for each in VacancyReview.objects.get(vacancy=row).found] == ["fee"]
    row = change_vacancy(recruiter, vacancy_id=row.id, description="Tanpa biaya apa pun.", at=NOW)
    assert (row.status, row.posted_at) == ("open", NOW)
    assert VacancyReview.objects.get(vacancy=row).status == "cleared"


def test_an_open_one_that_turns_bad_disappears_everywhere_and_applicants_keep_theirs(recruiter, monkeypatch):
    row = posted(recruiter, description=TEXT)
    assert row.status == "open"
    application = an_application(vacancy=row, status="seen")
    seal(at=NOW)
    while (page := changes(None, 100)).more:
        pass
    with acting(PROGRAM, scope="command"):
        change_vacancy(recruiter, vacancy_id=row.id, description=TEXT + " DP dulu 200rb ya.", at=NOW)
    seal(at=NOW)
    after = changes(page.next, 100)
    assert after.removed == [row.id]
    assert row.id not in {each.id for each in changes(None, 1000).rows}
    assert Application.objects.get(id=application.id).status == "seen"
    assert told("vacancy_under_review") == 1
    with pytest.raises(Refused) as refused:
        check_open(Vacancy.objects.get(id=row.id), NOW)
    assert refused.value.code == "vacancy_held"
    change_vacancy(recruiter, vacancy_id=row.id, description=TEXT, at=NOW)
    seal(at=NOW)
    assert [each.id for each in changes(after.next, 100).rows] == [row.id]


def test_a_held_one_takes_no_application_and_can_be_withdrawn(recruiter):
    row = posted(recruiter, description="Khusus wanita, belum menikah")
    person = a_person()
    with pytest.raises(Refused) as refused:
        apply(an_actor("person", person=person), vacancy_id=row.id, person_id=person.id, at=NOW)
    assert refused.value.code == "vacancy_held"
    withdraw_vacancy(recruiter, vacancy_id=row.id, reason="Tidak jadi", at=NOW)
    assert VacancyReview.objects.get(vacancy=row).status == "cleared"


@pytest.mark.parametrize("change", ["Senin", "Selasa"])
def test_a_copy_by_somebody_else_is_held_and_names_the_first(recruiter, change):
    first = posted(recruiter, description=TEXT)
    other = an_actor("employer")
    copy = posted(other, description=TEXT.replace("Senin", change), wage_min=3_000_000)
    assert (first.status, copy.status) == ("open", "held")
    assert VacancyReview.objects.get(vacancy=copy).copy_of_id == first.id


def test_another_text_and_a_short_one_of_somebody_else_are_no_copies(recruiter):
    posted(recruiter, description=TEXT)
    posted(recruiter, title="Penjahit")
    assert posted(an_actor("employer"), title="Penjahit").status == "open"
    assert posted(recruiter, title="Penjahit", description="Kerah dan lengan kemeja.").status == "open"


def test_the_same_text_in_another_place_is_a_chain_not_a_copy(recruiter):
    assert posted(recruiter, description=TEXT).status == "open"
    assert posted(recruiter, description=TEXT, regency="33.19").status == "open"
    assert posted(recruiter, description=TEXT).status == "held"


def test_of_three_hundred_copies_one_opens_and_it_takes_no_long_time(recruiter):
    start = time.perf_counter()
    rows = [posted(recruiter, description=f"{TEXT} Kode {number}") for number in range(300)]
    seconds = time.perf_counter() - start
    assert [row.status for row in rows] == ["open"] + ["held"] * 299
    assert set(VacancyReview.objects.values_list("copy_of", flat=True)) == {rows[0].id}
    assert seconds < 30, seconds  # about 25 ms each, the rest of posting included


def test_html_stays_text_and_is_looked_through(recruiter):
    row = posted(recruiter, description="<script>alert(1)</script> <b>biaya</b> pendaftaran 100rb")
    assert row.status == "held"
    assert row.description.startswith("<script>")


def test_imported_ones_are_their_sources(employer):
    row = draft_vacancy(
        PROGRAM, employer_id=employer.id, **GOOD | {"description": "biaya admin 50rb"}, source="file", source_ref="1",
        at=NOW,
    )  # fmt: skip
    assert post_vacancy(PROGRAM, vacancy_id=row.id, at=NOW).status == "open"


def _two_drafts():
    with acting(PROGRAM, scope="command"):
        actors = [a_membership(role="employer") for _ in range(2)]
        by = [an_actor("employer", organisation=each.organisation) for each in actors]
        drafts = [
            draft_vacancy(each, employer_id=each.organisation, **GOOD | {"description": TEXT}, at=NOW) for each in by
        ]
    return by, drafts


def test_of_two_copies_posted_at_the_same_moment_one_is_held(fresh_database):
    by, drafts = _two_drafts()
    rows = together([lambda n=n: post_vacancy(by[n], vacancy_id=drafts[n].id, at=NOW).status for n in range(2)])
    assert sorted(rows) == ["held", "open"]


def test_that_race_is_real_without_the_lock(fresh_database, monkeypatch):
    """Both look before either is committed: both would open."""
    import threading

    from peluang.domain.jobs.commands import checking

    both_have_looked = threading.Barrier(2)
    original = checking._copied

    def copied(vacancy):
        found = original(vacancy)
        both_have_looked.wait(10)
        return found

    monkeypatch.setattr(checking, "_LOCK", "select %s::bigint[]")
    monkeypatch.setattr(checking, "_copied", copied)
    by, drafts = _two_drafts()
    rows = together([lambda n=n: post_vacancy(by[n], vacancy_id=drafts[n].id, at=NOW).status for n in range(2)])
    assert rows == ["open", "open"]
