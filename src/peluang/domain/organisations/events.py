"""What can happen to organisations, their members and what they may see."""

from peluang.domain.events.types import declare

ORGANISATION_REGISTERED = declare("organisations.organisation_registered", "organisation", "kind region")
ORGANISATION_STATUS_CHANGED = declare("organisations.status_changed", "organisation", "status")
MEMBER_ADDED = declare("organisations.member_added", "membership", "organisation_id person_id role")
MEMBERSHIP_ENDED = declare("organisations.membership_ended", "membership", "organisation_id person_id role")
PERSON_DISCLOSED = declare("organisations.person_disclosed", "disclosure", "organisation_id person_id purpose subject")
DISCLOSURE_ENDED = declare("organisations.disclosure_ended", "disclosure", "organisation_id person_id")
