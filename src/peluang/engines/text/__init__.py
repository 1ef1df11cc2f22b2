"""Indonesian and English text: folding, tokens, occupations of a title, skills in a text.

Public API
----------
normalise.py
    ``normalise(text) -> str`` lower case, no accents or punctuation, slang written out ("yg" -> "yang"),
    "3G", "C++" kept as words; ``tokens(text, language=None, *, stem=True, stop_words=True) -> list[str]`` the
    same for index and query (``language`` None, "id" or "en"; use the same on both sides); ``words(text) ->
    list[Word(text, start, end)]``
titles.py
    ``code_occupation(title, description="", *, limit=5) -> list[CodedOccupation(code, title_id, title_en,
    score)]``, ``code_occupations(titles, descriptions=None, *, limit=5) -> list[list[CodedOccupation]]``;
    4-digit KBJI, score 0..1
skills.py
    ``extract_skills(text, *, limit=None) -> list[FoundSkill(code, score, start, end, times)]``
"""

from peluang.engines.text.normalise import Word, is_stop_word, normalise, stem_word, tokens, words
from peluang.engines.text.skills import FoundSkill, extract_skills
from peluang.engines.text.titles import CodedOccupation, code_occupation, code_occupations

__all__ = [
    "CodedOccupation",
    "FoundSkill",
    "Word",
    "code_occupation",
    "code_occupations",
    "extract_skills",
    "is_stop_word",
    "normalise",
    "stem_word",
    "tokens",
    "words",
]
