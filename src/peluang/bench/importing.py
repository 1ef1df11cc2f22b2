"""`peluang bench import`: a file of vacancies, one row in twenty wrong, taken in by the product's own command."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .installation import Installation, installation

BAD_SHARE = 0.05
_HEADER = ["id", "judul", "perusahaan", "kabupaten", "jumlah", "upah minimum", "upah maksimum", "pendidikan",
           "jenis", "dipasang", "tanggal tutup", "deskripsi"]  # fmt: skip
_JOBS = ["Juru las", "Penjahit", "Kasir", "Staf administrasi", "Operator mesin bubut", "Perawat", "Barista",
         "Sopir truk", "Teknisi AC", "Programmer web", "Guru TK", "Tukang kayu", "Koki", "Satpam", "Pembatik",
         "Montir motor", "Staf gudang", "Customer service", "Akuntan", "Desainer grafis"]  # fmt: skip
_MORE = ["", " senior", " junior", " (shift malam)", " proyek", " cabang", " - segera", " harian"]
_PLACES = ["Kab. Jepara", "Kota Semarang", "KOTA ADM. JAKARTA SELATAN", "Kab. Sleman", "Kota Surabaya", "Kota Denpasar",
           "Kab. Kudus", "Kota Makassar", "Kota Medan", "Kab. Banyumas", "Kota Palembang", "Kab. Badung", "Kota Ambon",
           "Kab. Sidoarjo", "Kota Balikpapan", "Kab. Sumedang"]  # fmt: skip
_FIRMS = ["Rangka Jati", "Maju Bersama", "Sinar Laut", "Karya Abadi", "Mitra Niaga", "Cahaya Timur", "Bumi Subur"]
_WAGES = [("", ""), ("2.900.000", "3,4 jt"), ("Rp3.500.000", ""), ("4000000", "4500000"), ("2,5 juta", "3 juta")]
_SAID = ["Mengelas SMAW dan membaca gambar teknik", "Melayani pembeli, menghitung uang", "Input data Excel",
         "Merawat mesin; mencatat hasil\nsetiap hari", "Bekerja dalam tim, \"jujur\" dan teliti"]  # fmt: skip
#: How a row goes wrong: column → what stands there instead.
_FAULTS: dict[str, tuple[str, list[str]]] = {
    "title_empty": ("judul", ["", "  ", "---"]),
    "employer_empty": ("perusahaan", ["", "..."]),
    "regency_empty": ("kabupaten", [""]),
    "regency_unclear": ("kabupaten", ["Atlantis", "Bandung", "Tangerang", "luar negeri"]),
    "headcount_bad": ("jumlah", ["0", "-3", "banyak", "2,5", "9999999"]),
    "wage_bad": ("upah minimum", ["banyak", "sesuai kemampuan", "3,5"]),
    "wage_falls": ("upah maksimum", ["1.200.000"]),
    "date_bad": ("tanggal tutup", ["kemarin", "2026-13-40", "31/02/2026"]),
    "formula": ("judul", ["=HYPERLINK(\"http://x\")"]),
    "twice": ("id", []),
    "broken_row": ("", []),
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A file, which of its ids are good, and the fault planted in each bad row by the row's number in the file."""

    path: Path
    good: set[str]
    faults: dict[int, str]


def measure(*, seed: int, size: int, say: Callable[[str], None]) -> dict[str, Any]:
    """size: rows. `peluang import vacancies FILE --skip-bad --json` in its own process, start included, then again.

    unexplained_rejections: rows rejected without a plain sentence, or that were good. missed: bad rows that were taken.
    wrong_reasons: rejected for something else than what was planted. doubled: ids in the database more than once, and
    rows that the second run made or changed.
    """
    with installation() as place:
        begun = time.monotonic()
        say("an installation")
        with place.server.running():
            place.peluang("migrate", role="owner")
            place.peluang("reference")
            made = make_file(place.folder / "lowongan.csv", seed, size)
            setup = time.monotonic() - begun
            say(f"{size:,} rows, {len(made.faults):,} of them bad")
            first, seconds = _import(place, made.path)
            again, again_seconds = _import(place, made.path)
            place.use_here()
            stored = _stored()
    problems: dict[int, list[dict[str, Any]]] = {}
    for each in first["problems"]:
        problems.setdefault(each["row"], []).append(each)
    unexplained = sum(
        row not in made.faults or not all(each["text"].strip() for each in told) for row, told in problems.items()
    )
    wrong = Counter(
        f"{fault}: {problems[row][0]['code']}"
        for row, fault in made.faults.items()
        if row in problems and fault not in {each["code"] for each in problems[row]}
    )
    doubled = sum(many - 1 for many in stored.values()) + again["new"] + again["changed"]
    return {
        "setup_s": round(setup, 1), "seconds": round(seconds, 2), "rows_per_s": round(size / seconds),
        "again_s": round(again_seconds, 2), "bad_rows": len(made.faults), "rejected": len(problems),
        "unexplained_rejections": unexplained, "missed": len(made.faults.keys() - problems.keys()),
        "wrong_reasons": dict(wrong), "lost": len(made.good - stored.keys()), "doubled": doubled, "taken": first["new"],
    }  # fmt: skip


def make_file(path: Path, seed: int, size: int) -> Made:
    """A CSV of UTF-8 as spreadsheets write it; the faulty rows are spread over all of it."""
    dice = random.Random(seed)
    faulty = set(dice.sample(range(1, size), int(size * BAD_SHARE)))
    good: list[str] = []
    faults: dict[int, str] = {}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        line = 2
        for number in range(size):
            cells = _row(dice, number)
            if number in faulty:
                fault = dice.choice(list(_FAULTS))
                _spoil(cells, fault, good, dice)
                faults[line] = fault
            else:
                good.append(cells[0])
            writer.writerow(cells)
            line += 1 + sum(cell.count("\n") for cell in cells)
    return Made(path, set(good), faults)


def _row(dice: random.Random, number: int) -> list[str]:
    low, high = dice.choice(_WAGES)
    firm = f"{dice.choice(('PT', 'CV', 'UD'))} {dice.choice(_FIRMS)} {dice.randrange(300)}"
    posted = f"2026-{dice.randrange(9, 12):02}-{dice.randrange(1, 29):02}"
    return [
        f"L-{number}", dice.choice(_JOBS) + dice.choice(_MORE), firm, dice.choice(_PLACES),
        str(dice.randrange(1, 20)),
        low, high, dice.choice(("", "SMA", "SMK", "S1", "D3|S1")),
        dice.choice(("", "penuh waktu", "kontrak", "magang")),
        posted, dice.choice(("", "2027-12-31", "30/11/2027")), dice.choice(_SAID),
    ]  # fmt: skip


def _spoil(cells: list[str], fault: str, good: list[str], dice: random.Random) -> None:
    if fault == "twice":
        cells[0] = dice.choice(good)
    elif fault == "broken_row":
        cells += ["sel", "terlalu banyak"]
    else:
        column, values = _FAULTS[fault]
        if fault == "wage_falls":
            cells[_HEADER.index("upah minimum")] = "3.000.000"
        cells[_HEADER.index(column)] = dice.choice(values)


def _import(place: Installation, path: Path) -> tuple[dict[str, Any], float]:
    words = ["import", "vacancies", str(path), "--source", "bench", "--skip-bad", "--json"]
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "peluang.doors.cli.main", *words],
        env=place.environment | {"PELUANG_DB_ROLE": "app"}, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout), time.monotonic() - begun


def _stored() -> Counter[str]:
    from peluang.domain.jobs.models import Vacancy
    from peluang.domain.kernel.context import PROGRAM, acting

    with acting(PROGRAM, scope="command"):
        return Counter(Vacancy.objects.filter(source="bench").values_list("source_ref", flat=True))
