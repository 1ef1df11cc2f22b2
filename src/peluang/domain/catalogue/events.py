"""What happens in the catalogue."""

from peluang.domain.events.types import declare

TYPE_DEFINED = declare("catalogue.type_defined", "training_type", "code occupation")
TRAINER_ADDED = declare("catalogue.trainer_added", "trainer", "organisation_id")
OFFERING_DRAFTED = declare("catalogue.offering_drafted", "offering", "provider_id training_type")
OFFERING_SUBMITTED = declare("catalogue.offering_submitted", "offering", "standard")
OFFERING_RETURNED = declare("catalogue.offering_returned", "offering", "")
OFFERING_PUBLISHED = declare("catalogue.offering_published", "offering", "")
OFFERING_CHANGED = declare("catalogue.offering_changed", "offering", "")
OFFERING_SUSPENDED = declare("catalogue.offering_suspended", "offering", "")
#: Retired or merged. Apps further on refuse it in the same transaction while people still learn there.
OFFERING_ENDED = declare("catalogue.offering_ended", "offering", "status merged_into")
RESULTS_REFRESHED = declare("catalogue.results_refreshed", "catalogue", "offerings digest")
