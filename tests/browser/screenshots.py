"""`python -m tests.browser.screenshots`: the pictures in docs/screenshots, from a demo country in a database of its own.

Phone pictures are 360 px wide and show the page's first two screens; desk pictures are 1280 × 800. Nothing is
staged: whoever is seen signed in through the pages, and what stands there is what `peluang demo` makes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest  # noqa: F401 (settings serve static files as they lie when tests run)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peluang.foundation.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
MOST_BYTES = 250_000
_TALL = 1480  # pixels: two screens of a phone


@dataclass(frozen=True)
class Picture:
    """name: of the file. who: part of the demo address before @ ("": nobody). path, then links followed by their names."""

    name: str
    path: str
    who: str = ""
    follow: tuple[str, ...] = ()
    desk: bool = False
    dark: bool = False


PICTURES = [
    Picture("beranda-360", "/"),
    Picture("beranda-1280", "/", desk=True),
    Picture("cari-pelatihan-360", "/pelatihan?q=las"),
    Picture("bandingkan-lembaga-360", "/pelatihan?q=las&dekat=Jepara", follow=("#result",)),
    Picture("bandingkan-lembaga-1280", "/pelatihan?q=las&dekat=Jepara", follow=("#result",), desk=True),
    Picture("cari-lowongan-360", "/lowongan?q=las&dekat=Jepara"),
    Picture("lowongan-1280", "/lowongan?q=mebel", desk=True),
    Picture("lowongan-di-peta-360", "/lowongan?q=operator&tampilan=peta"),
    Picture("cv-360", "/saya/cv", who="agus"),
    Picture("pasang-lowongan-360", "/perusahaan/lowongan/baru", who="perusahaan"),
    Picture("belum-dijawab-360", "/perusahaan/belum-dijawab", who="perusahaan"),
    Picture("lowongan-diperiksa-1280", "/dinas/lowongan", who="disnaker", desk=True, follow=("#result",)),
    Picture("bulanan-1280", "/dinas/bulanan", who="disnaker", desk=True),
    Picture("peta-peluang-1280", "/peta", desk=True),
    Picture("undian-360", "/undian"),
    Picture("daftar-360", "/saya/daftar", who="baru"),
    Picture("perjalanan-penerima-360", "/saya/", who="siti"),
    Picture("saldo-360", "/saya/saldo", who="siti"),
    Picture("perjalanan-lulusan-360", "/saya/", who="agus"),
    Picture("perjalanan-lulusan-gelap-360", "/saya/", who="agus", dark=True),
    Picture("rujukan-360", "/saya/lamaran", who="agus", follow=("Lihat usulan",)),
    Picture("belum-terpilih-360", "/saya/gelombang/2", who="wati"),
    Picture("arah-360", "/arah"),
    Picture("pembagian-360", "/saya/pembagian", who="dewi"),
    Picture("catatan-pelatih-360", "/pelatih/catatan", who="pelatih"),
    Picture("kesetaraan-1280", "/kantor/kesetaraan", who="program", desk=True),
    Picture("pasokan-1280", "/kantor/pasokan", who="program", desk=True),
    Picture("kelas-hari-ini-360", "/pelatih/", who="pelatih", follow=("#result",)),
    Picture("meja-disnaker-1280", "/dinas/", who="disnaker", desk=True),
    Picture("meja-perekrut-1280", "/perusahaan/", who="perusahaan", desk=True),
    Picture("gelombang-1280", "/kantor/gelombang/2", who="program", desk=True),
    Picture("pelatihan-yang-dipilih-1280", "/kantor/pelatihan", who="program", desk=True, dark=True),
    Picture("insentif-1280", "/kantor/insentif", who="bayar", desk=True),
    Picture("industri-1280", "/industri/", who="kementerian", desk=True),
    Picture("sentra-360", "/industri/sentra", who="sentra"),
]


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--people", type=int, default=2_000)
    reading.add_argument("--only", default="", help="part of a picture's name")
    wanted = reading.parse_args()
    import django

    django.setup()
    with _stage(wanted.people) as world:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for picture in PICTURES:
            if wanted.only in picture.name:
                _take(world, picture)
        if world.problems:
            sys.exit("met on the way:\n  " + "\n  ".join(world.problems))


def _stage(people: int):  # type: ignore[no-untyped-def]
    import contextlib

    from playwright.sync_api import sync_playwright

    from peluang.demo.seeding import seed_country
    from peluang.domain.finding.commands import rebuild_index
    from peluang.domain.kernel.context import PROGRAM
    from peluang.doors import clock
    from tests import database
    from tests.conftest import point_at

    from .conftest import _ARGUMENTS, CHROMIUM
    from .server import LiveServer
    from .world import World

    @contextlib.contextmanager
    def stage() -> Iterator[World]:
        cluster = database.Cluster()
        cluster.start()
        server = None
        try:
            database.clone("pictures")
            point_at("pictures")
            with tempfile.TemporaryDirectory(prefix="peluang-pictures-") as folder, sync_playwright() as playwright:
                os.environ["PELUANG_SIGNING_KEYS"] = f"{folder}/keys"
                server = LiveServer().start()
                world = World(
                    server, playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS), Path(folder)
                )
                with world.in_place():
                    seed_country(people=people, seed=1, at=clock.now(), vacancies=800)
                    rebuild_index(PROGRAM, at=clock.now())
                    world.__dict__["country"] = SimpleNamespace(authenticators=_authenticators())
                    world.pump()
                    yield world
        finally:
            from django.db import connections

            connections["default"].close()
            cluster.stop()

    return stage()


def _authenticators() -> dict[str, str]:
    """Address → secret, as each demo account's app holds it."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import decrypt

    from peluang.domain.kernel.context import PROGRAM, acting

    with acting(PROGRAM, scope="command"):
        rows = list(Authenticator.objects.filter(type="totp").select_related("user"))
    return {str(row.user.email): decrypt(row.data["secret"]) for row in rows}


def _take(world, picture: Picture) -> None:  # type: ignore[no-untyped-def]
    from .lean_png import lean
    from .visitor import DESK, PHONE

    screen = DESK if picture.desk else PHONE
    if picture.who:
        address = f"{picture.who}@demo.peluang.example"
        acts = address in world.country.authenticators or picture.who in ("perusahaan", "sentra", "alumni", "pelatih")
        visitor = world.signed_in(address, role="Bertindak untuk" if acts else "", screen=screen, dark=picture.dark)
    else:
        visitor = world.visitor(screen=screen, dark=picture.dark)
    visitor.goes_to(picture.path)
    for name in picture.follow:
        found = visitor.main.get_by_role("listitem").get_by_role("heading").get_by_role("link")
        found.first.click() if name == "#result" else visitor.follows(name)
    page = visitor.page
    page.wait_for_load_state("networkidle")
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    if not picture.desk:  # the thumb bar stands at the bottom of the picture, not in its middle
        page.set_viewport_size({"width": 360, "height": min(tall, _TALL)})
    path = FOLDER / f"{picture.name}.png"
    whole = page.screenshot()
    page.goto("about:blank")
    path.write_bytes(lean(whole, page))
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} weighs {size} bytes, more than {MOST_BYTES}")
    visitor.leaves()


if __name__ == "__main__":
    main()
