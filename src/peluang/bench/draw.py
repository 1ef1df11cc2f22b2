"""`peluang bench draw`: a national draw from roster to receipts, and its check by the stand-alone verifier."""

from __future__ import annotations

import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from peluang.engines import draw

REGENCIES, LISTS = 514, 4


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """seconds: roster and quotas to receipts written as files; verify_seconds: the verifier in its own process."""
    begun = time.monotonic()
    roster, quotas = _country(seed, size)
    key = np.random.default_rng(seed).bytes(32) if seed else secrets.token_bytes(32)
    setup = time.monotonic() - begun
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / f"{name}.csv" for name in ("roster", "quotas", "result")}
        say(f"drawing among {size:,}")
        begun, cpu = time.monotonic(), time.process_time()
        result = draw.draw(roster, quotas, key, wave="bench")
        draw.write_result(files["result"], result)
        seconds, cpu_s = time.monotonic() - begun, time.process_time() - cpu
        draw.write_roster(files["roster"], roster)
        draw.write_quotas(files["quotas"], quotas)
        found = draw.check(roster, quotas, result)
        say("verifying")
        begun = time.monotonic()
        verified = subprocess.run(
            [sys.executable, "-I", str(Path(draw.__file__).parent / "verify.py"), str(files["roster"]),
             str(files["quotas"]), key.hex(), str(files["result"])], capture_output=True, text=True,
        )  # fmt: skip
        verify_seconds = time.monotonic() - begun
    say(verified.stdout.strip()[-300:] + verified.stderr.strip()[-300:])
    return {
        "setup_s": round(setup, 2), "seconds": round(seconds, 2), "cpu_s": round(cpu_s, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "verified": verified.returncode == 0, "verify_seconds": round(verify_seconds, 2),
        "quota_errors": int(found.quota_errors), "family_errors": int(found.family_errors),
        "drawn": int((result.outcome == draw.Outcome.DRAWN).sum()),
    }  # fmt: skip


def _country(seed: int, size: int) -> tuple[draw.Roster, draw.Quotas]:
    """Applicants unevenly over regencies and lists, in families of one to six; places for about a fifth."""
    source = np.random.default_rng(seed)
    weight = source.pareto(1.2, REGENCIES) + 0.1
    regency = source.choice(REGENCIES, size, p=weight / weight.sum()).astype(np.int32)
    priority = source.choice(LISTS, size, p=[0.7, 0.15, 0.1, 0.05]).astype(np.int16)
    families = source.integers(0, max(1, size // 2), size).astype(np.uint64)
    roster = draw.Roster(
        entry_ids=np.array([f"{n:012x}" for n in source.permutation(size)], dtype="S12"), regency=regency,
        priority_list=priority, family_key=families + np.uint64(1),
        family_recipients=source.choice(3, size, p=[0.9, 0.07, 0.03]).astype(np.int8),
    )  # fmt: skip
    cells = [(r, p) for r in range(REGENCIES) for p in range(LISTS)]
    places = source.poisson(size / 5 / len(cells), len(cells)).astype(np.int64)
    quotas = draw.Quotas(
        regency=np.array([r for r, _ in cells], np.int32), priority_list=np.array([p for _, p in cells], np.int16),
        places=places
    )  # fmt: skip
    return roster, quotas
