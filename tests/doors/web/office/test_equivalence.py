"""The office decides pairs of trainings: queue, case, decision, next pair."""

from __future__ import annotations

import pytest

from peluang.domain.catalogue.commands import propose_equivalents
from peluang.domain.catalogue.models import EquivalenceProposal, Offering
from peluang.domain.kernel.context import PROGRAM
from peluang.domain.kernel.keys import new_id
from tests.doors.web.visiting import as_member
from tests.factories.catalogue import a_training_type, an_offering
from tests.factories.organisations import an_organisation
from tests.statements import at_most

pytestmark = pytest.mark.django_db
HERE = "/kantor/kesetaraan"


@pytest.fixture(autouse=True)
def _present(monkeypatch, now):
    monkeypatch.setattr("peluang.doors.clock.now", lambda: now)


@pytest.fixture
def office():
    return as_member(an_organisation("programme_office"), "programme_office")


def see(client, address, status=200):
    with at_most():
        answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\xa0", " ")


def pairs(now):
    propose_equivalents(PROGRAM, at=now)
    return list(EquivalenceProposal.objects.filter(status="open").order_by("-score", "id"))


def test_empty_lists_say_what_could_be_here(office):
    assert "Tidak ada pasangan yang menunggu" in see(office, HERE)
    assert "Belum ada yang diputuskan" in see(office, f"{HERE}?lihat=sama")
    assert "Belum ada yang diputuskan" in see(office, f"{HERE}?lihat=beda&hal=99")
    see(office, f"{HERE}?lihat=apa&hal=-1")


def test_both_offerings_stand_side_by_side_with_what_was_read(office, now):
    an_offering(title="Microsoft Excel", price=1_250_000, description="Rumus dan tabel.", minutes_theory=300)
    an_offering(title="Microsoft Excel Dasar", free=True, online=True)
    (pair,) = pairs(now)
    listed = see(office, HERE)
    assert "Microsoft Excel Dasar" in listed
    assert "0 dari 1 pasangan" in listed
    page = see(office, f"{HERE}/{pair.id}")
    for words in ("Rp1.250.000", "Gratis atau tidak disebut", "Daring", "Hanya satu yang menyebut tingkat",
                  "Sama-sama tentang: excel", "Rumus dan tabel.", pair.first.provider.name):  # fmt: skip
        assert words in page, words
    assert page.count("<h1") == 1
    assert page.count("btn primary") + page.count("btn-primary") + page.count('"primary') <= 1


def test_a_decision_opens_the_next_pair_and_is_listed(office, now):
    an_offering(title="Barista")
    an_offering(title="Pelatihan Barista")
    an_offering(title="Tata Rias Pengantin")
    an_offering(title="Bridal Makeup Course")
    first, second = pairs(now)
    answer = office.post(f"{HERE}/{first.id}", {"jawaban": "sama", "reason": "Isinya sama."})
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}/{second.id}")
    answer = office.post(f"{HERE}/{second.id}", {"jawaban": "beda"})
    assert answer["Location"] == HERE
    assert "2 dari 2 pasangan" in see(office, HERE)
    page = see(office, f"{HERE}/{first.id}?lihat=sama")
    assert "Isinya sama." in page
    assert 'value="beda"' in page
    assert 'value="sama"' not in page
    answer = office.post(f"{HERE}/{first.id}", {"jawaban": "beda", "reason": "Ternyata bukan."})
    assert answer["Location"] == HERE
    assert EquivalenceProposal.objects.get(id=first.id).status == "split"


def test_a_guard_is_said_and_the_answer_it_suggests_comes_first(office, now):
    kind = a_training_type()
    an_offering(title="Las SMAW 1G", training_type=kind)
    an_offering(title="Las SMAW 3G", training_type=kind)
    (pair,) = pairs(now)
    page = see(office, f"{HERE}/{pair.id}")
    assert "Angka yang menentukan isinya berbeda" in page
    assert "Sekarang keduanya satu jenis" in page
    assert "sekarang satu jenis" in see(office, HERE)


def test_a_refusal_keeps_what_was_typed(office, now):
    one, other, third = (an_offering(title=title) for title in ("Barista", "Pelatihan Barista", "Kursus Barista"))
    apart = EquivalenceProposal.objects.create(
        first=other, second=third, score=1, proposed_at=now, status="split", decided_at=now
    )
    Offering.objects.filter(id=other.id).update(training_type_id=one.training_type_id)
    pair = EquivalenceProposal.objects.create(first=one, second=third, score=1, proposed_at=now)
    answer = office.post(f"{HERE}/{pair.id}", {"jawaban": "sama", "reason": "Sudah saya baca <b>"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "sudah diputuskan berbeda" in page
    assert "Sudah saya baca &lt;b&gt;" in page
    assert EquivalenceProposal.objects.get(id=pair.id).status == "open"
    assert apart.status == "split"


def test_nonsense_is_not_there(office, now):
    assert office.get(f"{HERE}/{new_id()}").status_code == 404
    an_offering(title="Barista")
    an_offering(title="Pelatihan Barista")
    (pair,) = pairs(now)
    assert office.post(f"{HERE}/{pair.id}", {"jawaban": "mungkin"}).status_code == 404
    assert EquivalenceProposal.objects.get(id=pair.id).status == "open"


def test_very_long_titles_and_many_pairs_fit_the_budget(office, now):
    for number in range(20):
        long = f"Barista {'sangat ' * 20}{number}"
        first, second = an_offering(title=long), an_offering(title=f"Kursus {long}")
        EquivalenceProposal.objects.create(first=first, second=second, score=0.7, proposed_at=now)
    page = see(office, f"{HERE}?hal=2")
    assert "Berikutnya" in page or "hal=1" in page
    see(office, f"{HERE}/{EquivalenceProposal.objects.first().id}")


def test_others_find_no_such_page(now):
    provider = as_member(an_organisation("provider"), "provider")
    assert provider.get(HERE).status_code == 404
