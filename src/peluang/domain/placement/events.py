"""What happens to placement cases and referrals."""

from peluang.domain.events.types import declare

CASE_OPENED = declare("placement.case_opened", "placement_case", "person_id office_id")
CASE_TALKED = declare("placement.case_talked", "placement_case", "person_id")
PERSON_REFERRED = declare("placement.person_referred", "referral", "case_id vacancy_id person_id")
REFERRAL_ANSWERED = declare("placement.referral_answered", "referral", "case_id person_id status")
CASE_CLOSED = declare("placement.case_closed", "placement_case", "person_id status")
