"""What is published beside a result: what went in, what came out, and that nobody was passed over."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .allocating import Allocation
from .check import Check
from .files import result_lines
from .market import class_lines, digest_of, reserve_lines, wish_lines

RULE = "1"


@dataclass(frozen=True)
class Proof:
    """*_sha256: of the sorted lines of each public file (without its header). commitment: what was promised before
    the wishes came. by_rank: how many got their 1st, 2nd, … wish. kept_used: kept seats that hold their regency."""

    name: str
    rule: str
    priority_rule: str
    commitment: str
    seed: str
    public_value: str
    people: int
    classes: int
    seats: int
    kept_seats: int
    wishes: int
    placed: int
    kept_used: int
    by_rank: tuple[int, ...]
    blocking_pairs: int
    overfull: int
    unwished: int
    tickets_differ: int
    classes_sha256: str
    reserves_sha256: str
    wishes_sha256: str
    result_sha256: str

    @property
    def holds(self) -> bool:
        return not (self.blocking_pairs or self.overfull or self.unwished or self.tickets_differ)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"by_rank": list(self.by_rank)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Proof:
        return cls(**values | {"by_rank": tuple(values["by_rank"])})

    def text(self, language: str = "id") -> str:
        """To print and to keep; 72 columns."""
        said = _WORDS["en" if language.startswith("en") else "id"]
        values = asdict(self) | {
            "unplaced": self.people - self.placed, "public": self.public_value or "-",
            "ranks": ", ".join(f"{rank}: {count}" for rank, count in enumerate(self.by_rank, 1)) or "-",
            "verdict": said["good"] if self.holds else said["bad"], "rule_day": self.priority_rule or "-",
            "promise": self.commitment or "-",
        }  # fmt: skip
        return said["page"].format(**values)


def proof_of(
    result: Allocation, check: Check, *, name: str, secret: bytes, public_value: str = "", priority_rule: str = ""
) -> Proof:
    """secret: the 32 bytes that were promised (the seed of the tickets, or mixed with public_value to become it)."""
    market = result.market
    counts = np.bincount(result.rank)[1:] if len(result.rank) else np.array([], int)
    return Proof(
        name=name, rule=RULE, priority_rule=priority_rule, commitment=hashlib.sha256(secret).hexdigest(),
        seed=secret.hex(), public_value=public_value, people=len(market), classes=len(market.classes),
        seats=int(market.seats.sum()), kept_seats=int(market.reserve_seats.sum()), wishes=len(market.wish),
        placed=result.placed, kept_used=int(result.kept.sum()), by_rank=tuple(counts.tolist()),
        blocking_pairs=check.blocking_pairs, overfull=check.overfull, unwished=check.unwished,
        tickets_differ=check.tickets_differ, classes_sha256=digest_of(class_lines(market)),
        reserves_sha256=digest_of(reserve_lines(market)), wishes_sha256=digest_of(wish_lines(market)),
        result_sha256=digest_of(result_lines(result)),
    )  # fmt: skip


_PAGE_ID = """\
BUKTI PEMBAGIAN KURSI: {name}
========================================================================
{verdict}

Masuk
  orang yang memilih           {people}
  pilihan seluruhnya           {wishes}
  kelas                        {classes}
  kursi                        {seats}
  di antaranya disisihkan      {kept_seats}  (untuk warga kabupaten/kota tertentu)
Keluar
  mendapat kursi               {placed}
  belum mendapat               {unplaced}
  pilihan ke-berapa            {ranks}
  kursi sisihan yang terpakai  {kept_used}
Pemeriksaan (dihitung ulang, terpisah dari pembagian)
  pasangan yang saling menghalangi  {blocking_pairs}
  kelas yang kelebihan orang        {overfull}
  kursi yang tidak dipilih orangnya {unwished}
  nomor undian yang tidak cocok     {tickets_differ}

Pasangan yang saling menghalangi: seseorang lebih suka sebuah kelas
daripada yang ia dapat, dan kelas itu memberi kursi kepada orang yang
kedudukannya di bawah dia. Jumlahnya harus nol.

Aturan      {rule} (usulan dari orang, kursi sisihan lebih dulu)
Prioritas   {rule_day}, lalu nomor undian
Janji benih {promise}
Benih       {seed}
Angka umum  {public}
Sidik (SHA-256 dari baris-baris berkas yang diurutkan)
  kelas     {classes_sha256}
  sisihan   {reserves_sha256}
  pilihan   {wishes_sha256}
  hasil     {result_sha256}
"""

_PAGE_EN = """\
PROOF OF AN ALLOCATION OF SEATS: {name}
========================================================================
{verdict}

In
  people who named classes     {people}
  wishes in all                {wishes}
  classes                      {classes}
  seats                        {seats}
  of these kept                {kept_seats}  (for people of certain regencies)
Out
  got a seat                   {placed}
  got none yet                 {unplaced}
  by wish                      {ranks}
  kept seats used as kept      {kept_used}
Check (computed anew, apart from the allocation)
  blocking pairs                    {blocking_pairs}
  classes with too many people      {overfull}
  seats their people did not name   {unwished}
  tickets that do not follow        {tickets_differ}

A blocking pair: somebody prefers a class to what they got, and that
class gave a seat to someone who stands behind them. There must be none.

Rule         {rule} (people propose, kept seats first)
Priority     {rule_day}, then the ticket
Promise      {promise}
Seed         {seed}
Public value {public}
Digests (SHA-256 of the sorted lines of each file)
  classes    {classes_sha256}
  reserves   {reserves_sha256}
  wishes     {wishes_sha256}
  result     {result_sha256}
"""

_WORDS = {
    "id": {
        "page": _PAGE_ID, "good": "HASIL: 0 pasangan yang saling menghalangi. Pembagian ini sah.",
        "bad": "HASIL: TIDAK SESUAI. Pembagian ini tidak boleh dipakai.",
    },
    "en": {
        "page": _PAGE_EN, "good": "RESULT: 0 blocking pairs. This allocation holds.",
        "bad": "RESULT: DOES NOT AGREE. This allocation must not be used.",
    },
}  # fmt: skip
