"""Which offerings are the same training, in whichever of the two languages they are written.

Public API
----------
``cluster(texts, *, same=(), different=()) -> Clusters(cluster, ask, dropped)``; ``Text(title, description)``;
``Pair(first, second, score, verdict, guard, open, shared)``; ``read(title, description) -> Reading``;
``judged(0, 1, reading, reading) -> Pair`` for one pair; ``joins(new, known)``: which known group each new
text surely belongs to; ``word_of(code)``: a meaning's code in plain words; ``only_here(one, other)``: codes that only
the first title says.

The steps, each in a module: ``lexicon`` (phrases of both languages → meanings), ``numbers``, ``readings`` (a title as
weighted meanings), ``guards`` (level, tool, number, language, object), ``similarity``, ``blocks`` (which pairs),
``band`` (same, ask people, apart), ``clusters`` (constrained union-find).
"""

from .band import BAND, OPEN, SURE, Pair, judged
from .clusters import Clusters, Text, cluster
from .joining import joins
from .lexicon import word_of
from .readings import Reading, read
from .similarity import only_here

__all__ = [
    "BAND", "OPEN", "SURE", "Clusters", "Pair", "Reading", "Text", "cluster", "joins", "judged", "only_here", "read",
    "word_of",
]  # fmt: skip
