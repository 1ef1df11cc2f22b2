"""Competency certificates: claimed by people, judged by their issuer, outweighing completion, ending in time."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peluang.domain.events.models import Event
from peluang.domain.jobs.profiles import STRENGTH
from peluang.domain.kernel.context import NOBODY, acting
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning import commands, queries
from peluang.domain.learning.models import CompetencyCertificate
from peluang.domain.messages.models import OutboxMessage
from peluang.domain.organisations.models import Disclosure
from peluang.domain.people.enums import SkillSource
from peluang.domain.people.models import PersonSkill
from tests.conftest import NOW
from tests.factories.learning import a_competency, a_completed_enrolment
from tests.factories.organisations import an_actor, an_organisation
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 24)
SKILL = "las-smaw"


@pytest.fixture
def person():
    return a_person(full_name="Siti Nur Aminah")


@pytest.fixture
def lsp():
    return an_organisation("assessor", name="LSP Logam Jaya")


@pytest.fixture
def assessor(lsp):
    return an_actor("assessor", organisation=lsp)


def claimed(person, lsp, **changes):
    values = {
        "issuer_id": lsp.id if lsp else None, "number": " las 2544  00123 2026 ", "title": "Juru Las SMAW 3G",
        "units": ["C.24LAS01.001.1", "c.24las01.002.1 "], "level": "II", "skill": SKILL,
        "issued_on": TODAY - datetime.timedelta(days=30), "expires_on": TODAY + datetime.timedelta(days=1000),
        "content": b"%PDF-1.7 pindaian", "file_name": "../sertifikat.pdf", "media_type": "application/pdf",
    } | changes  # fmt: skip
    return commands.claim_competency(an_actor("person", person=person), person_id=person.id, at=NOW, **values)


def skills(person):
    return dict(PersonSkill.objects.filter(person=person).values_list("source", "evidence"))


def test_from_claim_to_recognised(person, lsp, assessor):
    row = claimed(person, lsp)
    assert (row.status, row.number, row.units, row.level) == (
        "claimed", "LAS 2544 00123 2026", ["C.24LAS01.001.1", "C.24LAS01.002.1"], 2,
    )  # fmt: skip
    assert skills(person) == {}, "a claim proves nothing"
    assert Disclosure.objects.filter(organisation=lsp, person=person, subject=row.id, ended_at=None).exists()
    with acting(assessor):
        assert [each.id for each in queries.competency_queue(assessor)] == [row.id]
        _stored, content = queries.competency_file(assessor, row.id)
    assert content == b"%PDF-1.7 pindaian"
    verified = commands.verify_competency(assessor, competency_id=row.id, at=NOW)
    assert (verified.status, verified.decided_by) == ("verified", assessor.person)
    assert skills(person) == {"competency": row.id}
    assert OutboxMessage.objects.filter(person_id=person.id, template="learning.competency_verified").exists()
    event = Event.objects.filter(subject=row.id, type="learning.competency_verified").get()
    assert event.payload["expires_on"] == "2029-08-20"
    assert "Siti" not in str(event.payload)


def test_it_outweighs_completion():
    assert STRENGTH[SkillSource.COMPETENCY] > STRENGTH[SkillSource.CERTIFICATE] > STRENGTH[SkillSource.WORK]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"title": "x"}, "title"),
        ({"units": []}, "units"),
        ({"units": ["ngawur"]}, "units"),
        ({"units": ["C.24LAS01.001.1"] * 3 + [f"C.24LAS01.{n:03d}.1" for n in range(1, 60)]}, "units"),
        ({"level": "12"}, "level"),
        ({"skill": "tidak-ada"}, "skill"),
        ({"issued_on": TODAY + datetime.timedelta(days=1)}, "issued_on"),
        ({"expires_on": TODAY - datetime.timedelta(days=40)}, "expires_on"),
        ({"expires_on": TODAY - datetime.timedelta(days=1)}, "expires_on"),
        ({"expires_on": TODAY + datetime.timedelta(days=4000)}, "expires_on"),
        ({"content": b""}, "file"),
        ({"content": b"GIF89a", "media_type": "image/gif"}, "file"),
        ({"content": b"not a pdf at all"}, "file"),
        ({"content": b"a,b\n1,2", "media_type": "text/csv"}, "file"),
        ({"issuer_id": None, "issuer_name": "x"}, "issuer_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(person, lsp, changes, field):
    with pytest.raises(Refused) as refused:
        claimed(person, lsp, **changes)
    assert refused.value.field == field
    assert not CompetencyCertificate.objects.exists()


def test_an_issuer_must_be_a_verified_lsp(person):
    for other in (an_organisation("employer"), an_organisation("assessor", status="proposed")):
        with pytest.raises(Refused, match="LSP"):
            claimed(person, other)


def test_one_number_of_an_issuer_once(person, lsp, assessor):
    first = claimed(person, lsp)
    with pytest.raises(Refused) as refused:
        claimed(a_person(), lsp)
    assert refused.value.code == "number_taken"
    commands.refuse_competency(assessor, competency_id=first.id, reason="Bukan milik orang ini", at=NOW)
    assert claimed(a_person(), lsp).status == "claimed", "a refused claim holds no number"


def test_only_its_issuer_or_the_office_judges_and_never_the_holder(person, lsp, assessor):
    row = claimed(person, lsp)
    holder = an_actor("assessor", person=person, organisation=lsp)
    for stranger in (an_actor("assessor"), an_actor("provider"), an_actor("person", person=person), holder):
        with pytest.raises(NotYours):
            commands.verify_competency(stranger, competency_id=row.id, at=NOW)
    elsewhere = an_actor("assessor")
    with acting(elsewhere):
        assert queries.competency_queue(elsewhere) == []
        assert queries.competency_file(elsewhere, row.id) is None
    with acting(holder):
        assert queries.competency_to_judge(holder, row.id) is None
    office = an_actor("programme_office")
    assert commands.verify_competency(office, competency_id=row.id, at=NOW).status == "verified"


def test_an_issuer_who_is_not_here_is_judged_by_the_office(person):
    row = claimed(person, None, issuer_name="  LSP   Jauh ")
    assert (row.issuer_id, row.issuer_name) == (None, "LSP Jauh")
    assert not Disclosure.objects.filter(subject=row.id).exists()
    with pytest.raises(NotYours):
        commands.verify_competency(an_actor("assessor"), competency_id=row.id, at=NOW)
    commands.verify_competency(an_actor("programme_office"), competency_id=row.id, at=NOW)
    assert skills(person) == {"competency": row.id}


def test_a_refusal_has_a_reason_and_ends_the_sight(person, lsp, assessor):
    row = claimed(person, lsp)
    with pytest.raises(Refused) as refused:
        commands.refuse_competency(assessor, competency_id=row.id, reason=" ", at=NOW)
    assert refused.value.field == "reason"
    commands.refuse_competency(assessor, competency_id=row.id, reason="Nomornya tidak ada di catatan kami", at=NOW)
    assert not Disclosure.objects.filter(subject=row.id, ended_at=None).exists()
    with pytest.raises(Refused):
        commands.verify_competency(assessor, competency_id=row.id, at=NOW)


def test_revoked_takes_its_proof_along_unless_another_proves_the_same(person, lsp, assessor):
    first = commands.verify_competency(assessor, competency_id=claimed(person, lsp).id, at=NOW)
    second = commands.verify_competency(
        assessor, competency_id=claimed(person, lsp, number="LAS 2", title="Juru Las 6G").id, at=NOW
    )
    commands.revoke_competency(assessor, competency_id=first.id, reason="Diterbitkan keliru", at=NOW)
    assert skills(person) == {"competency": second.id}
    commands.revoke_competency(assessor, competency_id=second.id, reason="Diterbitkan keliru", at=NOW)
    assert skills(person) == {}
    with pytest.raises(Refused):
        commands.revoke_competency(assessor, competency_id=second.id, reason="Sekali lagi", at=NOW)


def test_anyone_checks_number_and_issuer_without_more_than_needed(person, lsp, assessor):
    row = claimed(person, lsp)

    def check(at=NOW, issuer="lsp logam JAYA"):
        with acting(NOBODY):
            return queries.public_competency("las 2544 00123 2026", issuer, at=at)

    assert check() is None, "what nobody checked is not there"
    commands.verify_competency(assessor, competency_id=row.id, at=NOW)
    found = check()
    assert (found.state, found.holder, found.issuer) == ("valid", "Siti N. A.", "LSP Logam Jaya")
    assert check(at=NOW + datetime.timedelta(days=1100)).state == "expired"
    assert check(issuer="LSP Lain") is None
    commands.revoke_competency(assessor, competency_id=row.id, reason="Diterbitkan keliru", at=NOW)
    assert (check().state, check().reason) == ("revoked", "Diterbitkan keliru")


def test_an_lsp_issues_for_whom_it_met(lsp, assessor):
    seat = a_completed_enrolment(person=a_person(full_name="Budi Santoso"))
    values = {
        "number": "MET 1", "title": "Operator Bubut", "units": ["C.24LAS01.001.1"], "skill": SKILL,
        "issued_on": TODAY, "expires_on": TODAY + datetime.timedelta(days=1000), "at": NOW,
    }  # fmt: skip
    for number, name in ((seat.certificate.number, "Budi"), ("PLG-2026-0000001-00", "Budi Santoso")):
        with pytest.raises(Refused) as refused:
            commands.issue_competency(assessor, certificate_number=number, full_name=name, **values)
        assert refused.value.field == "certificate_number", "neither says which of the two was wrong"
    row = commands.issue_competency(
        assessor, certificate_number=seat.certificate.number.lower(), full_name="budi  santoso", **values
    )
    assert (row.status, row.person_id, row.issuer_id) == ("verified", seat.person_id, lsp.id)
    assert PersonSkill.objects.get(person=seat.person, source="competency").evidence == row.id
    with pytest.raises(NotYours):
        commands.issue_competency(
            an_actor("provider"), certificate_number=seat.certificate.number, full_name="Budi Santoso", **values
        )


def test_holders_hear_of_the_end_once_and_then_it_ends(person, lsp, assessor):
    row = claimed(person, lsp, expires_on=TODAY + datetime.timedelta(days=90))
    commands.verify_competency(assessor, competency_id=row.id, at=NOW)

    def after(days):
        return commands.remind_of_expiry(an_actor("system"), at=NOW + datetime.timedelta(days=days))

    assert [after(20), after(31), after(32)] == [0, 1, 0]
    letters = OutboxMessage.objects.filter(person_id=person.id, template="learning.competency_expiring")
    assert letters.count() == 1
    assert skills(person) == {"competency": row.id}
    assert [after(90), after(91), after(92)] == [0, 1, 0], "its last day counts"
    assert skills(person) == {}


def test_an_expired_one_is_not_verified_any_more(lsp, assessor):
    row = a_competency(
        issuer=lsp, issued_on=TODAY - datetime.timedelta(days=900), expires_on=TODAY - datetime.timedelta(days=1)
    )
    with pytest.raises(Refused, match="habis"):
        commands.verify_competency(assessor, competency_id=row.id, at=NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["verify", "refuse", "revoke", "expire"]), max_size=6))
def test_a_skill_is_proved_exactly_while_a_verified_certificate_runs(steps):
    """Whatever happens in whatever order: evidence stands if and only if the certificate is verified and runs."""
    row = a_competency(skill_id=SKILL, expires_on=TODAY + datetime.timedelta(days=10))
    office = an_actor("programme_office")
    moment = NOW
    for step in steps:
        try:
            if step == "verify":
                commands.verify_competency(office, competency_id=row.id, at=moment)
            elif step == "refuse":
                commands.refuse_competency(office, competency_id=row.id, reason="Tidak terbaca", at=moment)
            elif step == "revoke":
                commands.revoke_competency(office, competency_id=row.id, reason="Keliru terbit", at=moment)
            else:
                moment += datetime.timedelta(days=20)
                commands.remind_of_expiry(an_actor("system"), at=moment)
        except Refused:
            pass
        row.refresh_from_db()
        runs = row.status == "verified" and moment < NOW + datetime.timedelta(days=11)
        assert PersonSkill.objects.filter(person_id=row.person_id, source="competency").exists() == runs
