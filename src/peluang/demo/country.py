"""The whole plan of a demo country, in the order in which its parts depend on one another."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .dice import Dice
from .geography import Geography, geography
from .plan_catalogue import Catalogue, plan_catalogue
from .plan_offices import Offices, plan_offices
from .plan_people import People, plan_people
from .plan_profiles import Profiles, plan_profiles
from .plan_programme import Programme, plan_programme
from .plan_training import Training, plan_training
from .plan_vacancies import VACANCIES, Employers, Vacancies, plan_employers, plan_vacancies
from .plan_work import Work, plan_work
from .timeline import Timeline


@dataclass
class Country:
    dice: Dice
    geo: Geography
    line: Timeline
    people: People
    offices: Offices
    employers: Employers
    catalogue: Catalogue
    programme: Programme
    training: Training
    vacancies: Vacancies
    profiles: Profiles
    work: Work

    @property
    def at(self) -> datetime.datetime:
        return self.line.at


def plan(*, people: int, seed: int, at: datetime.datetime, vacancies: int = VACANCIES) -> Country:
    """Everything, in memory, nothing written: about 2 KB a person. Raises ValueError below 200 people."""
    dice, geo, line = Dice(seed), geography(), Timeline(at)
    folk = plan_people(dice, geo, line, people)
    catalogue = plan_catalogue(dice, geo, line, people)
    programme = plan_programme(dice, geo, line, folk)
    training = plan_training(dice, geo, line, folk, programme, catalogue)
    employers = plan_employers(dice, geo, people)
    posted = plan_vacancies(dice, geo, line, employers, people, vacancies)
    profiles = plan_profiles(dice, geo, line, folk, catalogue, training, posted)
    return Country(
        dice, geo, line, folk, plan_offices(dice, geo), employers, catalogue, programme, training, posted, profiles,
        plan_work(dice, geo, line, folk, catalogue, training, profiles, posted),
    )  # fmt: skip
