"""What happens to kept searches. Never what was searched for."""

from peluang.domain.events.types import declare

SEARCH_SAVED = declare("finding.search_saved", "saved_search", "person_id every")
SEARCH_CHANGED = declare("finding.search_changed", "saved_search", "person_id status every")
SEARCH_DELETED = declare("finding.search_deleted", "saved_search", "person_id")
#: One for a batch of people who keep the same search; digest: of the alerts' ids.
ALERTS_WRITTEN = declare("finding.alerts_written", "alert", "people digest")
LINKS_SENT = declare("finding.links_sent", "person", "searches")
