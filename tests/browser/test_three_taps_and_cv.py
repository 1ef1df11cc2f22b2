"""Somebody with little to say: three taps, a first profile, the CV on paper, and a file of another site."""

from __future__ import annotations

import json
import re

import pytest

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.engines.resumes import read_europass, read_json_resume

from .country import Country
from .world import World

NAME = "Siti Aminah"
OTHER_SITE = {
    "basics": {"name": NAME, "image": "https://contoh.id/foto.jpg", "summary": "Teliti dan suka belajar."},
    "work": [{"name": "Toko Sinar <b>", "position": "Kasir", "startDate": "2021-03", "endDate": "2022"}],
    "skills": [{"name": "melayani pembeli", "level": "Advanced"}, {"name": "jago nongkrong"}],
    "certificates": [{"name": "Ahli segala hal", "issuer": "Sendiri"}],
}
HOSTILE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><SkillsPassport>&x;</SkillsPassport>'


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_three_taps_then_a_cv_out_and_in(world: World, javascript: bool) -> None:
    with acting(PROGRAM, scope="command"):
        world.country.person(NAME, verified=True)
    siti = world.signed_in(Country.address_of(NAME), javascript=javascript)

    # Nothing, then nonsense: a kind word and the way on, what was typed is still there.
    siti.goes_to("/saya/mulai").finds_no_barrier() if javascript else siti.goes_to("/saya/mulai")
    siti.presses("Lanjut").sees("Belum ada yang diketuk atau ditulis")
    siti.fills("Atau ceritakan dengan katamu sendiri", "wkwkwk gatau").presses("Lanjut")
    siti.sees("Kami belum menangkap pekerjaannya").still_has_typed(
        "Atau ceritakan dengan katamu sendiri", "wkwkwk gatau"
    )

    # Told as one speaks.
    siti.fills("Atau ceritakan dengan katamu sendiri", "gue biasanya bantuin ngelas pager sm teralis").ticks("Menjahit")
    siti.presses("Lanjut").stands_at("Di mana?").picks("Di tempat orang lain").fills("Nama tempatnya", "Bengkel Pak Jo")
    siti.presses("Lanjut").stands_at("Kamu suka apa?").ticks("Membuat barang dengan tangan").presses("Lihat yang cocok")
    siti.stands_at("Mana yang cocok denganmu?").ticks("Juru las dan pemotong logam")
    if javascript:
        siti.finds_no_barrier()
    siti.presses("Simpan profil pertamaku").sees(
        "Profil pertamamu sudah jadi.", "Bengkel Pak Jo", re.compile("Kata sendiri")
    )

    # The same on paper and in files.
    if javascript:
        siti.finds_no_barrier()
        _takes_files_out(siti)

    # A hostile file is refused, another site's is shown line by line and taken when confirmed.
    siti.follows("Sudah punya berkas CV? Isi profil darinya").attaches("Berkas CV", "cv.xml", HOSTILE, "text/xml")
    siti.presses("Lihat isinya").sees(re.compile("Demi keamanan"))
    siti.attaches("Berkas CV", "cv.json", json.dumps(OTHER_SITE).encode(), "application/json").presses("Lihat isinya")
    siti.sees(
        "Kasir · Toko Sinar <b>",
        "melayani pembeli",
        "Foto tidak diperlukan.",
        re.compile("belum ada di daftar"),
        "Ahli segala hal",
    )
    if javascript:
        siti.finds_no_barrier()
    siti.presses("Ambil ke profilku").sees(re.compile("masuk ke profilmu"), "Kasir", "Teliti dan suka belajar.")
    siti.does_not_see("Ahli segala hal", "jago nongkrong")


def _takes_files_out(siti) -> None:
    files = {}
    for link in ("Unduh PDF", "JSON Resume", "Europass XML"):
        with siti.page.expect_download() as waiting:
            siti.page.get_by_role("link", name=link).first.click()
        files[link] = waiting.value.path().read_bytes()
    assert files["Unduh PDF"].startswith(b"%PDF")
    resume = read_json_resume(files["JSON Resume"]).resume
    assert resume.name == NAME
    assert {each.employer for each in resume.works} == {"Bengkel Pak Jo"}
    assert read_europass(files["Europass XML"]).resume.works == resume.works
