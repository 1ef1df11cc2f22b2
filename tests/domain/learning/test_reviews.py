"""Reviews: held, reported, looked at, answered; combined over equivalents."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import answer_review, moderate_review, report_review, write_review
from peluang.domain.learning.commands.moderation import why_held
from peluang.domain.learning.queries import opinions_of, reviews_to_answer, reviews_to_look_at
from peluang.domain.messages.models import OutboxMessage
from tests.factories.catalogue import a_training_type, an_offering
from tests.factories.learning import a_completed_enrolment, a_review

pytestmark = pytest.mark.django_db
OFFICE = Actor(Role.PROGRAMME_OFFICE, person=new_id(), organisation=new_id())
FULL = {"material": 5, "trainer": 4, "tools": 3, "usefulness": 5}


@pytest.fixture
def review():
    return a_review(a_completed_enrolment(), text="Alatnya sudah tua, tapi pelatihnya sabar.")


@contextlib.contextmanager
def refused(code):
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


def provider_of(row):
    return Actor(Role.PROVIDER, person=new_id(), organisation=row.offering.provider_id)


def reader():
    return Actor(Role.PERSON, person=new_id())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Bagus sekali, materinya jelas.", ""),
        ("Hubungi 0812-3456-7890 untuk kunci jawaban", "phone"),
        ("WA +62 812 3456 7890", "phone"),
        ("tanya budi@contoh.co.id", "link"),
        ("tanya budi@contoh.sch", "email"),
        ("beli di https://contoh", "link"),
        ("lihat kursusku.com", "link"),
        ("NIK saya 3320015503010003", "nik"),
        ("Kelasnya 08.00 sampai 16.00, 24 orang, 3 hari.", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_held_back(text, why):
    assert why_held(text) == why


@given(st.text(alphabet=st.characters(categories=("L", "Zs")), max_size=200))
def test_words_alone_are_never_held(text):
    assert why_held(text) == ""


def test_a_number_in_the_text_waits_but_its_marks_count(now):
    enrolment = a_completed_enrolment()
    by = Actor(Role.PERSON, person=enrolment.person_id)
    row = write_review(by, enrolment_id=enrolment.id, answers=FULL, text="Telepon 081234567890", at=now)
    assert (row.status, row.report_reason) == ("held", "phone")
    found = opinions_of([enrolment.offering_id])
    assert (found.count, found.marks["tools"].point, found.newest) == (1, 3.0, [])
    assert reviews_to_look_at() == [row]


def test_reported_looked_at_and_left_standing(review, now):
    report_review(reader(), review_id=review.id, reason="Bohong", at=now)
    assert opinions_of([review.offering_id]).newest == []
    report_review(reader(), review_id=review.id, reason="Lagi", at=now)  # twice is once
    moderate_review(OFFICE, review_id=review.id, publish=True, at=now)
    assert opinions_of([review.offering_id]).newest == [review]
    with refused("already_looked"):
        report_review(provider_of(review), review_id=review.id, reason="Masih bohong", at=now)
    assert [each.type for each in Event.objects.filter(subject=review.id).order_by("id")] == [
        "learning.review_reported", "learning.review_moderated",
    ]  # fmt: skip


def test_hidden_with_a_reason_its_writer_reads(review, now):
    report_review(reader(), review_id=review.id, reason="Menghina", at=now)
    with refused("text_missing"):
        moderate_review(OFFICE, review_id=review.id, publish=False, reason=" ", at=now)
    moderate_review(OFFICE, review_id=review.id, publish=False, reason="Menghina orang", at=now)
    assert opinions_of([review.offering_id]).count == 1
    assert OutboxMessage.objects.filter(person=review.enrolment.person, template="learning.review_hidden").count() == 1


def test_only_the_office_decides(review, now):
    for by in (reader(), provider_of(review)):
        with pytest.raises(NotYours):
            moderate_review(by, review_id=review.id, publish=False, reason="x", at=now)
    with pytest.raises(NotYours):
        report_review(Actor(Role.ANONYMOUS), review_id=review.id, reason="x", at=now)


def test_the_institution_answers_its_own(review, now):
    with pytest.raises(NotYours):
        answer_review(
            Actor(Role.PROVIDER, person=new_id(), organisation=new_id()), review_id=review.id, text="x", at=now
        )
    with refused("contact_in_answer"):
        answer_review(provider_of(review), review_id=review.id, text="Hubungi 081234567890", at=now)
    with refused("text_too_long"):
        answer_review(provider_of(review), review_id=review.id, text="a" * 1001, at=now)
    answer_review(provider_of(review), review_id=review.id, text="Mesin baru datang bulan ini.", at=now)
    assert opinions_of([review.offering_id]).newest[0].provider_answer == "Mesin baru datang bulan ini."
    assert [bool(each.provider_answer) for each in reviews_to_answer(review.offering.provider_id)] == [True]
    moderate_review(PROGRAM, review_id=review.id, publish=False, reason="x", at=now)
    with refused("nothing_to_answer"):
        answer_review(provider_of(review), review_id=review.id, text="Lagi", at=now)


def test_combined_over_equivalents_with_how_sure_it_is():
    kind = a_training_type(code="setara")
    offerings = [an_offering(training_type=kind) for _ in range(2)]
    for offering, tools in zip([*offerings, offerings[0]], (5, 3, 4)):
        a_review(a_completed_enrolment(offering=offering), answers=FULL | {"tools": tools}, text="Cerita")
    found = opinions_of([each.id for each in offerings], most=2)
    tools = found.marks["tools"]
    assert (found.count, tools.point, tools.n) == (3, 4.0, 3)
    assert 1 <= tools.low < 4 < tools.high <= 5
    assert (found.marks["material"].low, found.marks["material"].high) == (5, 5)
    assert (len(found.newest), found.more) == (2, 1)
    assert list(found.marks) == ["material", "trainer", "tools", "usefulness"]
    assert opinions_of([]).count == 0
