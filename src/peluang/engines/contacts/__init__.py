"""Ways to reach or identify a person inside free text, found and hidden. Pure; nothing is stored or looked up.

    found(text)                      -> spans, in order: phone, e-mail, link to a chat, identity number
    masked(text, words)              -> the text with every span replaced by the word of its kind
    masked(text, words, agreed=True) -> after consent: identity numbers alone stay hidden

Digits are read as people write them to get past a filter: spaced, dotted, in words ("nol delapan satu dua"), in
other scripts, with letters that look like digits. Wages, dates, hours and years are left alone. What this cannot see:
a number divided over several texts with other words between its parts, or drawn as a date with an hour
("08-12-2026 09.00").
"""

from .finding import Kind, Span, found
from .masking import masked

__all__ = ["Kind", "Span", "found", "masked"]
