"""Writing the whole country, step by step, in one transaction or, where it is large, in steps that can be resumed."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.people.models import Person

from .country import Country, plan
from .desks import write_desks
from .dice import Dice
from .events import DEMO_BEGUN, DEMO_FINISHED
from .loading import Loader, append_event, begun, lift_timeouts
from .plan_vacancies import VACANCIES
from .write_alumni import write_alumni
from .write_benefits import write_benefits
from .write_catalogue import write_catalogue
from .write_certificates import write_certificates
from .write_competency import write_competency
from .write_evaluation import write_findings, write_outcomes
from .write_industry import write_ikm, write_sentra
from .write_messages import write_messages
from .write_organisations import write_memberships, write_organisations
from .write_people import write_accounts, write_people, write_profiles
from .write_placement import write_cases, write_employments, write_referrals
from .write_programme import write_programme, write_returns
from .write_training import write_training
from .write_vacancies import write_applications, write_vacancies

#: Up to so many people the whole country is one transaction: there is never half of it.
WHOLE = 50_000

Step = Callable[[Loader, Country], None]
#: name → writers. The names stand in the journal, where an interrupted demo finds out how far it came.
STEPS: dict[str, tuple[Step, ...]] = {
    "organisations": (write_organisations,),
    "people": (write_people,),
    "profiles": (write_profiles,),
    "accounts": (write_accounts, write_memberships),
    "catalogue": (write_catalogue,),
    "programme": (write_programme,),
    "training": (write_training, write_returns),
    "certificates": (write_certificates, write_competency),
    "incentives": (write_benefits,),
    "vacancies": (write_vacancies, write_applications),
    "placement": (write_employments, write_cases, write_referrals, write_messages),
    "outcomes": (write_outcomes, write_findings),
    "industry": (write_ikm, write_sentra),
    "alumni": (write_alumni,),
    "desks": (write_desks,),
}


class NotEmpty(Exception):
    """The database holds people already, or half of another demo."""


def has_people() -> bool:
    with acting(PROGRAM, scope="command"):
        return Person.objects.exists()


def unfinished() -> dict[str, object] | None:
    with acting(PROGRAM, scope="command"):
        return begun()


def seed_country(
    *, people: int, seed: int, at: datetime.datetime, vacancies: int = VACANCIES,
    on_step: Callable[[str, int], None] = lambda name, number: None,
    on_rows: Callable[[int], None] = lambda count: None,
) -> Country:  # fmt: skip
    """Makes and writes a demo country. Raises NotEmpty when there are people that are not of this very demo.

    on_step: told each step's name and number as it begins; on_rows: how many rows were written.
    """
    half = unfinished()
    if half:
        if (half["people"], half["seed"]) != (people, seed):
            raise NotEmpty
        at = datetime.datetime.fromisoformat(str(half["moment"]))
        vacancies = int(str(half.get("vacancies", vacancies)))
    elif has_people():
        raise NotEmpty
    on_step("plan", 0)
    country = plan(people=people, seed=seed, at=at, vacancies=vacancies)
    whole = people <= WHOLE
    with _one_transaction(whole):
        facts = {"people": people, "seed": seed, "moment": at, "vacancies": vacancies}
        _mark(country, DEMO_BEGUN, facts, needed=half is None)
        loader = Loader(Dice(seed), at, whole=whole, on_rows=on_rows)
        for number, (name, writers) in enumerate(STEPS.items(), start=1):
            on_step(name, number)
            loader.step = name
            for write in writers:
                write(loader, country)
        on_step("results", len(STEPS) + 1)
        _count_results(at)
        _mark(country, DEMO_FINISHED, {"people": people, "seed": seed}, needed=True)
    return country


@contextlib.contextmanager
def _one_transaction(whole: bool) -> Iterator[None]:
    if not whole:
        yield
        return
    with acting(PROGRAM, scope="command"):
        lift_timeouts()
        yield


def _mark(country: Country, kind: object, payload: dict[str, object], *, needed: bool) -> None:
    if needed:
        with acting(PROGRAM, scope="command"):
            append_event(country.dice, country.at, kind, payload)


def _count_results(at: datetime.datetime) -> None:
    """OfferingResult is counted from the rows that were written, by the command that always counts it."""
    from peluang.domain.evaluation.commands import refresh_results_of

    with acting(PROGRAM, scope="command"):
        lift_timeouts()
        refresh_results_of(PROGRAM, offering_ids=None, at=at)
