"""What can happen to messages: counted in batches, never whom they told what."""

from peluang.domain.events.types import declare

PREFERENCE_CHANGED = declare("messages.preference_changed", "person", "")
