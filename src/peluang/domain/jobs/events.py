"""What happens to vacancies, applications and work."""

from peluang.domain.events.types import declare

VACANCY_POSTED = declare("jobs.vacancy_posted", "vacancy")
VACANCY_CHANGED = declare("jobs.vacancy_changed", "vacancy")
WAGE_BELOW_MINIMUM = declare("jobs.wage_below_minimum", "vacancy", "wage minimum exempt")
OFFICIAL_WAGES_TAKEN_IN = declare("jobs.official_wages_taken_in", "list", "new changed digest")
LICENCE_RECORDED = declare("jobs.licence_recorded", "organisation", "valid_from valid_until")
VACANCY_ENDED = declare("jobs.vacancy_ended", "vacancy", "status")
VACANCY_HELD = declare("jobs.vacancy_held", "vacancy", "signals")
VACANCY_SENT_BACK = declare("jobs.vacancy_sent_back", "vacancy")
VACANCY_REPORTED = declare("jobs.vacancy_reported", "vacancy_report", "vacancy_id kind")
REVIEW_CHANGED = declare("jobs.vacancy_review_changed", "vacancy_review", "vacancy_id kind status")
EMPLOYER_ASKED = declare("jobs.employer_asked", "employer_question", "employer_id")
EMPLOYER_ANSWERED = declare("jobs.employer_answered", "employer_question", "employer_id")
APPLICATION_SENT = declare("jobs.application_sent", "application", "vacancy_id person_id origin")
APPLICATION_CHANGED = declare("jobs.application_changed", "application", "status person_id")
EMPLOYMENT_BEGAN = declare("jobs.employment_began", "employment", "person_id kind application_id")
EMPLOYMENT_ENDED = declare("jobs.employment_ended", "employment", "person_id application_id")
EMPLOYMENT_UNDONE = declare("jobs.employment_undone", "employment", "person_id")
