"""Nobody answers for a week: the employer is reminded, changes one of the proposed answers, and the person reads why."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from peluang.domain.jobs.commands import invite_to_interview
from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from tests.factories.jobs import DAY, a_vacancy, an_application

from .country import Country
from .visitor import DESK, PHONE, Visitor
from .world import World

WAITING = "Menunggu jawaban Anda"
ANSWERING = {
    "id": re.compile("Biasanya menjawab dalam 1 hari. Menjawab 5 dari 7 lamaran"),
    "en": re.compile("Usually answers within 1 day. Answered 5 of 7 applications"),
}


def _apply(world: World) -> dict[str, Application]:
    """Three who applied just now: one lacks the skill, one lives far, one fits."""
    lacks = [{"code": "missing", "skill": "las-smaw"}]
    far = [
        {"code": "distance", "points": 1, "max_points": 15, "positive": False, "text_id": "Jauh.", "text_en": "Far."}
    ]
    people = [world.country.person(name, verified=True) for name in ("Agus Salim", "Bayu Aji", "Citra Dewi")]
    made = {}
    with acting(PROGRAM, scope="command"):
        vacancy = Vacancy.objects.get(title="Juru las konstruksi")
        for person, total, factors in zip(people, (40, 45, 80), (lacks, far, []), strict=True):
            made[person.full_name] = an_application(
                vacancy=vacancy, person=person, match_total=total, match_factors=factors, sent_at=clock.now(),
                changed_at=clock.now(),
            )  # fmt: skip
    return made


def _stands_clear(visitor: Visitor, javascript: bool) -> None:
    """axe is a script itself; the page must not run sideways either way."""
    if javascript:
        visitor.finds_no_barrier()
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= visitor.page.viewport_size["width"]  # type: ignore[index]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_week_of_silence_ends_with_a_reason(world: World, javascript: bool) -> None:
    made = _apply(world)
    lina = world.staff("employer", javascript=javascript, screen=PHONE)
    agus = world.signed_in(Country.address_of("Agus Salim"), javascript=javascript)
    address = f"/saya/lamaran/{made['Agus Salim'].id}"
    world.due(days=6)
    lina.goes_to("/perusahaan/").does_not_see(re.compile("menunggu jawaban Anda"))
    agus.goes_to(address).does_not_see(re.compile("Belum dijawab"))

    # The seventh day: due work writes one letter, and the person reads that the employer was reminded.
    world.due(days=1)
    agus.goes_to(address).sees(re.compile("Belum dijawab 7 hari. Pemberi kerja sudah diingatkan pada"))
    _stands_clear(agus, javascript)
    assert len(_letters(world)) == 1
    world.due()
    assert len(_letters(world)) == 1
    lina.goes_to("/saya/pesan").sees("Pelamar menunggu jawaban Anda", re.compile("^3 pelamar belum dijawab"))
    lina.follows("Buka").stands_at(WAITING)

    # Each has an answer of their own ready; nothing went out by itself.
    lina.sees(re.compile("Usulan: undang wawancara"))
    lina.still_has_typed("Alasan untuk Agus Salim", "skill")
    lina.still_has_typed("Keahlian yang belum dikuasai Agus Salim", "las-smaw")
    lina.still_has_typed("Alasan untuk Bayu Aji", "distance")
    _stands_clear(lina, javascript)
    assert {_status(each) for each in made.values()} == {"sent"}

    # One is changed and sent alone; the next goes with the ticked ones, after a mistake is pointed out.
    lina.selects("Alasan untuk Bayu Aji", "Pengalaman belum cukup")
    lina.fills("Pesan untuk Bayu Aji", "Coba lagi tahun depan.").presses("Kirim jawaban untuk Bayu")
    assert "1 pelamar sudah dijawab" in lina.page.inner_text("body")
    lina.stands_at(WAITING).does_not_see("Bayu Aji")
    lina.presses("Kirim yang dicentang").sees("Belum ada pelamar yang dipilih.")
    lina.still_has_typed("Alasan untuk Agus Salim", "skill")
    _stands_clear(lina, javascript)
    lina.ticks("Kirim bersama yang lain: Agus Salim").presses("Kirim yang dicentang")
    lina.does_not_see("Agus Salim").sees("Citra Dewi")
    assert [_status(each) for each in made.values()] == ["refused", "refused", "sent"]

    # Both read why; the one who lacks a skill sees who teaches it.
    agus.goes_to(address).does_not_see(re.compile("Belum dijawab"))
    agus.sees(re.compile("Ada keahlian yang belum dikuasai"), "Pelatihan yang mengajarkannya")
    _stands_clear(agus, javascript)
    bayu = world.signed_in(Country.address_of("Bayu Aji"), javascript=javascript)
    bayu.goes_to(f"/saya/lamaran/{made['Bayu Aji'].id}")
    bayu.sees(re.compile("Pengalaman belum cukup"), re.compile("Coba lagi tahun depan."))

    # Who fits is invited, and nobody waits any more.
    lina.follows("Undang Citra wawancara").stands_at(re.compile("wawancara"))
    soon = clock.now() + datetime.timedelta(days=2)
    invite_to_interview(
        PROGRAM, application_id=made["Citra Dewi"].id, interview_at=soon, place="Kantor", at=clock.now()
    )
    lina.goes_to("/perusahaan/belum-dijawab").sees("Tidak ada yang menunggu jawaban")
    _stands_clear(lina, javascript)


@pytest.mark.parametrize(("screen", "dark", "language"), [(PHONE, True, "en"), (DESK, False, "id")])
def test_a_very_long_title_and_many_who_wait_fit(
    world: World, tmp_path: Path, screen: dict[str, int], dark: bool, language: str
) -> None:
    title = "Juru las konstruksi baja bertingkat " * 4 + "Pengelasan-Bawah-Air-Bersertifikat-Internasional-Kelas-Tiga"
    name = "Raden Mas Wirakusumaningratdiningratan Cokroaminotosurodiningrat"
    with acting(PROGRAM, scope="command"):
        vacancy = a_vacancy(employer=world.country.employer, title=title, skills=["las-smaw"])
        person = world.country.person(name, verified=True)
        weeks = clock.now() - datetime.timedelta(days=34)
        lacks = [{"code": "missing", "skill": "las-smaw"}]
        row = an_application(vacancy=vacancy, person=person, match_factors=lacks, match_total=31, sent_at=weeks)
        other = world.country.person("Agus Salim", verified=True)
        an_application(vacancy=vacancy, person=other, match_total=88, sent_at=weeks)
        for _ in range(5):
            an_application(vacancy=vacancy, status="refused", sent_at=weeks, answered_at=weeks + DAY)
    world.due()
    lina = world.staff("employer", screen=screen, dark=dark, language=language)
    raden = world.signed_in(Country.address_of(name), screen=screen, dark=dark, language=language)
    pages = [
        (lina, "/perusahaan/"), (lina, "/perusahaan/belum-dijawab"), (raden, f"/saya/lamaran/{row.id}"),
        (raden, f"/lowongan/{vacancy.id}"),
    ]  # fmt: skip
    for number, (visitor, path) in enumerate(pages):
        visitor.goes_to(path)
        _stands_clear(visitor, True)
        visitor.keeps_picture(tmp_path / f"{number}.png")
    for visitor, path in (pages[0], pages[-1]):
        visitor.goes_to(path).sees(ANSWERING[language])


def _status(application: Application) -> str:
    with acting(PROGRAM, scope="command"):
        return Application.objects.values_list("status", flat=True).get(id=application.id)


def _letters(world: World) -> list[str]:
    """That tell the recruiter of those who wait."""
    letters = world.letters_to(world.country.staff["employer"].address)
    return [each for each in letters if "/perusahaan/belum-dijawab" in each]
