"""An index of occupations: words and character n-grams of their names, and of the skills they need.

An occupation scores twice. By its best label (an official title or a synonym): an average would punish
occupations with many names. And by its profile, all labels and skills together: a title that mixes the words
of two labels is found too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from peluang.engines.text.normalise import is_stop_word, normalise, stem_word
from peluang.engines.text.tfidf import Float32, Tfidf
from peluang.engines.text.vocabulary import WEAK_IN_TITLES

# Tuned on the 6-digit titles of KBJI and the alternative labels of ESCO, neither of which is in the index.
PROFILE_SHARE = 0.6
SKILL_WEIGHT = 0.6
NGRAM_SIZES = (3, 4, 5)


@dataclass(frozen=True, slots=True)
class Label:
    """A name of an occupation."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A text that speaks for an occupation without naming it: a skill. ``weight`` 0..1."""

    code: str
    text: str
    weight: float


def word_features(text: str) -> list[str]:
    """Stems of a folded text. Pairs of neighbours were tried and lost 1 to 2 points in 100."""
    return [stem_word(word) for word in telling_words(text)]


def ngram_features(text: str) -> list[str]:
    """Character n-grams inside the words, borders included. They tie "operator" to "pengoperasian" and bear
    typing mistakes."""
    found = []
    for word in telling_words(text):
        framed = f" {word} "
        for size in NGRAM_SIZES:
            found += [framed[start : start + size] for start in range(max(len(framed) - size + 1, 0))]
    return found


def telling_words(text: str) -> list[str]:
    """Words that say what the work is; without any, those that say how high; without any, all."""
    every = text.split()
    meant = [word for word in every if not is_stop_word(word)]
    return [word for word in meant if word not in WEAK_IN_TITLES] or meant or every


def says_rank_only(text: str) -> bool:
    """ "Staf", "Senior Officer": how high, not what."""
    return all(word in WEAK_IN_TITLES or is_stop_word(word) for word in text.split())


class _View:
    """One kind of feature: labels and profiles as sparse matrices, features x columns."""

    def __init__(
        self,
        features: Callable[[str], list[str]],
        labels: Sequence[Label],
        hints: Sequence[Hint],
        number: dict[str, int],
    ) -> None:
        """``labels`` sorted by code. ``number``: code -> column of the profile."""
        self._features = features
        names = [features(normalise(label.text)) for label in labels]
        groups = [number[label.code] for label in labels]
        texts = sorted({hint.text for hint in hints})
        row = {text: place for place, text in enumerate(texts)}
        skills = [features(normalise(text)) for text in texts]
        # Each skill text is a thing of its own; its occupations already count through their labels.
        self._space = Tfidf(names + skills, groups + [len(number) + place for place in range(len(texts))])
        rows = self._space.vectors(names)
        self._labels = rows.T.tocsr()
        belongs = sparse.csr_matrix(
            (np.ones(len(groups), np.float32), (np.arange(len(groups)), groups)), (len(groups), len(number))
        )
        weights = np.array([hint.weight for hint in hints], np.float32)
        speaks = sparse.csr_matrix(
            (weights, ([row[hint.text] for hint in hints], [number[hint.code] for hint in hints])),
            (len(texts), len(number)),
        )
        self._profiles = _unit_columns(rows.T @ belongs + self._space.vectors(skills).T @ speaks)

    def similarities(self, texts: Sequence[str]) -> tuple[Float32, Float32]:
        """Cosines of folded texts: x labels, x profiles."""
        queries = self._space.vectors([self._features(text) for text in texts])
        return (queries @ self._labels).toarray(), (queries @ self._profiles).toarray()


def _unit_columns(matrix: sparse.spmatrix) -> sparse.csr_matrix:
    """Root, so that a word of thirty labels does not drown the others; then columns of length 1."""
    rooted = sparse.csc_matrix(matrix).sqrt()
    lengths = np.sqrt(np.asarray(rooted.multiply(rooted).sum(axis=0)).ravel())
    scaled = rooted @ sparse.diags(1 / np.maximum(lengths, 1e-9))
    return scaled.tocsr().astype(np.float32)


class TitleIndex:
    """Scores of occupations for texts. ``codes``: the occupations, in the order of the score columns."""

    def __init__(self, labels: Sequence[Label], hints: Sequence[Hint]) -> None:
        """Raises KeyError for a hint of an occupation without labels."""
        ordered = sorted(labels, key=lambda label: label.code)
        self.codes = sorted({label.code for label in ordered})
        number = {code: place for place, code in enumerate(self.codes)}
        groups: NDArray[np.int64] = np.array([number[label.code] for label in ordered])
        self._starts = np.searchsorted(groups, np.arange(len(self.codes)))
        self._views = [_View(features, ordered, hints, number) for features in (word_features, ngram_features)]

    def scores(self, texts: Sequence[str]) -> Float32:
        """Folded texts x occupations, 0..1."""
        total = np.zeros((len(texts), len(self.codes)), dtype=np.float32)
        for view in self._views:
            labels, profiles = view.similarities(texts)
            best = np.maximum.reduceat(labels, self._starts, axis=1)
            total += ((1 - PROFILE_SHARE) * best + PROFILE_SHARE * profiles) / len(self._views)
        return total
