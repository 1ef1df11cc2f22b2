"""What can happen to a person's record."""

from peluang.domain.events.types import declare

ACCOUNT_OPENED = declare("people.account_opened", "account", "by")
PERSON_REGISTERED = declare("people.person_registered", "person", "home_region")
PROFILE_CHANGED = declare("people.profile_changed", "person", "")
SKILL_GAINED = declare("people.skill_gained", "person", "skill source evidence")
SKILL_REMOVED = declare("people.skill_removed", "person", "skill")
READY_CHANGED = declare("people.ready_changed", "person", "ready")
CONSENT_GIVEN = declare("people.consent_given", "person", "purpose")
CONSENT_WITHDRAWN = declare("people.consent_withdrawn", "person", "purpose")
IDENTITY_CORRECTED = declare("people.identity_corrected", "person", "what")
IDENTITY_VERIFIED = declare("people.identity_verified", "person", "status")
PEOPLE_HANDED_OVER = declare("people.handed_over", "handover", "file_id people refused digest")
