"""What happens in classes. Payloads hold ids, codes, numbers and dates only."""

from peluang.domain.events.types import declare

CLASS_SCHEDULED = declare("learning.class_scheduled", "class", "offering_id seats payer starts_at")
CLASS_STARTED = declare("learning.class_started", "class", "offering_id")
CLASS_FINISHED = declare("learning.class_finished", "class", "offering_id completed failed digest")
CLASS_CANCELLED = declare("learning.class_cancelled", "class", "offering_id refunded digest")
SEAT_BOOKED = declare("learning.seat_booked", "enrolment", "class_id offering_id person_id payer recipient_id")
SEAT_CANCELLED = declare("learning.seat_cancelled", "enrolment", "class_id offering_id person_id refunded")
ATTENDANCE_RECORDED = declare("learning.attendance_recorded", "enrolment", "session_id evidence")
ASSESSMENT_RECORDED = declare("learning.assessment_recorded", "enrolment", "kind score")
ENROLMENT_COMPLETED = declare(
    "learning.enrolment_completed", "enrolment", "person_id offering_id offline wants_placement"
)
ENROLMENT_FAILED = declare("learning.enrolment_failed", "enrolment", "person_id offering_id missing rule")
CERTIFICATE_ISSUED = declare("learning.certificate_issued", "certificate", "enrolment_id person_id")
CERTIFICATE_REVOKED = declare("learning.certificate_revoked", "certificate", "enrolment_id person_id status_index")
SIGNING_KEY_MADE = declare("learning.signing_key_made", "signing_key", "kid retired")
REVIEW_WRITTEN = declare("learning.review_written", "review", "enrolment_id person_id")
