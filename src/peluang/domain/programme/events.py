"""What happens in the programme."""

from peluang.domain.events.types import declare

SCHEME_SET = declare("programme.scheme_set", "scheme", "code valid_from valid_until")
MONEY_APPROPRIATED = declare("programme.money_appropriated", "appropriation", "fiscal_year scheme amount")
WAVE_PLANNED = declare("programme.wave_planned", "wave", "number scheme places opens_at closes_at")
WAVE_OPENED = declare("programme.wave_opened", "wave", "number commitment")
ENTRY_JOINED = declare("programme.entry_joined", "wave_entry", "wave person_id")
ENTRY_WITHDRAWN = declare("programme.entry_withdrawn", "wave_entry", "wave person_id")
WAVE_CLOSED = declare("programme.wave_closed", "wave", "number entries")
WAVE_SCREENED = declare("programme.wave_screened", "wave", "eligible ineligible roster digest")
WAVE_DRAWN = declare("programme.wave_drawn", "wave", "drawn not_drawn digest")
DECREE_SIGNED = declare("programme.decree_signed", "decree", "wave recipients digest")
FIRST_PURCHASE_MARKED = declare("programme.first_purchase_marked", "recipient", "person_id")
FIRST_PURCHASE_UNDONE = declare("programme.first_purchase_undone", "recipient", "person_id")
RECIPIENT_REVOKED = declare("programme.recipient_revoked", "recipient", "person_id returned")
YEAR_FINISHED = declare("programme.year_finished", "appropriation", "fiscal_year recipients returned digest")
