"""A catalogue whose answer is known: subjects in both languages, what parts them, and the way institutions write.

Imports no engine. The subjects are this file's own data, worded as institutions word them.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

#: The mark of those subjects.
UNSEEN = "u-"
_LEVELS = {
    "1": (["dasar", "tingkat dasar", "untuk pemula", "level 1"], ["basic", "for beginners", "level 1", "beginner"]),
    "2": (["menengah", "tingkat menengah"], ["intermediate", "intermediate level"]),
    "3": (["lanjutan", "tingkat lanjut", "tingkat lanjutan"], ["advanced", "advanced level"]),
}
_LANGUAGES = {"en": ("Inggris", "English"), "ja": ("Jepang", "Japanese"), "ko": ("Korea", "Korean"),
              "zh": ("Mandarin", "Mandarin"), "ar": ("Arab", "Arabic"), "de": ("Jerman", "German")}  # fmt: skip
_AROUND = {
    "id": ["Pelatihan {}", "Kursus {}", "Kelas {}", "Belajar {}", "{}", "{}", "Diklat {}", "Workshop {}",
           "Pelatihan {} Bersertifikat", "Mahir {}", "Menguasai {}", "{} untuk Pencari Kerja",
           "Pelatihan Kompetensi {}", "Bimtek {}", "Pelatihan {} (Luring)"],
    "en": ["{} Training", "{} Course", "{} Class", "Learn {}", "{}", "{}", "{} Workshop", "{} Bootcamp", "Certified {}",
           "Professional {}", "Mastering {}", "{} for Job Seekers", "{} Certification", "Practical {}", "{} (Offline)"],
}  # fmt: skip
_ROUNDS = ["Batch {}", "Angkatan {}", "Gelombang {}", "Batch {} 2023", "Tahun 2024", "2022"]
_SHORT = {"untuk": "utk", "dengan": "dgn", "dan": "&", "Pelatihan": "Plthn", "tingkat": "tkt"}
_TEXTS = {
    "id": ["Peserta berlatih langsung bersama instruktur berpengalaman.", "Fasilitas: modul, sertifikat, makan siang.",
           "Kelas diadakan di {place} selama {days} hari.", "Cocok bagi pencari kerja dan pelaku usaha.",
           "Materi: {subject}. Evaluasi dengan pre-test dan post-test."],
    "en": ["Participants practise with experienced instructors.", "Includes module, certificate and lunch.",
           "Held in {place} for {days} days.", "Suited to job seekers and business owners.",
           "Content: {subject}. Assessed by pre-test and post-test."],
}  # fmt: skip
#: The most common kind has about this many times the offerings of the rarest.
_MOST_COMMON = 8.0
_PLACES = ["Jepara", "Surabaya", "Makassar", "Medan", "Bandung", "Ambon", "Kupang", "Solo"]


@dataclass(frozen=True)
class Kind:
    """One training, whoever offers it. key: subject and what parts it. guard: what kind of thing parts it from its
    siblings ("level", "tool", "number", "language") or "".
    """

    subject: str
    key: str
    guard: str
    forms: dict[str, list[str]]


@dataclass(frozen=True)
class Planted:
    title: str
    description: str
    kind: Kind


def planted(seed: int, size: int, *, unseen: bool = False) -> list[Planted]:
    """`size` offerings, at least three of a kind on average, some kinds taught by many and some by one. The most common
    is held to some times the rarest: one kind alone would decide a figure that counts pairs. unseen: only of the
    subjects that were written last, for whose words the engine was not mended.
    """
    dice = random.Random(seed)
    kinds = [each for each in _kinds() if each.subject.startswith(UNSEEN) == unseen]
    dice.shuffle(kinds)
    kinds = kinds[: max(1, size // 3)]
    weights = [min(dice.paretovariate(1.6), _MOST_COMMON) for _ in kinds]
    chosen = dice.choices(kinds, weights, k=max(0, size - len(kinds)))
    wanted = [*kinds, *chosen][:size]
    dice.shuffle(wanted)
    return [_offering(dice, kind) for kind in wanted]


def _kinds() -> Iterator[Kind]:
    path = resources.files("peluang.bench").joinpath("data").joinpath("equivalence_trainings.csv")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter=";"):
        forms = {"id": row["indonesian"].split("|"), "en": row["english"].split("|")}
        axis, _, values = row["axis"].partition(":")
        if axis == "level":
            for level, (indonesian, english) in _LEVELS.items():
                yield Kind(row["code"], level, "level", {
                    "id": [f"{form} {said}" for form in forms["id"] for said in indonesian],
                    "en": [_before_or_behind(form, said) for form in forms["en"] for said in english],
                })  # fmt: skip
        elif axis == "language":
            for code, names in _LANGUAGES.items():
                for level, (indonesian, english) in list(_LEVELS.items())[::2]:
                    yield Kind(row["code"], f"{code}-{level}", "language", {
                        "id": [f"{form.replace('@', names[0])} {said}" for form in forms["id"] for said in indonesian],
                        "en": [_before_or_behind(form.replace("@", names[1]), said) for form in forms["en"]
                               for said in english],
                    })  # fmt: skip
        elif axis == "tool":
            for tool in values.split(","):
                yield Kind(row["code"], tool, "tool", {
                    "id": [f"{form} {link} {tool}" for form in forms["id"] for link in ("dengan", "menggunakan")],
                    "en": [f"{form} {link} {tool}" for form in forms["en"] for link in ("with", "using")],
                })  # fmt: skip
        elif axis == "tool-food":
            for pair in values.split(","):
                indonesian_name, english_name = pair.split("/")
                yield Kind(row["code"], english_name, "object", {
                    "id": [f"{form} {indonesian_name}" for form in forms["id"]],
                    "en": [f"{english_name} food {form}" for form in forms["en"]],
                })  # fmt: skip
        elif axis in ("number", "grade"):
            for number in values.split(","):
                said = "posisi " if number.endswith("G") else ""
                yield Kind(row["code"], number, "number" if axis == "number" else "level", {
                    "id": [f"{form} {word}{number}" for form in forms["id"] for word in ("", said)],
                    "en": [f"{form} {number}" for form in forms["en"]],
                })  # fmt: skip
        elif axis == "brevet":
            for key, indonesian_said, english_said in (("AB", "A dan B", "A & B"), ("C", "C", "C")):
                yield Kind(row["code"], key, "number", {
                    "id": [f"{form} {indonesian_said}" for form in forms["id"]],
                    "en": [f"{form} {english_said}" for form in forms["en"]],
                })  # fmt: skip
        elif axis != "skip":
            yield Kind(row["code"], "", "", forms)


def _before_or_behind(form: str, said: str) -> str:
    return f"{form} {said}" if said.startswith(("for", "level")) else f"{said} {form}"


def _offering(dice: random.Random, kind: Kind) -> Planted:
    language = dice.choices(["id", "en"], [0.62, 0.38])[0]
    subject = dice.choice(kind.forms[language])
    title = dice.choice(_AROUND[language]).format(subject)
    title = title[0].upper() + title[1:]
    if dice.random() < 0.12:
        title += " " + dice.choice(_ROUNDS).format(dice.randint(1, 40))
    if dice.random() < 0.07:
        title = _slip(dice, title)
    if dice.random() < 0.08:
        for long, short in _SHORT.items():
            title = title.replace(f"{long} ", f"{short} ")
    look = dice.random()
    title = title.upper() if look < 0.1 else title.title() if look < 0.35 else title.lower() if look < 0.42 else title
    return Planted(title, _description(dice, language, subject), kind)


def _slip(dice: random.Random, title: str) -> str:
    """One letter of a long word missing, doubled or swapped."""
    words = title.split(" ")
    long = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not long:
        return title
    place = dice.choice(long)
    word, at = words[place], dice.randint(1, len(words[place]) - 2)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    words[place] = dice.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped])
    return " ".join(words)


def _description(dice: random.Random, language: str, subject: str) -> str:
    if dice.random() < 0.35:
        return ""
    sentences = dice.sample(_TEXTS[language], dice.randint(1, 3))
    return " ".join(sentences).format(place=dice.choice(_PLACES), days=dice.randint(2, 20), subject=subject)
