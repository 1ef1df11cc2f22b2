"""What can happen to surveys."""

from peluang.domain.events.types import declare

FORM_PUBLISHED = declare("surveys.form_published", "form", "code version")
ROUND_OPENED = declare("surveys.round_opened", "round", "form_id")
SURVEY_ANSWERED = declare("surveys.answered", "response", "round_id person_id subject")
