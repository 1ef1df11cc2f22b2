"""What people would type for a vacancy they have in mind: its words, mistyped, or half in the other language."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peluang.engines.codes.regions import regency
from peluang.engines.codes.tables import read_table
from peluang.engines.text import normalise, tokens
from peluang.engines.text.normalise import is_stop_word

#: Neighbours on a telephone's keyboard.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    key: "".join(row[place + step] for step in (-1, 1) if 0 <= place + step < len(row))
    for row in _ROWS
    for place, key in enumerate(row)
}
_MOST_WORDS = 6
_OFFICIAL = frozenset(("kabupaten", "kota", "administrasi"))
_MISTYPED_FROM = 5
#: What people say around it. The first were known when the search learned which words to leave aside; the others were
#: written by somebody who knew neither the search nor its words, and their first figure was told (docs/benchmarks.md).
_SAID = ("kerja {} di {}", "lowongan {} {}", "loker {} {}", "cari kerja {} daerah {}")
_SAID_OTHERWISE = (
    "lowongan kerja {} di {} terbaru hari ini",
    "saya sedang mencari pekerjaan sebagai {} di daerah {}",
    "apakah ada lowongan {} untuk wilayah {} bulan ini?",
    "dibutuhkan segera {} penempatan {}",
    "info loker {} area {} dan sekitarnya",
    "mohon informasi lowongan {} di kota {}, terima kasih",
    "perusahaan yang sedang membuka rekrutmen {} di {}",
    "ingin melamar jadi {} di {} tanpa pengalaman",
    "berapa gaji {} di {} dan di mana bisa melamar",
    "semoga masih ada posisi {} yang kosong di {}",
    "cari kerja {} dekat {} lulusan SMA bisa langsung kerja",
    "tolong carikan pekerjaan {} paruh waktu di sekitar {}",
    "min ada loker {} ga di {}? butuh bgt nih",
    "gue lagi nyari kerjaan {} daerah {} dong yg gajinya lumayan",
    "aya loker {} teu di {} kang, nuju milarian damel yeuh",
    "golek gawean {} nang {} sing iso langsung mlebu, ono ta rek",
    "bah ada nya lowongan {} di {} ini, lagi nganggur kali aku",
    "adakah lowongan {} di {} kah, mau sekali ka kerja ini",
    "kk mo cari karja {} di {} ada so lowong ato blum",
    "yg tau loker {} di {} kabarin ya gan, mulai senin jg siap",
    "looking for a {} job in {}",
    "are there any {} vacancies near {} this week?",
    "{} jobs in {} for fresh graduates",
    "I want to work as a {} around {}, full time",
    "urgent hiring {} based in {} with immediate start",
    "loker {} di {} yang bisa fresh graduate dan full time",
    "ada yang lagi open recruitment {} di {} ngga ya",
    "need job {} area {} secepatnya, ready interview kapan aja",
    "part time {} di {} buat mahasiswa, shift malam juga oke",
    "please info walk in interview {} di {} minggu ini kak",
)
#: Words that mean the same, written down without looking at what the search knows. Those that our vocabulary ties
#: together all the same are told apart when they are used (`tied`).
_PAIRS = """warehouse/gudang sales/penjualan accounting/akuntansi finance/keuangan marketing/pemasaran driver/sopir
    teacher/guru nurse/perawat design/desain designer/desainer research/riset legal/hukum tax/pajak quality/mutu
    production/produksi engineering/teknik maintenance/perawatan logistics/logistik procurement/pengadaan
    secretary/sekretaris planning/perencanaan cashier/kasir security/keamanan training/pelatihan chef/koki
    cook/masak laundry/penatu network/jaringan data/data product/produk project/proyek operations/operasional
    administration/administrasi service/layanan customer/pelanggan public/publik relations/hubungan
    development/pengembangan business/bisnis assistant/asisten staff/staf intern/magang analyst/analis
    programmer/pemrogram architect/arsitek photographer/fotografer writer/penulis editor/penyunting journalist/wartawan
    pharmacist/apoteker laboratory/laboratorium health/kesehatan safety/keselamatan environment/lingkungan
    agriculture/pertanian livestock/peternakan plantation/perkebunan forestry/kehutanan mining/pertambangan
    building/bangunan electrical/listrik mechanic/mekanik machine/mesin packaging/kemasan export/ekspor import/impor
    credit/kredit bank/bank insurance/asuransi audit/audit audit/pemeriksaan technician/teknisi recruitment/perekrutan
    purchasing/pembelian creative/kreatif video/video content/konten event/acara library/perpustakaan archive/arsip
    interpreter/penerjemah tourism/pariwisata restaurant/restoran kitchen/dapur waiter/pramusaji
    receptionist/resepsionis
    garment/busana tailor/penjahit welder/las carpenter/kayu furniture/mebel machine/permesinan supervisor/penyelia
    manager/manajer director/direktur facility/fasilitas social/sosial media/media digital/digital store/toko
    retail/ritel distribution/distribusi delivery/pengiriman courier/kurir inventory/persediaan report/laporan"""
PAIRS = [tuple(pair.split("/")) for pair in _PAIRS.split() if pair.split("/")[0] != pair.split("/")[1]]


@dataclass(frozen=True)
class Item:
    """A vacancy as it is looked for. key: equal for vacancies nobody could tell apart by their title."""

    title: str
    employer: str
    regency: str

    @property
    def key(self) -> str:
        return normalise(self.title)


@dataclass(frozen=True)
class Query:
    """wanted: what a vacancy must have to count as found: its title, and its place or employer if they were typed."""

    kind: str
    text: str
    title: str
    regency: str = ""
    employer: str = ""

    def fits(self, item: Item) -> bool:
        return (
            item.key == self.title
            and self.regency in ("", item.regency)
            and self.employer in ("", normalise(item.employer))
        )


def queries(items: Iterable[Item], seed: int) -> Iterator[Query]:
    """Several for each vacancy; a kind is left out where a title has no word for it."""
    source = random.Random(seed)
    for item in items:
        words = [word for word in item.key.split() if not is_stop_word(word)][:_MOST_WORDS] or item.key.split()
        place = " ".join(word for word in normalise(regency(item.regency).name).split() if word not in _OFFICIAL)
        here = {"title": item.key, "regency": item.regency}
        yield Query("title", " ".join(words), item.key)
        yield Query("title_place", " ".join([*words, place]), **here)
        firm = [word for word in normalise(item.employer).split() if word not in ("pt", "cv", "tbk", "persero")][:3]
        yield Query("title_firm", " ".join([*words, *firm]), item.key, employer=normalise(item.employer))
        yield Query("sentence", source.choice(_SAID).format(" ".join(words), place), **here)
        yield Query("sentence_unseen", source.choice(_SAID_OTHERWISE).format(" ".join(words), place), **here)
        for mistakes in (1, 2):
            typed = _mistyped([*words, *place.split()], mistakes, source)
            if typed:
                yield Query(f"typo_{mistakes}", typed, **here)
        for kind, text in _other_language(words, source):
            yield Query(kind, f"{text} {place}", **here)


def _mistyped(words: list[str], mistakes: int, source: random.Random) -> str:
    """One mistake each in `mistakes` words of five letters or more; "" without that many."""
    able = [place for place, word in enumerate(words) if len(word) >= _MISTYPED_FROM and word.isalpha()]
    if len(able) < mistakes:
        return ""
    made = list(words)
    for place in source.sample(able, mistakes):
        made[place] = _one_mistake(made[place], source)
    return " ".join(made)


def _one_mistake(word: str, source: random.Random) -> str:
    at = source.randrange(1, len(word) - 1)
    match source.choice(("swap", "drop", "double", "neighbour")):
        case "swap" if word[at] != word[at + 1]:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case "drop":
            return word[:at] + word[at + 1 :]
        case "double":
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + source.choice(_NEAR.get(word[at], "x")) + word[at + 1 :]


def _other_language(words: list[str], source: random.Random) -> Iterator[tuple[str, str]]:
    """The title with one word in the other language, by a pair our vocabulary knows and by one it does not."""
    swaps: dict[str, list[tuple[int, str]]] = {"mixed_known": [], "mixed_unknown": []}
    for place, word in enumerate(words):
        for one, other in PAIRS:
            meant = other if word == one else one if word == other else ""
            if meant:
                swaps["mixed_known" if tied(one, other) else "mixed_unknown"].append((place, meant))
    for kind, found in swaps.items():
        if found:
            place, meant = source.choice(found)
            yield kind, " ".join([*words[:place], meant, *words[place + 1 :]])


def tied(one: str, other: str) -> bool:
    """Whether some occupation or skill of our vocabulary is called by both words alone."""
    return bool(_named().get(tokens(one)[0], set()) & _named().get(tokens(other)[0], set()))


def _named() -> dict[str, set[str]]:
    if not _NAMED:
        for table, names in (("occupations", ("title_id", "title_en")), ("skills", ("name_id", "name_en"))):
            for row in read_table(table):
                for name in names:
                    _name(row[name], row["code"])
            for row in read_table(f"{table.removesuffix('s')}_synonyms"):
                _name(row["text"], row["code"])
    return _NAMED


def _name(text: str, code: str) -> None:
    stems = tokens(text)
    if len(stems) == 1:
        _NAMED.setdefault(stems[0], set()).add(code)


_NAMED: dict[str, set[str]] = {}
