"""Calendar files (iCalendar, RFC 5545) that phones and mail programs open. Pure.

event_file(Event(...))                  -> bytes: one event, times in UTC
event_file(Event(..., cancelled=True))  -> the same event taken out of the calendar again (RFC 5546, CANCEL)
"""

from .files import Event, event_file

__all__ = ["Event", "event_file"]
