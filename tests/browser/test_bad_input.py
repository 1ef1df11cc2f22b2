"""Everything people get wrong: a plain sentence in their language, at its field, and what they typed is still there."""

from __future__ import annotations

import pytest

from tests.factories.people import a_kk, a_nik

from .registration import Newcomer, consents, registers, says_situation, says_who, shows_cards, signs_up
from .visitor import Visitor
from .world import World

both = pytest.mark.parametrize("language", ["id", "en"])


def _at_the_cards(world: World, person: Newcomer, language: str) -> Visitor:
    visitor = signs_up(world, person, language=language)
    return says_who(visitor, person)


@both
def test_wrong_nik(world: World, language: str) -> None:
    person = Newcomer("Tri Wulandari", "tri@contoh.id")
    visitor = _at_the_cards(world, person, language)
    for wrong, said in {
        "33200544050": {"id": "16 angka", "en": "16 digits"},
        a_nik(person.born, "m"): {"id": "Jenis kelamin di NIK ini berbeda", "en": "sex"},
    }.items():
        visitor.fills("NIK", wrong).fills("Nomor KK", person.kk).presses("Simpan dan lanjut")
        visitor.sees("Ada yang perlu dibetulkan", "Isianmu yang lain tetap tersimpan di halaman ini.")
        assert said[language].lower() in visitor.text().lower()
        visitor.still_has_typed("NIK", wrong).still_has_typed("Nomor KK", person.kk)
    visitor.finds_no_barrier()
    shows_cards(visitor, person)


@both
def test_same_nik_twice(world: World, language: str) -> None:
    known = world.country.person("Rina Wulandari", nik=a_nik(), kk=a_kk())
    person = Newcomer("Tri Wulandari", "tri@contoh.id", nik=_nik_of(known), born=known.birth_date)
    visitor = _at_the_cards(world, person, language)
    visitor.fills("NIK", person.nik).fills("Nomor KK", person.kk).presses("Simpan dan lanjut")
    visitor.sees("NIK ini sudah terdaftar di akun lain.").still_has_typed("Nomor KK", person.kk)
    assert "Rina" not in visitor.text()  # whose it is stays untold


def _nik_of(person: object) -> str:
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.people import identity_vault
    from peluang.domain.people.models import Identity

    with acting(PROGRAM, scope="command"):
        row = Identity.objects.get(person=person)
        return identity_vault.decrypt(bytes(row.nik_cipher), row.key_version)


def test_what_was_typed_stays_between_the_pages(world: World) -> None:
    person = Newcomer("Tri Wulandari", "tri@contoh.id")
    visitor = _at_the_cards(world, person, "id")
    visitor.goes_to("/saya/daftar/diri").still_has_typed("Nama lengkap", person.name)
    visitor.presses("Simpan dan lanjut")
    shows_cards(visitor, person)
    says_situation(visitor)
    visitor.goes_to("/saya/daftar/nik").does_not_see(person.nik)  # given, and never shown whole again
    visitor.goes_to("/saya/daftar/izin")
    consents(visitor)


def test_a_family_card_takes_a_third_registration(world: World) -> None:
    """Anyone may register; the rule of two is about recipients."""
    kk = a_kk()
    for name in ("Satu Utami", "Dua Lestari", "Tiga Pertiwi"):
        person = Newcomer(name, f"{name.split()[0].lower()}@contoh.id", kk=kk)
        registers(signs_up(world, person), person)


@both
def test_wrong_sign_in_code(world: World, language: str) -> None:
    visitor = world.visitor(language=language).goes_to("/akun/masuk/")
    visitor.fills("E-mail atau nomor HP", "bukan alamat").presses("Kirim kode")
    visitor.still_has_typed("E-mail atau nomor HP", "bukan alamat").sees("Ada yang perlu dibetulkan")
    visitor.fills("E-mail atau nomor HP", "tri@contoh.id").presses("Kirim kode")
    right = world.code_for("tri@contoh.id")
    visitor.fills("Kode 6 angka", "000000" if right != "000000" else "111111").presses("Lanjut")
    visitor.sees("Kode ini salah, atau bukan kode terakhir yang kami kirim.")
    visitor.fills("Kode 6 angka", right).presses("Lanjut").stands_at("Siapa kamu")
