"""The title, the occupation, the skills and the competency unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peluang.engines.codes.occupations import OccupationError, occupation
from peluang.engines.codes.skkni import SkkniError, parse_kkni_level, parse_skkni
from peluang.engines.text import tokens

from .offered import Finding, Offered
from .versions import Standard

#: Words that every title could have: alone they name no competency. The list is ours.
GENERIC = frozenset({
    "pelatihan", "kelas", "kursus", "belajar", "bimbingan", "workshop", "seminar", "webinar", "training", "course",
    "class", "bagi", "untuk", "dari", "dan", "di", "ke", "the", "a", "of", "for", "to", "pemula", "dasar", "lanjut",
    "lanjutan", "mahir", "tingkat", "level", "lengkap", "intensif", "online", "daring", "offline", "luring", "gratis",
    "murah", "terbaik", "terampil", "sukses", "menjadi", "jadi", "cara",
})  # fmt: skip
LEAST_LETTERS, MOST_LETTERS = 5, 200
_OURS = "Aturan Peluang"
KBJI, SKKNI = "KBJI 2014", "SKKNI"


def plain_words(text: str) -> list[str]:
    return re.sub(r"[^\w]+|_", " ", text.lower()).split()


def refused_words(title: str, words: tuple[str, ...]) -> list[str]:
    """Words of the title that a version refuses, each as a whole word ("kiat" is not found in "kiatnya")."""
    plain = f" {' '.join(plain_words(title))} "
    return [word for word in words if f" {word} " in plain]


def title(offered: Offered, standard: Standard) -> Iterator[Finding]:
    clause, text = f"{standard.name}, judul", offered.title.strip()
    meaning = [word for word in plain_words(text) if word not in GENERIC and re.search(r"[^\W\d]{2}", word)]
    if len(text) < LEAST_LETTERS or not meaning:
        yield Finding(
            "NO_TITLE", "title", clause, "must",
            "Judul belum menyebut kompetensi yang dipelajari.",
            "The title does not name the competency that is taught.",
            "Tulis apa yang bisa dilakukan sesudahnya, misalnya “Las SMAW posisi 1G”.",
            "Write what one can do afterwards, for example “SMAW welding, position 1G”.",
        )  # fmt: skip
        return
    refused = refused_words(text, standard.refused_title_words)
    if refused:
        named = "”, “".join(refused)
        yield Finding(
            "TITLE_WORD", "title", clause, "must",
            f"Judul memuat kata “{named}”, yang tidak diterima standar.",
            f"The title has the word “{named}”, which the standard does not accept.",
            f"Hapus “{named}”, dan sebutkan kompetensinya saja, misalnya “Las SMAW posisi 1G”.",
            f"Take “{named}” out and name the competency alone, for example “SMAW welding, position 1G”.",
        )  # fmt: skip
    if offered.competencies and not _shares_a_word(text, offered.competencies):
        yield Finding(
            "TITLE_UNCLEAR", "title", clause, "look",
            "Judul tidak menyebut keahlian atau pekerjaan yang Anda pilih.",
            "The title names none of the skills nor the occupation you chose.",
            f"Pakai kata dari keahliannya, misalnya “{offered.competencies[0]}”.",
            f"Use a word of the skill, for example “{offered.competencies[0]}”.",
        )  # fmt: skip


def _shares_a_word(text: str, names: tuple[str, ...]) -> bool:
    """Stems in common, both languages; names of competencies are ours, so they hold no slang."""
    return bool(set(tokens(text)) & {stem for name in names for stem in tokens(name)})


def codes(offered: Offered, standard: Standard) -> Iterator[Finding]:
    """Occupation by KBJI, skills, SKKNI unit and KKNI level: named, and real."""
    yield from _occupation(offered, standard)
    if offered.skills <= 0:
        yield Finding(
            "NO_SKILLS", "skills", f"{_OURS}: keahlian dan tingkatnya", "must",
            "Belum ada keahlian yang diajarkan.", "No skill is named yet.",
            "Pilih paling sedikit satu keahlian dengan tingkatnya, misalnya “Las SMAW 3”.",
            "Choose at least one skill with its level, for example “SMAW welding 3”.",
        )  # fmt: skip
    if offered.skkni_unit.strip():
        yield from _unit(offered.skkni_unit)
    if offered.level is not None:
        try:
            parse_kkni_level(offered.level)
        except SkkniError as wrong:
            yield Finding(
                "LEVEL_UNKNOWN", "level", "Perpres 8/2012 (KKNI)", "must", wrong.message_id, wrong.message_en,
                "Isi angka 1 sampai 9, atau kosongkan.", "Write a number from 1 to 9, or leave it empty.",
            )  # fmt: skip


def _occupation(offered: Offered, standard: Standard) -> Iterator[Finding]:
    clause = f"{standard.name}, jabatan KBJI" if standard.names_occupation else KBJI
    if not offered.occupation:
        if standard.names_occupation:
            yield Finding(
                "NO_OCCUPATION", "occupation", clause, "must",
                "Jabatan KBJI belum diisi.", "The occupation (KBJI) is not filled in.",
                "Pilih pekerjaan yang dituju pelatihan ini, misalnya “juru las”.",
                "Choose the occupation this training leads to, for example “welder”.",
            )  # fmt: skip
        return
    try:
        occupation(offered.occupation)
    except OccupationError as wrong:
        yield Finding(
            "OCCUPATION_UNKNOWN", "occupation", clause, "must", wrong.message_id, wrong.message_en,
            "Ketik nama pekerjaannya, lalu pilih dari daftar.", "Type the occupation's name and choose from the list.",
        )  # fmt: skip


def _unit(text: str) -> Iterator[Finding]:
    try:
        unit = parse_skkni(text)
    except SkkniError as wrong:
        yield Finding(
            "SKKNI_WRONG", "skkni_unit", SKKNI, "must", wrong.message_id, wrong.message_en,
            "Salin kodenya dari dokumen SKKNI, atau kosongkan.",
            "Copy the code from the SKKNI document, or leave it empty.",
        )  # fmt: skip
        return
    for warning in unit.warnings:
        yield Finding(
            "SKKNI_DOUBTFUL", "skkni_unit", SKKNI, "look", warning.id, warning.en,
            "Cocokkan dengan dokumen SKKNI; kalau memang tertulis begitu, biarkan.",
            "Compare with the SKKNI document; leave it when it is written so.",
        )  # fmt: skip
