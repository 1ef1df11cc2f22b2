"""What happens in evaluation."""

from peluang.domain.events.types import declare

OUTCOMES_ASKED = declare("evaluation.outcomes_asked", "batch", "outcomes digest")
OUTCOMES_MISSED = declare("evaluation.outcomes_missed", "batch", "outcomes digest")
OUTCOME_ANSWERED = declare(
    "evaluation.outcome_answered", "outcome", "enrolment_id offering_id person_id months situation uses_training"
)
FINDING_FILED = declare("evaluation.finding_filed", "course_finding", "offering_id provider_id kind answer_by")
FINDING_DECIDED = declare("evaluation.finding_decided", "course_finding", "offering_id decision due_on merge_into")
FINDING_WITHDRAWN = declare("evaluation.finding_withdrawn", "course_finding", "offering_id")
