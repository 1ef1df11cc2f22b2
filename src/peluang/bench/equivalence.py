"""`peluang bench equivalence`: an invented catalogue in two languages, clustered by the command's own road."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from peluang.doors.cli.equivalence import cluster_file

from .equivalence_catalogue import Planted, planted

SEEDS = 5
#: Offerings of unseen subjects, beside as many of the others as always, for one of eight of those.
_UNSEEN_SHARE = 8
_STEPS = [step / 50 for step in range(10, 50)]


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """f1: of pairs, the worst of five seeds. f1_unseen: of subjects whose words the engine was not mended for.
    guard_merges: pairs of one subject put together although level, tool, number or language parts them. naive: TF-IDF
    of titles at its best threshold. seconds: file to clusters, one seed.
    """
    runs = [_one(each, size, say) for each in range(seed, seed + SEEDS)]
    worst = min(runs, key=lambda run: run["f1"])
    return {
        "f1": worst["f1"],
        "f1_unseen": min(run["f1_unseen"] for run in runs),
        "guard_merges": max(run["guard_merges"] for run in runs),
        "seconds": max(run["seconds"] for run in runs),
        "cpu_s": max(run["cpu_s"] for run in runs),
        "naive": max(run["naive"] for run in runs),
        "setup_s": round(sum(run["setup_s"] for run in runs), 2),
        "precision": worst["precision"], "recall": worst["recall"], "seeds": runs,
    }  # fmt: skip


def _one(seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    begun = time.monotonic()
    rows = planted(seed, size)
    content = _as_csv(rows)
    setup = time.monotonic() - begun
    begun, cpu = time.monotonic(), time.process_time()
    numbers = cluster_file(content, "bench.csv").cluster
    seconds, cpu_s = time.monotonic() - begun, time.process_time() - cpu
    truth = _numbered([(row.kind.subject, row.kind.key) for row in rows])
    precision, recall, f1 = _pairwise(numbers, truth)
    guard_merges = _guard_merges(numbers, rows)
    unseen = _unseen(seed, size, rows)
    naive = _naive([row.title for row in rows], truth)
    say(f"seed {seed}: F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f}), guards merged {guard_merges}, "
        f"naive {naive:.3f}, {seconds:.2f} s")  # fmt: skip
    return {
        "seed": seed, "f1": f1, "precision": precision, "recall": recall, "f1_unseen": unseen,
        "guard_merges": guard_merges, "naive": naive,
        "kinds": len(set(truth)), "clusters": len(set(numbers)), "seconds": round(seconds, 2), "cpu_s": round(cpu_s, 2),
        "setup_s": round(setup, 3),
    }  # fmt: skip


def _unseen(seed: int, size: int, rows: Sequence[Planted]) -> float:
    """F1 over pairs of unseen offerings that stand among the others."""
    fresh = planted(seed, max(60, size // _UNSEEN_SHARE), unseen=True)
    numbers = cluster_file(_as_csv([*rows, *fresh]), "bench.csv").cluster[len(rows) :]
    return _pairwise(numbers, _numbered([(row.kind.subject, row.kind.key) for row in fresh]))[2]


def _as_csv(rows: Sequence[Planted]) -> bytes:
    handle = io.StringIO()
    writer = csv.writer(handle)
    writer.writerow(["id", "title", "description"])
    writer.writerows([place, row.title, row.description] for place, row in enumerate(rows))
    return handle.getvalue().encode()


def _numbered(keys: Sequence[object]) -> list[int]:
    seen: dict[object, int] = {}
    return [seen.setdefault(key, len(seen)) for key in keys]


def _pairs(counted: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counted.values())


def _pairwise(numbers: Sequence[int], truth: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of offerings."""
    both = _pairs(Counter(zip(numbers, truth, strict=True)))
    ours, theirs = _pairs(Counter(numbers)), _pairs(Counter(truth))
    precision, recall = both / ours if ours else 1.0, both / theirs if theirs else 1.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)


def _guard_merges(numbers: Sequence[int], rows: Sequence[Planted]) -> int:
    """Pairs of one subject in one cluster whose level, tool, number or language differs."""
    together: dict[tuple[int, str], Counter[str]] = {}
    for number, row in zip(numbers, rows, strict=True):
        if row.kind.guard:
            together.setdefault((number, row.kind.subject), Counter())[row.kind.key] += 1
    return sum(_pairs(Counter({"all": sum(keys.values())})) - _pairs(keys) for keys in together.values())


def _naive(titles: Sequence[str], truth: Sequence[int]) -> float:
    """The best F1 that TF-IDF of title words reaches at any threshold, joining what lies above it."""
    likeness = _likeness(titles)
    best = 0.0
    for step in _STEPS:
        _count, labels = sparse.csgraph.connected_components(likeness >= step, directed=False)
        best = max(best, _pairwise(labels.tolist(), truth)[2])
    return best


def _likeness(titles: Sequence[str]) -> sparse.csr_matrix:
    words = [title.lower().split() for title in titles]
    columns: dict[str, int] = {}
    cells = [(row, columns.setdefault(word, len(columns)), count)
             for row, found in enumerate(words) for word, count in Counter(found).items()]  # fmt: skip
    rows, places, counts = (np.array(each) for each in zip(*cells, strict=True))
    table = sparse.csr_matrix((counts.astype(float), (rows, places)), shape=(len(titles), len(columns)))
    seen = np.asarray((table > 0).sum(axis=0)).ravel()
    table = table @ sparse.diags(np.log((len(titles) + 1) / (seen + 1)) + 1)
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    unit = sparse.diags(1 / lengths) @ table
    return (unit @ unit.T).tocsr()
