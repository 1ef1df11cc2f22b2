"""Who and what is there when a journey begins: offices, institutions, an employer, a sentra, a wave that is open.

One regency is alive, Jepara (33.20): three institutions teach the same welding class, one employer looks for a
welder, the labour office has an officer, the sentra a board. Every member of staff has an account and an authenticator.
"""

from __future__ import annotations

import base64
import datetime
from dataclasses import dataclass, field
from typing import Any

from peluang.domain.alumni.models import Chapter
from peluang.domain.catalogue.models import Offering, TrainingType
from peluang.domain.industry.models import SentraProfile
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.models import TrainingClass
from peluang.domain.organisations.models import Organisation
from peluang.domain.people.models import Person
from peluang.domain.programme.models import Wave
from tests.factories.alumni import a_chapter
from tests.factories.catalogue import a_trainer, a_training_type, an_offering
from tests.factories.industry import a_sentra
from tests.factories.jobs import a_vacancy
from tests.factories.learning import a_class, a_completed_enrolment
from tests.factories.organisations import a_membership, an_organisation
from tests.factories.people import JEPARA, a_person, an_account
from tests.factories.programme import a_scheme, a_wave, an_appropriation

DEMAK, SEMARANG = "33.21", "33.74"


@dataclass
class Staff:
    """Somebody who acts for an organisation; `address` signs in."""

    address: str
    organisation: Organisation
    person: Person


@dataclass
class Country:
    """address → secret in `authenticators`: what the authenticator app of a staff member holds.

    audience → paths in `starts`: pages of a busy country whose addresses are known only once it is made.
    """

    authenticators: dict[str, str] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    offerings: list[Offering] = field(default_factory=list)
    classes: list[TrainingClass] = field(default_factory=list)
    training_type: TrainingType = None  # type: ignore[assignment]
    wave: Wave = None  # type: ignore[assignment]
    employer: Organisation = None  # type: ignore[assignment]
    sentra: Organisation = None  # type: ignore[assignment]
    sentra_profile: SentraProfile = None  # type: ignore[assignment]
    chapter: Chapter = None  # type: ignore[assignment]
    people: dict[str, Person] = field(default_factory=dict)
    starts: dict[str, list[str]] = field(default_factory=dict)
    busy: bool = False

    @classmethod
    def founded(cls, at: datetime.datetime) -> Country:
        made = cls()
        with acting(PROGRAM, scope="command"):
            made._offices()
            made._institutions()
            made._employer()
            made._industry()
            made.wave = a_wave("open", places=40, appropriation=an_appropriation(scheme=a_scheme()), number=71)
            made._graduates()
        made._index(at)
        return made

    def _index(self, at: datetime.datetime) -> None:
        from peluang.domain.evaluation.commands import refresh_results_of
        from peluang.domain.finding.commands import rebuild_index

        refresh_results_of(PROGRAM, offering_ids=None, at=at)
        rebuild_index(PROGRAM, at=at)

    # offices

    def _offices(self) -> None:
        self.hire("programme_office", "Ratih Kusuma", an_organisation("programme_office", name="Manajemen Pelaksana"))
        self.hire("labour_office", "Agus Widodo", an_organisation("labour_office", name="Disnaker Kabupaten Jepara"))
        self.hire("payment", "Maya Sari", an_organisation("payment", name="Bank Contoh"))
        self.hire("ministry", "Hadi Wijaya", an_organisation("ministry", name="Direktorat Jenderal IKM"))
        self.hire("assessor", "Ratna Dewanti", an_organisation("assessor", name="LSP Logam Jaya"))
        self.hire("auditor", "Tuti Handayani", an_organisation("auditor", name="Badan Pemeriksa"))

    def hire(self, role: str, name: str, organisation: Organisation) -> Staff:
        """A new account with an authenticator, as this role."""
        first = name.split()[0].lower()
        address = f"{first}@{role.replace('_', '-')}.contoh.id"
        person = a_person(full_name=name)
        a_membership(person=person, organisation=organisation, role=role)
        self._authenticator(an_account(person=person, email=address))
        self.staff.setdefault(role, Staff(address, organisation, person))
        return Staff(address, organisation, person)

    def _authenticator(self, account: Any) -> None:
        from allauth.mfa.totp.internal.auth import TOTP

        secret = base64.b32encode(f"contoh {account.email}".encode().ljust(40)[:20]).decode()
        TOTP.activate(account, secret)
        self.authenticators[account.email] = secret

    # training

    def _institutions(self) -> None:
        self.training_type = a_training_type(code="las-smaw-tingkat-1")
        names = ["BLK Kabupaten Jepara", "LPK Bahari Teknik", "Balai Latihan Kudus"]
        for number, (name, regency, price) in enumerate(
            zip(names, [JEPARA, JEPARA, "33.19"], [2_100_000, 2_450_000, 1_900_000])
        ):
            provider = an_organisation("provider", name=name, regency=regency)
            if number == 0:
                self.hire("provider", "Rudi Hartono", provider)
                teacher = self.hire("trainer", "Sri Wahyuni", provider)
                trainer = a_trainer(
                    organisation=provider,
                    name="Sri Wahyuni",
                    person=teacher.person,
                    certificates="Welding Inspector BNSP",
                )
            else:
                trainer = a_trainer(
                    organisation=provider, name=["", "Bambang Irawan", "Dodi Saputra"][number], years=4 + number
                )
            if number == 1:
                self.staff["other_provider"] = self.hire("provider", "Eko Susanto", provider)
            self._teach(
                provider,
                trainer,
                regency,
                price,
                ["Las SMAW tingkat 1", "Las SMAW kelas malam", "Las SMAW tingkat 1"][number],
            )

    def _teach(self, provider: Organisation, trainer: Any, regency: str, price: int, title: str) -> None:
        offering = an_offering(
            provider=provider, training_type=self.training_type, trainer=trainer, regency_id=regency, price=price, title=title,
            skills={"las-smaw": 3}, description="Mengelas pelat dan pipa posisi 1G sampai 3G, dengan alat sendiri-sendiri.",
        )  # fmt: skip
        self.offerings.append(offering)
        self.classes.append(a_class(offering=offering, payer="balance", code=f"LAS-{len(self.offerings)}"))

    # work

    def _employer(self) -> None:
        self.employer = an_organisation("employer", name="CV Rangka Jati")
        self.hire("employer", "Lina Marlina", self.employer)
        a_vacancy(
            employer=self.employer, places=2, skills=["las-smaw"], welcome=["las-gmaw"], title="Juru las konstruksi"
        )
        a_vacancy(
            employer=self.employer, title="Operator gudang", occupation=None, wage_min=2_600_000, wage_max=2_800_000
        )

    def _industry(self) -> None:
        self.sentra = an_organisation("sentra", name="Sentra Mebel Tahunan")
        self.sentra_profile = a_sentra(organisation=self.sentra)
        self.hire("sentra", "Wahid Mustofa", self.sentra)
        self.chapter = a_chapter(name="Ikatan Alumni Jawa Tengah")
        self.hire("chapter", "Nur Halimah", self.chapter.organisation)

    def _graduates(self) -> None:
        """So that the class of the first institution has results to show."""
        finished = a_class(offering=self.offerings[0], finished=True, code="LAS-0", payer="own")
        for name in ("Dewi Lestari", "Joko Susilo", "Budi Santoso"):
            self.graduate(name, finished)

    # people

    def person(self, name: str, **traits: Any) -> Person:
        """Registered, with an account that signs in by first name."""
        with acting(PROGRAM, scope="command"):
            person = a_person(full_name=name, identity=traits.pop("identity", True), **traits)
            an_account(person=person, email=self.address_of(name))
        self.people[name] = person
        return person

    def graduate(self, name: str, training_class: TrainingClass) -> Person:
        person = self.person(name, verified=True)
        a_completed_enrolment(training_class=training_class, person=person, reviewed=True)
        return person

    @staticmethod
    def address_of(name: str) -> str:
        return f"{name.split()[0].lower()}@contoh.id"

    def starts_at(self, audience: str, path: str) -> None:
        self.starts.setdefault(audience, []).append(path)

    def be_busy(self) -> None:
        """Something under way for everybody, so that every page has something to show. Once."""
        if not self.busy:
            from .bustle import bustle

            with acting(PROGRAM, scope="command"):
                bustle(self)
            self.busy = True
