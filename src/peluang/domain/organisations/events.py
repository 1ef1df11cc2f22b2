"""What can happen to organisations, their members and what they may see."""

from peluang.domain.events.types import declare

ORGANISATION_REGISTERED = declare("organisations.organisation_registered", "organisation", "kind region")
ORGANISATION_STATUS_CHANGED = declare("organisations.status_changed", "organisation", "status")
MEMBER_ADDED = declare("organisations.member_added", "membership", "organisation_id person_id role")
MEMBERSHIP_ENDED = declare("organisations.membership_ended", "membership", "organisation_id person_id role")
PERSON_DISCLOSED = declare("organisations.person_disclosed", "disclosure", "organisation_id person_id purpose subject")
DISCLOSURE_ENDED = declare("organisations.disclosure_ended", "disclosure", "organisation_id person_id")
CODES_RECORDED = declare("organisations.codes_recorded", "organisation", "nib npwp")
SIZE_STATED = declare("organisations.size_stated", "organisation", "workers")
PRINCIPAL_NAMED = declare("organisations.principal_named", "principal", "organisation_id role")
PRINCIPAL_ENDED = declare("organisations.principal_ended", "principal", "organisation_id role")
SANCTION_ANNOUNCED = declare("organisations.sanction_announced", "sanction", "organisation_id kind answer_due")
SANCTION_ANSWERED = declare("organisations.sanction_answered", "sanction", "organisation_id kind")
#: Suspensions and blacklists have closed the organisation when this is told; apps further on look after people.
SANCTION_IN_FORCE = declare("organisations.sanction_in_force", "sanction", "organisation_id kind appeal_due until")
SANCTION_APPEALED = declare("organisations.sanction_appealed", "sanction", "organisation_id kind")
APPEAL_REJECTED = declare("organisations.appeal_rejected", "sanction", "organisation_id kind")
SANCTION_LIFTED = declare("organisations.sanction_lifted", "sanction", "organisation_id kind")
SANCTION_ENDED = declare("organisations.sanction_ended", "sanction", "organisation_id kind")
PARTNER_KEY_MADE = declare("organisations.partner_key_made", "partner_key", "organisation_id replaces")
PARTNER_KEY_RETIRED = declare("organisations.partner_key_retired", "partner_key", "organisation_id")
#: way: who began, the firm ("invited") or the person ("asked"). Nobody's name or address is in it.
JOIN_REQUESTED = declare("organisations.join_requested", "join_request", "organisation_id way")
JOIN_ANSWERED = declare("organisations.join_answered", "join_request", "organisation_id way status")
FIRM_CORRECTED = declare("organisations.firm_corrected", "organisation", "nib address")
