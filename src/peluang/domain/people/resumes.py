"""What of a CV file would be taken into a profile, line by line with its fate. Nothing in a file is believed: skills
become somebody's own word, certificates and names are not taken at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.skills.models import Skill
from peluang.domain.skills.queries import resolve_many
from peluang.engines.resumes import Reading, Resume, Work
from peluang.engines.text import extract_skills

from .enums import SkillSource
from .identity_check import local_date
from .models import Experience, Person, PersonSkill

Fate = Literal["taken", "known", "left"]
MOST_WORKS = 30
#: A level that the file does not say: can with help.
PLAIN_LEVEL = 2
#: As the commands that take them in have it; a test compares.
MOST_ABOUT = 1000
MOST_DECLARED = 60
_TYPED = 120


@dataclass(frozen=True)
class Line:
    """One line of the file. key: names it when it can be taken. why: what becomes of it, or why not."""

    kind: Literal["about", "work", "skill", "other"]
    text: str
    fate: Fate
    why: Any = ""
    key: str = ""
    work: Work | None = None
    occupation: str | None = None
    skill: str = ""
    level: int = PLAIN_LEVEL


def examine(person: Person, reading: Reading, at: datetime.datetime) -> list[Line]:
    """At most seven statements, however long the file. The order is the profile's: about, jobs, skills, the rest."""
    resume = reading.resume
    return [
        *_about(person, resume),
        *_works(person, resume.works, local_date(at)),
        *_skills(person.id, resume),
        *_others(person, reading),
    ]


def _about(person: Person, resume: Resume) -> Iterator[Line]:
    if not resume.about:
        return
    if person.about.strip() == resume.about:
        yield Line("about", resume.about, "known", _("Sama dengan ceritamu di profil."))
    elif person.about.strip():
        yield Line("about", resume.about, "left", _("Kamu sudah punya cerita di profil; yang itu tidak kami ganti."))
    elif len(resume.about) > MOST_ABOUT:
        yield Line("about", resume.about, "left", _("Lebih dari 1.000 huruf. Salin bagian yang penting ke profil."))
    else:
        yield Line("about", resume.about, "taken", _("Menjadi “Tentang saya”."), key="about")


def _works(person: Person, works: tuple[Work, ...], today: datetime.date) -> Iterator[Line]:
    rows = Experience.objects.filter(person=person).values_list("title", "employer", "started_on")
    known = {_same(title, employer, started) for title, employer, started in rows}
    codes = resolve_many((each.title for each in works), "occupation")
    taken = 0
    for place, work in enumerate(works):
        shown = " · ".join(part for part in (work.title, work.employer) if part)
        mark = _same(work.title[:_TYPED], work.employer[:_TYPED], work.started)
        fate: Fate = "left"
        why: Any = ""
        if mark in known:
            fate, why = "known", _("Sudah ada di pengalamanmu.")
        elif work.started and work.started > today:
            why = _("Tanggal mulainya belum terjadi.")
        elif work.started and work.ended and work.ended < work.started:
            why = _("Tanggal selesainya lebih awal dari tanggal mulainya.")
        elif taken >= MOST_WORKS:
            why = _("Sekali ambil paling banyak 30 pekerjaan. Tulis yang ini sendiri.")
        else:
            fate, why, taken = "taken", _("Menjadi pengalaman, menurut katamu sendiri."), taken + 1
            known.add(mark)
        key = f"work-{place}" if fate == "taken" else ""
        yield Line("work", shown, fate, why, key, work=work, occupation=codes.get(work.title))


def _same(title: str, employer: str, started: datetime.date | None) -> tuple[str, str, datetime.date | None]:
    return " ".join(title.split()).casefold(), employer.strip().casefold(), started


def _skills(person_id: UUID, resume: Resume) -> Iterator[Line]:
    """By its name or a synonym; else what is named in it ("welding of pipes, SMAW")."""
    held = list(PersonSkill.objects.filter(person_id=person_id).values_list("skill_id", "source"))
    room = MOST_DECLARED - sum(1 for _code, source in held if source == SkillSource.DECLARED)
    seen = {code for code, _source in held}
    exact = resolve_many((each.name for each in resume.skills), "skill")
    meant = {each.name: [exact[each.name]] if each.name in exact else _named(each.name) for each in resume.skills}
    names = _names_of(code for codes in meant.values() for code in codes)
    for each in resume.skills:
        codes = [code for code in meant[each.name] if code in names]
        if not codes:
            why = _("Kata ini belum ada di daftar keahlian. Coba tulis dengan kata lain.")
            yield Line("skill", each.name, "left", why)
        for code in codes:
            shown = each.name if names[code].casefold() == each.name.casefold() else f"{each.name} → {names[code]}"
            if code in seen:
                yield Line("skill", shown, "known", _("Sudah ada di keahlianmu."))
            elif room < 1:
                yield Line("skill", shown, "left", _("Keahlianmu sudah 60. Hapus dulu yang kurang penting."))
            else:
                seen.add(code)
                room -= 1
                why = _("Menjadi keahlian menurut katamu sendiri, belum bersertifikat.")
                yield Line(
                    "skill", shown, "taken", why, key=f"skill-{code}", skill=code, level=each.level or PLAIN_LEVEL
                )


def _named(text: str) -> list[str]:
    return [each.code for each in extract_skills(text, limit=3)]


def _names_of(codes: Iterable[str]) -> dict[str, str]:
    """In the reader's language."""
    column = "name_en" if (get_language() or "id").startswith("en") else "name_id"
    return dict(Skill.objects.filter(code__in=set(codes)).values_list("code", column))


def _others(person: Person, reading: Reading) -> Iterator[Line]:
    resume = reading.resume
    if resume.name and " ".join(person.full_name.split()).casefold() == resume.name.casefold():
        yield Line("other", resume.name, "known", _("Namamu."))
    elif resume.name:
        yield Line("other", resume.name, "left", _("Nama di sini menurut kartu identitas, bukan menurut berkas."))
    for said, why in (
        (resume.label, _("Pekerjaan yang kamu cari diisi di “Yang kucari”.")),
        (resume.phone, _("Nomor HP diubah di profil.")),
        (resume.email, _("E-mail untuk masuk tidak diubah lewat berkas.")),
        (", ".join(part for part in (resume.city, resume.region) if part), _("Tempat tinggal diubah di profil.")),
    ):
        if said:
            yield Line("other", said, "left", why)
    for study in resume.studies:
        yield Line("other", study.title, "left", _("Pendidikan terakhir dipilih di profil."))
    for each in resume.certificates:
        why = _(
            "Sertifikat dari berkas tidak bisa kami percaya. Catat di “Sertifikat kompetensi”; penerbitnya memeriksa."
        )
        yield Line("other", each.name, "left", why)
    for name in reading.left:
        photo = name.lower().rpartition(".")[2] in ("image", "picture") or name.endswith("Photo")
        why = _("Foto tidak diperlukan.") if photo else _("Bagian ini tidak dipakai di sini.")
        yield Line("other", name, "left", why)
