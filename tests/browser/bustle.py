"""A country in which much is under way: each person stands at another point of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peluang.domain.learning.models import TrainingClass
from peluang.domain.people.models import Person
from tests.factories.alumni import a_member, an_officer
from tests.factories.assessing import a_bank, a_task, a_test_plan, a_work
from tests.factories.evaluation import a_finding, an_outcome
from tests.factories.industry import a_firm, a_need, a_request, an_ikm_list, an_invitation
from tests.factories.institutions import a_credential, a_principal, a_sanction, an_admission
from tests.factories.jobs import a_vacancy, an_application
from tests.factories.learning import a_class, a_competency, a_completed_enrolment, an_enrolment
from tests.factories.people import an_account
from tests.factories.placement import a_case, a_referral
from tests.factories.programme import a_wave, an_appropriation

from .bustle_market import market

if TYPE_CHECKING:
    from .country import Country


def bustle(country: Country) -> None:
    an_account(email=country.address_of("baru"))
    _programme(country)
    graduate = _learning(country)
    _competency(country, graduate)
    _work(country, graduate)
    _offices(country, graduate)
    _institutions(country)
    market(country)


def _programme(country: Country) -> None:
    """Siti has a decree and has not chosen yet; Rina took part and was not drawn."""
    money = an_appropriation(scheme=country.wave.scheme)
    siti = country.person("Siti Aminah", verified=True)
    a_wave("decreed", people=[siti], places=5, appropriation=money, number=70, decree="SK-70/2026")
    rina = country.person("Rina Wulandari", verified=True)
    luckier = country.person("Yuni Astuti", verified=True, has_disability=True)
    a_wave(
        "decreed", people=[rina, luckier], quotas=[("", "disability", 1), ("", "", 0)], appropriation=money, number=69
    )


def _learning(country: Country) -> Person:
    running = a_class(offering=country.offerings[0], running=True, code="LAS-R")
    for name in ("Slamet Riyadi", "Fitri Handayani"):
        an_enrolment(training_class=running, person=country.person(name), attended=False, scores={"pre": 45})
    _assessing(running)
    finished = a_class(offering=country.offerings[1], finished=True, code="LAS-F")
    graduate = country.people["Dewi Lestari"]
    enrolment = a_completed_enrolment(training_class=finished, person=graduate)
    an_outcome(enrolment=enrolment, months=3, asked=True)
    return graduate


def _assessing(running: TrainingClass) -> None:
    """A bank with a quiz, and work that waits to be marked."""
    a_bank(running.offering, 9)
    a_test_plan(running.offering, "quiz")
    a_work(running.enrolments.order_by("seat")[0], a_task(running.offering), photo=False)


def _competency(country: Country, graduate: Person) -> None:
    """What an LSP recognised, what waits on its desk, and what it refused."""
    lsp = country.staff["assessor"].organisation
    for status, reason in (("verified", ""), ("claimed", ""), ("refused", "Nomornya tidak terbaca pada fotonya.")):
        a_competency(person=graduate, issuer=lsp, status=status, reason=reason)


def _work(country: Country, graduate: Person) -> None:
    office = country.staff["labour_office"].organisation
    vacancy = a_vacancy(employer=country.employer, skills=["las-smaw"], title="Juru las pagar")
    case = a_case(person=graduate, office=office, status="referred")
    a_referral(case=case, vacancy=vacancy)
    an_application(
        vacancy=a_vacancy(employer=country.employer, title="Juru las kapal"), person=graduate, status="offer"
    )
    for name, status in (("Joko Susilo", "sent"), ("Budi Santoso", "interview")):
        an_application(vacancy=vacancy, person=country.people[name], status=status)
    a_case(person=country.people["Joko Susilo"], office=office, overdue=True)


def _offices(country: Country, graduate: Person) -> None:
    a_finding(offering=country.offerings[0])
    need = a_need(sentra=country.sentra_profile)
    a_request(need=need)
    a_need(sentra=country.sentra_profile, skill="las-smaw", words="")
    firms = an_ikm_list(ministry=country.staff["ministry"].organisation)
    for _ in range(3):
        an_invitation(firm=a_firm(ikm_list=firms))
    a_member(chapter=country.chapter, person=graduate, listed=True)
    an_officer(chapter=country.chapter, person=country.staff["chapter"].person)


def _institutions(country: Country) -> None:
    """One was sent back, one is checked and led by the director of another, one waits for its visit; one was warned."""
    mine = country.offerings[0].provider
    an_admission(organisation=mine, reasons=[{"about": "deed", "text": "Halaman 2 hilang."}])
    a_credential(country.offerings[0].trainer)
    a_sanction(organisation=mine, kind="warning", reason="Harga di brosur berbeda.")
    for status in ("submitted", "checking", "visit_planned"):
        row = an_admission(status)
        a_principal(row.organisation, name="Hendra Gunawan")
