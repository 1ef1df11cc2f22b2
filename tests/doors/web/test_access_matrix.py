"""Every address as every role, with what is one's own, another's and another region's."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from peluang.domain.catalogue.models import Venue
from peluang.domain.kernel.context import PROGRAM, Role
from peluang.domain.learning.commands import compute_allocation, join_line, open_allocation
from peluang.domain.learning.models import LearningItem, Paper, SpotCheck
from peluang.domain.organisations.models import Organisation
from peluang.domain.people.models import Person
from peluang.doors.web.access_matrix import Door, document, doors
from peluang.doors.web.page import SIGNED_IN
from peluang.foundation.paths import home
from tests.conftest import NOW
from tests.factories.alumni import a_chapter
from tests.factories.assessing import a_question, a_task, a_test_plan, a_work
from tests.factories.benefits import a_due_incentive, a_payout_account
from tests.factories.catalogue import a_trainer, an_offering
from tests.factories.curation import a_free_equivalent, a_report, a_round
from tests.factories.equivalence import a_proposal
from tests.factories.evaluation import a_finding, an_outcome
from tests.factories.feeds import a_feed
from tests.factories.finding import a_saved_search
from tests.factories.industry import a_need, a_request, a_sentra, an_ikm_list
from tests.factories.institutions import a_credential, a_principal, a_sanction, an_admission
from tests.factories.jobs import a_vacancy, an_application, an_invitation
from tests.factories.learning import a_class, a_competency, a_completed_enrolment, a_review, an_enrolment
from tests.factories.online import a_partner_key, a_self_paced_class
from tests.factories.organisations import a_membership, an_actor, an_organisation
from tests.factories.people import a_person
from tests.factories.placement import a_case, a_referral
from tests.factories.programme import a_wave
from tests.factories.trust import a_vacancy_report, a_vacancy_review

from .visiting import as_member, as_person

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "33.20", "73.71"
ROLES = [role for role in Role if role not in (Role.SYSTEM, Role.ANONYMOUS)]
#: Answers that say "this is for you": a page, a form with a complaint, a redirect after or before a step.
WELCOME = {200, 204, 302, 303, 304, 405, 409, 422}
DOORS = [door for door in doors() if not door.outside]


@dataclass
class World:
    """One person of each role around one region, and the things that are theirs."""

    region: str
    person: Person
    organisations: dict[str, Organisation] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def a_world(region: str) -> World:
    person = a_person(regency=region)
    world = World(region, person)
    kinds = ("provider", "employer", "labour_office", "sentra", "ministry", "assessor")
    world.organisations = {kind: an_organisation(kind, regency=region) for kind in kinds}
    offering = an_offering(provider=world.organisations["provider"])
    trainer = a_trainer(organisation=offering.provider)
    offering.trainer = trainer
    offering.save(update_fields=["trainer"])
    running = a_class(offering=offering, running=True)
    finished = a_completed_enrolment(training_class=a_class(offering=offering, finished=True), person=person)
    seat = an_enrolment(training_class=running, person=person)
    question = a_question(offering)
    a_test_plan(offering, "pre")
    work = a_work(seat, a_task(offering))
    paper = Paper.objects.create(
        enrolment=seat, kind="quiz", opened_at=NOW, due_at=NOW + datetime.timedelta(minutes=30),
        questions=[{"question": str(question.id), "options": ["a", "b"]}],
    )  # fmt: skip
    check = SpotCheck.objects.create(
        session=running.sessions.get(number=2), made_at=NOW, organisation=world.organisations["labour_office"].id
    )
    checked = check.seats.create(enrolment=seat, present=False)
    online = a_self_paced_class(
        offering=an_offering(provider=world.organisations["provider"], online=True),
        items={"m1": 60},
        webinar_minutes=180,
    )
    vacancy = a_vacancy(employer=world.organisations["employer"], regency=region)
    case = a_case(person=person)
    admission = an_admission(organisation=offering.provider)
    credential = a_credential(trainer, file=admission.papers.first().file)
    sentra = a_sentra(organisation=world.organisations["sentra"])
    wave = a_wave("drawn", people=[a_person(regency=region)], places=1)
    incentive = a_due_incentive()
    request = a_request(need=a_need(sentra=sentra))
    unchecked = a_person(regency=region, identity=True)
    full = a_class(offering=offering, seats=1)
    an_enrolment(training_class=full)
    place = join_line(an_actor("person", person=person), class_id=full.id, person_id=person.id, at=NOW)
    kept = a_saved_search(person, words="las")
    seats = open_allocation(
        PROGRAM, name="Pembagian", opens_at=NOW, closes_at=NOW + datetime.timedelta(days=2),
        classes=[(a_class(offering=offering, starts_in=20).id, {})], at=NOW,
    )  # fmt: skip
    seats = compute_allocation(PROGRAM, allocation_id=seats.id, at=seats.closes_at)
    world.things = {
        "offering_id": offering.id, "class_id": running.id, "enrolment_id": finished.id, "vacancy_id": vacancy.id,
        "application_id": an_application(vacancy=vacancy, person=person, interview_at=NOW).id, "referral_id": a_referral(case=case).id,
        "case_id": case.id, "organisation_id": world.organisations["employer"].id, "finding_id": a_finding(offering=offering).id,
        "outcome_id": an_outcome(enrolment=finished, asked=True).id, "need_id": a_need(sentra=sentra).id,
        "request_id": request.id, "list_id": an_ikm_list(ministry=world.organisations["ministry"]).id,
        "incentive_id": incentive.id, "certificate": finished.certificate.number, "wave": wave.number,
        "round_id": a_round(an_offering(conforming=True, submitted=True, provider=world.organisations["provider"])).id,
        "equivalent_id": a_free_equivalent(offering=offering).id, "report_id": a_report(offering=offering).id,
        "competency_id": a_competency(person=person, issuer=world.organisations["assessor"]).id, "list": 0,
        "question_id": question.id, "task_id": work.task_id, "work_id": work.id, "photo_id": work.files.get().id,
        "paper_id": paper.id, "trainer_id": trainer.id, "occupation": "7212",
        "first": vacancy.id, "invitation_id": an_invitation(vacancy=a_vacancy(), person=person).id,
        "review_id": a_review(finished, text="Alatnya lengkap.").id,
        "proposal_id": a_proposal(an_offering(title="Barista"), an_offering(title="Pelatihan barista")).id,
        "institution_id": offering.provider_id, "paper": "nib", "admission_paper_id": admission.papers.first().id,
        "credential_id": credential.id, "venue_id": Venue.objects.get(organisation=offering.provider).id,
        "principal_id": a_principal(offering.provider).id, "sanction_id": a_sanction(organisation=offering.provider).id,
        "online_class": online.id, "online_seat": an_enrolment(training_class=online, person=person).id, "webinar": 2,
        "item_id": LearningItem.objects.get(offering=online.offering).id,
        "key_id": a_partner_key(world.organisations["provider"])[0].id,
        "session_id": check.session_id, "check_id": check.id, "seat_id": checked.id, "key": check.session_id,
        "code": offering.training_type.code, "session": 1, "province": region[:2], "account_id": a_payout_account().id, "person_id": unchecked.id, "token": "no-such-token",
        "search_id": kept.id, "stop_token": kept.token, "place_token": place.token, "waited_class": full.id,
        "feed_id": a_feed(f"Karir {region}").id, "allocation_id": seats.id,
        "look_id": a_vacancy_review("report", vacancy=vacancy).id, "vacancy_report_id": a_vacancy_report(vacancy).id,
        "membership_id": a_membership(organisation=world.organisations["employer"]).id,
    }  # fmt: skip
    return world


def arguments(door: Door, world: World) -> dict[str, Any]:
    """What fills the address: by the parameter's name, and by whose number it is."""
    special = {
        "number": {"public:certificate": "certificate", "participant:certificate": "certificate",
                   "participant:certificate_download": "certificate", "participant:certificate_pdf": "certificate",
                   "provider:certificate_revoke": "certificate", "office:certificate_revoke": "certificate",
                   "public:certificate_status": "list", "trainer:attendance": "session",
                   "trainer:attendance_by_hand": "session", "trainer:scans": "session", "participant:webinar": "webinar",
                   "provider:class_online_session": "webinar", "provider:class_online_log": "webinar"}.get(door.name, "wave"),
        "class_id": {"participant:line": "waited_class", "participant:leave_line": "waited_class"}.get(
            door.name, "online_class" if door.name.startswith("provider:class_online") else "class_id"),
        "enrolment_id": "online_seat" if door.name in ("participant:webinar", "participant:self_paced") else "enrolment_id",
    }  # fmt: skip
    fixed = {
        "kind": "pre",
        "allocation_step": "bagikan",
        "file": "kelas",
        "target": "decreed",
        "page": "beranda",
        "name": "diri",
        "public:language": "en",
        "public:certificate_status": 0,
    }
    values = {}
    for parameter in door.parameters:
        if door.name in fixed:
            values[parameter] = fixed[door.name]
        elif parameter in fixed:
            values[parameter] = fixed[parameter]
        else:
            values[parameter] = world.things[special.get(parameter, parameter)]
    return values


@pytest.fixture
def worlds(settings: Any, tmp_path: Path) -> tuple[World, World]:
    settings.MEDIA_ROOT = tmp_path
    mine, theirs = a_world(HERE), a_world(ELSEWHERE)
    a_chapter(province=HERE[:2])
    a_chapter(province=ELSEWHERE[:2])
    return mine, theirs


def client_for(role: Role, world: World) -> Client:
    """Signed in with a second factor, acting in the role for this world's organisation."""
    if role == Role.PERSON:
        return as_person(world.person)
    kind = {Role.TRAINER: "provider"}.get(role, role.value)
    person = a_person(regency=world.region)
    actor = an_actor(role, person=person, organisation=world.organisations.get(kind), regency=world.region)
    return as_member(Organisation.objects.get(id=actor.organisation), role.value, person)


def knock(client: Client, door: Door, world: World) -> int:
    address = reverse(door.name, kwargs=arguments(door, world))
    method = "get" if "GET" in door.access.methods else "post"
    return getattr(client, method)(address).status_code


def test_every_page_says_who_may_open_it():
    assert [door.route for door in DOORS if door.access is None] == []


def test_docs_say_what_the_code_says():
    path = home() / "docs" / "access.md"
    assert path.read_text() == document(), "run `peluang access`"


def test_nobody_reaches_only_what_is_public(worlds):
    mine, _theirs = worlds
    client, wrong = Client(), []
    for door in DOORS:
        address = reverse(door.name, kwargs=arguments(door, mine))
        answer = client.get(address) if "GET" in door.access.methods else client.post(address)
        if Role.ANONYMOUS in door.access.who:
            fine = answer.status_code in WELCOME or door.name in ABSENT
        else:
            fine = answer.status_code == 302 and answer["Location"].startswith("/akun/masuk/")
        if not fine:
            wrong.append(f"{door.name} answers {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_a_role_reaches_its_own_doors_and_no_others(worlds):
    mine, _theirs = worlds
    wrong = []
    for role in ROLES:
        client = client_for(role, mine)
        for door in DOORS:
            status = knock(client, door, mine)
            allowed = role in door.access.who
            if allowed and status not in WELCOME and not _absent_by_nature(door, role):
                wrong.append(f"{role}: {door.name} answers {status}, should open")
            if not allowed and status != (302 if _is_a_persons_page(door, role) else 404):
                wrong.append(f"{role}: {door.name} answers {status}, should not be there")
    assert not wrong, "\n".join(wrong)


def _is_a_persons_page(door: Door, role: Role) -> bool:
    """Staff who follow a link to it are asked whether they want to act as the person they are."""
    persons = door.access.who & SIGNED_IN == {Role.PERSON}
    return persons and role not in (Role.PERSON, Role.ANONYMOUS) and "GET" in door.access.methods


#: Nothing of one's own is behind it in this world: no invitation was sent, it is no demo, nobody joined a chapter or
#: this wave, no experience was written down.
ABSENT = {
    "public:invitation", "public:demo", "alumni:leave", "participant:experience_remove", "participant:wave_withdraw",
}  # fmt: skip


def _absent_by_nature(door: Door, role: Role) -> bool:
    """Also: a person's outcome when another person acts for an organisation, an employer's rows for a sentra."""
    parameters = set(door.parameters)
    if role == Role.SENTRA and door.name.startswith("employer:") and parameters:
        return True
    if role == Role.TRAINER and door.name == "trainer:record":  # a trainer reads their own record alone
        return True
    return door.name in ABSENT or ("outcome_id" in parameters and role != Role.PERSON)


#: Things of a person, an organisation or a region: another's is not there. (Waves, types and lists are the nation's.)
THEIRS = {
    "assessor": {"competency_id"},
    "provider": {
        "key_id",
        "item_id",
        "report_id",
        "question_id",
        "task_id",
        "number",
        "offering_id",
        "class_id",
        "finding_id",
        "venue_id",
        "trainer_id",
        "credential_id",
        "admission_paper_id",
        "principal_id",
        "sanction_id",
    },
    "trainer": {"work_id", "photo_id", "trainer_id", "class_id"},
    "attending": {"session_id"},
    "employer": {"vacancy_id", "application_id", "membership_id"},
    "region": {"case_id", "organisation_id", "person_id"},
    "participant": {
        "competency_id",
        "enrolment_id",
        "application_id",
        "invitation_id",
        "referral_id",
        "outcome_id",
        "number",
        "search_id",
    },
    "industry": {"need_id", "list_id"},
}
OF_THE_NATION = {"participant:wave", "participant:wave_join"}


def _judges_all(door: Door, role: Role) -> bool:
    """The office judges competency certificates of every issuer: those who are not here have nobody else."""
    return role == Role.PROGRAMME_OFFICE and door.name.startswith("assessor:")


def test_what_is_anothers_answers_like_what_is_not_there(worlds):
    mine, theirs = worlds
    wrong, tried = [], 0
    for role in ROLES:
        client = client_for(role, mine)
        for door in DOORS:
            parameters = THEIRS.get(door.name.split(":")[0], set()) & set(door.parameters)
            if (
                role in door.access.who
                and parameters
                and door.name not in OF_THE_NATION
                and not _judges_all(door, role)
            ):
                tried += 1
                status = knock(client, door, theirs)
                if status != 404:
                    wrong.append(f"{role}: {door.name} answers {status} for another's")
    assert tried > 30
    assert not wrong, "\n".join(wrong)


def test_a_staff_role_without_a_second_factor_is_only_a_person(worlds):
    mine, _theirs = worlds
    client = client_for(Role.LABOUR_OFFICE, mine)
    assert client.get(reverse("region:home")).status_code == 200
    session = client.session
    session["account_authentication_methods"] = [{"method": "code"}]
    session.save()
    answer = client.get(reverse("region:home"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/saya/peran")
