"""How many people share a class, a trainer, tools and computers; what a test promises."""

from __future__ import annotations

from collections.abc import Iterator

from .offered import Around, Finding, Offered
from .versions import Standard

PART_NAMES = {
    "pre": ("tes awal", "pre-test"),
    "post": ("tes akhir", "post-test"),
    "quiz": ("kuis", "quiz"),
    "practical": ("unjuk keterampilan", "skill demonstration"),
}


def class_size(offered: Offered, standard: Standard) -> Iterator[Finding]:
    """Blended follows the limits of a room. Self-study alone has no class to fill."""
    if offered.minutes_synchronous <= 0:
        return
    most = standard.class_size_offline if offered.in_a_room else standard.class_size_online
    each = standard.people_per_trainer_offline if offered.in_a_room else standard.people_per_trainer_online
    size, trainers = offered.class_size, max(offered.trainers_per_class, 0)
    if most is None and each is None:
        return
    if size is None or size <= 0:
        limit = most if most is not None else (each or 0) * max(trainers, 1)
        yield Finding(
            "CLASS_SIZE_UNKNOWN", "class_size", f"{standard.name}, jumlah peserta", "must",
            "Jumlah peserta sekelas belum diisi.", "The number of people in a class is not filled in.",
            f"Isi jumlah peserta, paling banyak {limit} orang.", f"Fill in the number of people, at most {limit}.",
        )  # fmt: skip
        return
    if most is not None and size > most:
        yield Finding(
            "CLASS_TOO_LARGE", "class_size", f"{standard.name}, jumlah peserta", "must",
            f"Sekelas {size} orang; standar membolehkan paling banyak {most}.",
            f"A class has {size} people; the standard allows at most {most}.",
            f"Kurangi {size - most} orang, atau buka kelas kedua.",
            f"Take {size - most} fewer, or open a second class.",
        )  # fmt: skip
    if each is not None and size > each * trainers:
        needed = -(-size // each)
        yield Finding(
            "TRAINERS_TOO_FEW", "trainers_per_class", f"{standard.name}, pelatih", "must",
            f"Sekelas {size} orang dengan {trainers} pelatih; standar meminta 1 pelatih per {each} orang.",
            f"A class of {size} has {trainers} trainers; the standard asks for 1 trainer per {each} people.",
            f"Tambah {needed - trainers} pelatih, atau kurangi peserta menjadi {each * trainers or each} orang.",
            f"Add {needed - trainers} trainers, or take {each * trainers or each} people.",
        )  # fmt: skip


def tools(offered: Offered, standard: Standard) -> Iterator[Finding]:
    """Only where hands work in a room. 0 sets says that no tools are used, and the reviewer asks why."""
    each = standard.people_per_tool_set
    if each is None or not offered.in_a_room:
        return
    clause, sets, size = f"{standard.name}, alat", offered.tool_sets, max(offered.class_size or 0, 0)
    if sets is None or sets < 0:
        yield Finding(
            "TOOLS_UNKNOWN", "tool_sets", clause, "must",
            "Jumlah set alat belum diisi.", "The number of tool sets is not filled in.",
            f"Isi jumlahnya: 1 set per {each} orang, jadi {-(-size // each) or 1}. Tulis 0 kalau tidak memakai alat.",
            f"Fill it in: 1 set per {each} people, so {-(-size // each) or 1}. Write 0 when no tools are used.",
        )  # fmt: skip
    elif sets == 0 and offered.minutes_practice > 0 and not offered.computers:
        yield Finding(
            "PRACTICE_WITHOUT_TOOLS", "tool_sets", clause, "look",
            "Ada jam praktik, tetapi tidak ada alat dan tidak ada komputer.",
            "There are hours of practice, but no tools and no computers.",
            "Isi jumlah set alatnya, atau jelaskan di uraian bagaimana praktiknya.",
            "Fill in the tool sets, or say in the description how the practice goes.",
        )  # fmt: skip
    elif 0 < sets * each < size:
        yield Finding(
            "TOOLS_TOO_FEW", "tool_sets", clause, "must",
            f"{sets} set alat untuk {size} orang; standar meminta 1 set per {each} orang.",
            f"{sets} tool sets for {size} people; the standard asks for 1 set per {each}.",
            f"Tambah {-(-size // each) - sets} set, atau kurangi peserta menjadi {sets * each} orang.",
            f"Add {-(-size // each) - sets} sets, or take {sets * each} people.",
        )  # fmt: skip


def computers(offered: Offered, standard: Standard, around: Around) -> Iterator[Finding]:
    """One each, where computers are used: always in a technology room, else when any are named."""
    each = standard.people_per_computer
    if each is None or not offered.in_a_room:
        return
    count, size = max(offered.computers or 0, 0), max(offered.class_size or 0, 0)
    if (count == 0 and not around.technology) or count * each >= size:
        return
    lacking = -(-size // each) - count
    yield Finding(
        "COMPUTERS_TOO_FEW", "computers", f"{standard.name}, komputer", "must",
        f"{count} komputer untuk {size} orang; standar meminta satu komputer per orang.",
        f"{count} computers for {size} people; the standard asks for one each.",
        f"Tambah {lacking} komputer" + (f", atau kurangi peserta menjadi {count} orang." if count else "."),
        f"Add {lacking} computers" + (f", or take {count} people." if count else "."),
    )  # fmt: skip


def assessment(offered: Offered, standard: Standard) -> Iterator[Finding]:
    missing = [part for part in standard.assessment_parts if part not in offered.assessment_parts]
    if not missing:
        return
    names_id = ", ".join(PART_NAMES.get(part, (part, part))[0] for part in missing)
    names_en = ", ".join(PART_NAMES.get(part, (part, part))[1] for part in missing)
    yield Finding(
        "PARTS_MISSING", "assessment_parts", f"{standard.name}, asesmen", "must",
        f"Asesmennya belum lengkap: belum ada {names_id}.", f"The assessment lacks: {names_en}.",
        f"Tambahkan {names_id}.", f"Add: {names_en}.",
    )  # fmt: skip
