"""A person keeps a search; what is posted next day reaches them by letter; the link in it stops the news."""

from __future__ import annotations

import re

from peluang.domain.finding.models import SavedSearch
from peluang.domain.jobs.commands import post_vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from tests.factories.jobs import a_vacancy

from .country import Country
from .world import World

SITI = Country.address_of("Siti Aminah")
LINK = re.compile(r"https?://[^\s>]+?(/berhenti/[\w-]+)")


def _alerts(world: World) -> list[str]:
    return [each for each in world.letters_to(SITI) if "lowongan baru untuk pencarianmu" in each]


def _post(world: World, title: str) -> None:
    """The country's employer posts; the worker indexes it."""
    with acting(PROGRAM, scope="command"):
        row = a_vacancy(employer=world.country.employer, title=title, status="draft")
        post_vacancy(PROGRAM, vacancy_id=row.id, at=clock.now())
    world.pump()


def test_an_alert_arrives_and_is_stopped(world: World) -> None:
    with acting(PROGRAM, scope="command"):
        world.country.person("Siti Aminah", verified=True)

    # Not signed in: the search stays through signing in.
    siti = world.visitor().goes_to("/lowongan?q=las&dekat=Jepara&radius=50")
    siti.sees("Kabari aku kalau ada yang baru").finds_no_barrier()
    siti = world.signed_in(SITI)
    siti.goes_to("/lowongan?q=las&dekat=Jepara&radius=50").presses("Kabari tiap hari")
    siti.sees("Kamu dikabari kalau ada yang baru").finds_no_barrier()
    siti.follows("Atur atau hentikan").stands_at("Pencarian yang kamu simpan").sees("Tiap hari")
    siti.finds_no_barrier()

    # A day without news is a day without a letter.
    world.due(days=1)
    assert _alerts(world) == []

    _post(world, "Juru las pipa baru")
    world.due(days=1)
    (letter,) = _alerts(world)
    assert "Juru las pipa baru" in letter
    siti.goes_to("/saya/pesan").sees(re.compile("Lowongan baru \\(1\\): las")).finds_no_barrier()
    siti.follows(re.compile(r"lowongan\W[0-9a-f]{8}")).stands_at("Juru las pipa baru")
    siti.goes_to("/saya/pesan").follows("Buka").sees("Juru las pipa baru", re.compile("baru sejak"))

    # The link got lost: it comes again, and the page says the same to whoever is nobody here.
    stranger = world.visitor()
    for address in ("siapa@contoh.id", SITI, SITI):
        stranger.goes_to("/lowongan?q=las").follows("Tautan berhenti hilang? Kirim tautanku lagi").finds_no_barrier()
        stranger.fills("E-mail atau nomor HP", address).presses("Kirim tautanku lagi").stands_at("Periksa pesanmu")
        stranger.sees("Kalau alamat ini punya pencarian yang disimpan")
    world.due()
    assert world.letters_to("siapa@contoh.id") == []
    (again,) = [each for each in world.letters_to(SITI) if "ini pencarian yang kamu simpan" in each]

    # From that letter, signed in nowhere: opening asks, the button stops.
    first, found = LINK.search(letter), LINK.search(again)
    assert first and found and first[1] == found[1], again
    stranger.goes_to(found[1]).stands_at("Berhenti dikabari?")
    stranger.finds_no_barrier()
    assert _status() == "active"
    stranger.presses("Ya, berhenti").stands_at("Sudah berhenti").finds_no_barrier()
    assert _status() == "stopped"

    _post(world, "Juru las kapal baru")
    world.due(days=1)
    assert len(_alerts(world)) == 1

    # A link that was copied badly leads to the same page.
    stranger.goes_to("/berhenti/salah-salin").follows("Kirim tautanku lagi").finds_no_barrier()
    stranger.fills("E-mail atau nomor HP", SITI).presses("Kirim tautanku lagi").stands_at("Periksa pesanmu")

    siti.goes_to("/saya/pencarian").presses("Kabari lagi").sees("Kamu dikabari lagi")
    siti.follows("Hapus").stands_at("Hapus pencarian ini?").presses("Ya, hapus").sees("Belum ada pencarian")


def _status() -> str:
    with acting(PROGRAM, scope="command"):
        return SavedSearch.objects.get().status
