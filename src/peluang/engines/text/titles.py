"""The occupation (4-digit KBJI unit) that a job or course title means, in Indonesian or English."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peluang.engines.codes.tables import read_table
from peluang.engines.text.normalise import normalise
from peluang.engines.text.tfidf import Float32
from peluang.engines.text.title_index import SKILL_WEIGHT, Hint, Label, TitleIndex, says_rank_only

# A course says whom it makes: "Membuat Desain Grafis untuk menjadi Perancang Grafis".
_BECOMES = re.compile(r"\b(?:menjadi|jadi|sebagai|bagi|untuk|calon|become|becoming|as a|for)\b")
# Words that say how one is hired or taught, not for what.
_FRAME = re.compile(
    r"\b(?:magang|peserta|program|intern|internship|trainee|pelatihan|training|kursus|dibutuhkan|dicari"
    r"|lowongan|kerja|junior|senior|fresh|graduate|freelance|kontrak|batch|wfh|remote|level|dasar|lanjutan"
    r"|tingkat|pemula|belajar|mempelajari|memahami|menguasai|panduan|kelas|class|fundamental|sertifikasi"
    r"|bootcamp|workshop|professional|profesional)\b"
)
# A title that does not say it leads is not a manager's: "Keuangan" wants a clerk, not a head of finance.
_LEADS = re.compile(
    r"\b(?:manager|manajer|manajemen|management|kepala|direktur|director|head|chief|pimpinan|pemimpin|ketua"
    r"|lead|ceo|cfo|coo|cto|general|owner|pemilik|pengusaha|anggota dewan|dprd?|bupati|wali|gubernur|menteri"
    r"|lurah|camat)\b"
)
_FOLLOWER_SHARE = 0.85
TAIL_SHARE = 0.6
# A description speaks of much beside the occupation: it decides among likely ones, unless the title says
# nothing.
DESCRIPTION_SHARE = 0.2
DESCRIPTION_SHARE_OF_POOR_TITLES = 0.8
POOR_TITLE = 0.3
_RANK_ONLY_SHARE = 0.3
_DESCRIPTION_WORDS = 60
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class CodedOccupation:
    """A 4-digit KBJI unit with its titles and a score of 0..1 (a likeness, not a probability)."""

    code: str
    title_id: str
    title_en: str
    score: float


def code_occupation(title: str, description: str = "", *, limit: int = 5) -> list[CodedOccupation]:
    """The likeliest occupations, best first; empty if nothing in the text is known."""
    return code_occupations([title], [description], limit=limit)[0]


def code_occupations(
    titles: Sequence[str], descriptions: Sequence[str] | None = None, *, limit: int = 5
) -> list[list[CodedOccupation]]:
    """The same for many at once, several times faster a title. Raises ValueError if the lengths differ."""
    if descriptions is not None and len(descriptions) != len(titles):
        raise ValueError("titles and descriptions differ in number")
    found: list[list[CodedOccupation]] = []
    for start in range(0, len(titles), _CHUNK):
        part = titles[start : start + _CHUNK]
        scores = _title_scores(part)
        if descriptions is not None and any(descriptions[start : start + _CHUNK]):
            scores += _description_scores(descriptions[start : start + _CHUNK], scores.max(axis=1))
        found += [_ranked(row, limit) for row in scores]
    return found


def _title_scores(titles: Sequence[str]) -> Float32:
    """Whole title and the part behind "menjadi", mixed; a title without such a part counts as a whole."""
    index = _index()
    whole = [_bare(title) for title in titles]
    scores = index.scores(whole)
    tails = [_tail(text) for text in whole]
    rows = [row for row, tail in enumerate(tails) if tail]
    if rows:
        behind = index.scores([tails[row] for row in rows])
        scores[rows] = TAIL_SHARE * behind + (1 - TAIL_SHARE) * scores[rows]
    scores[[row for row, text in enumerate(whole) if says_rank_only(text)]] *= _RANK_ONLY_SHARE
    followers = [row for row, text in enumerate(whole) if not _LEADS.search(text)]
    leaders = [column for column, code in enumerate(index.codes) if code.startswith("1")]
    scores[np.ix_(followers, leaders)] *= _FOLLOWER_SHARE
    return scores


def _description_scores(descriptions: Sequence[str], title_best: Float32) -> Float32:
    """Scores to add; ``title_best`` is the best score that each title got alone."""
    shortened = [" ".join(normalise(text).split()[:_DESCRIPTION_WORDS]) for text in descriptions]
    share = np.where(title_best < POOR_TITLE, DESCRIPTION_SHARE_OF_POOR_TITLES, DESCRIPTION_SHARE)
    scores: Float32 = _index().scores(shortened) * share[:, None].astype(np.float32)
    return scores


def _bare(title: str) -> str:
    """The folded title without its frame, unless the frame is all there is."""
    folded = normalise(title)
    return " ".join(_FRAME.sub(" ", folded).split()) or folded


def _tail(text: str) -> str:
    parts = _BECOMES.split(text)
    return parts[-1].strip() if len(parts) > 1 else ""


def _ranked(row: Float32, limit: int) -> list[CodedOccupation]:
    """Equal scores go by code, so that the same title always gets the same list."""
    best = np.argsort(-row, kind="stable")[:limit]
    codes = _index().codes
    titles = _titles()
    return [
        CodedOccupation(codes[place], *titles[codes[place]], min(1.0, round(float(row[place]), 4)))
        for place in best.tolist()
        if row[place] > 0
    ]


@lru_cache(maxsize=1)
def _titles() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["title_id"], row["title_en"]) for row in read_table("occupations")}


@lru_cache(maxsize=1)
def _index() -> TitleIndex:
    """Built at the first use, in about two seconds of CPU, and kept."""
    titles = {code: both for code, both in _titles().items() if len(code) == 4}
    labels = [Label(code, title) for code, both in titles.items() for title in both]
    labels += [Label(row["code"], row["text"]) for row in read_table("occupation_synonyms") if row["code"] in titles]
    return TitleIndex(labels, _skill_hints(titles.keys()))


def _skill_hints(known: Collection[str]) -> list[Hint]:
    """Names and synonyms of the skills of each occupation; a skill of many occupations says little about
    each."""
    names: dict[str, set[str]] = {}
    for row in read_table("skills"):
        names.setdefault(row["code"], set()).update((row["name_id"], row["name_en"]))
    for row in read_table("skill_synonyms"):
        names.setdefault(row["code"], set()).add(row["text"])
    links = [row for row in read_table("occupation_skills") if row["occupation"] in known]
    occupations = Counter(row["skill"] for row in links)
    hints = []
    for row in links:
        texts = names.get(row["skill"], set())
        share = 1.0 if row["essential"] == "1" else 0.5
        weight = SKILL_WEIGHT * share / math.sqrt(occupations[row["skill"]] * max(len(texts), 1))
        hints += [Hint(row["occupation"], text, weight) for text in sorted(texts)]
    return hints
