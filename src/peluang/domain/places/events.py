"""What happens to places."""

from peluang.domain.events.types import declare

PLACES_LOADED = declare("places.loaded", "release", "rows")
