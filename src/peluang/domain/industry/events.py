"""What happens in industry."""

from peluang.domain.events.types import declare

IKM_LIST_IMPORTED = declare("industry.ikm_list_imported", "ikm_list", "organisation_id rows firms digest")
FIRMS_INVITED = declare("industry.firms_invited", "ikm_list", "invitations unreachable")
INVITATION_ACCEPTED = declare("industry.invitation_accepted", "invitation", "firm_id person_id")
INVITED_SELECTED = declare("industry.invited_selected", "decree", "invitations")
SENTRA_DESCRIBED = declare("industry.sentra_described", "sentra", "steps units")
SKILL_NEED_NAMED = declare("industry.skill_need_named", "skill_need", "sentra_id skill urgency people")
TRAINING_REQUESTED = declare("industry.training_requested", "training_request", "need_id regency people")
REQUEST_ACCEPTED = declare("industry.request_accepted", "training_request", "need_id provider_id offering_id")
REQUEST_SCHEDULED = declare("industry.request_scheduled", "training_request", "need_id class_id")
REQUEST_DECLINED = declare("industry.request_declined", "training_request", "need_id")
