"""A draw in public: the promise, the files, and a check that anyone can run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from peluang.domain.programme.models import Wave, WaveEntry
from peluang.doors.cli.draw import command
from tests.factories.people import a_kk, a_person
from tests.factories.programme import a_wave
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def see(address, status=200):
    with at_most():
        answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


def drawn_wave(**fields) -> Wave:
    card = a_kk()
    people = [a_person(verified=True, kk=card) for _ in range(3)]
    people += [
        a_person(verified=True, regency=region, work_status="laid_off") for region in ("33.20", "33.22", "31.74")
    ]
    people += [a_person(verified=True) for _ in range(4)] + [a_person()]
    return a_wave(
        fields.pop("state", "decreed"), people=people, number=7,
        quotas=[("33.20", "", 4), ("33.20", "laid_off", 2), ("33", "", 1), ("", "", 1)],
    )  # fmt: skip


def test_an_open_wave_shows_its_promise_and_nothing_else():
    wave = drawn_wave(state="open")
    page = see("/undian/7")
    assert wave.seed_commitment in page
    assert "Benih dibuka pada hari undian." in page
    see("/undian/7/kuota.csv")
    see("/undian/7/peserta.csv", 404)
    see("/undian/7/hasil.csv", 404)
    assert "Gelombang 7" in see("/undian")


def test_a_planned_wave_is_not_there_yet():
    a_wave("planned", number=9)
    see("/undian/9", 404)
    assert "Belum ada gelombang" in see("/undian")


def download(folder: Path) -> dict[str, str]:
    names = {"roster": "7/peserta.csv", "quotas": "7/kuota.csv", "result": "7/hasil.csv", "verify": "verify.py"}
    paths = {}
    for name, address in names.items():
        path = folder / address.replace("/", "-")
        path.write_text(see(f"/undian/{address}"))
        paths[name] = str(path)
    return paths


@pytest.mark.parametrize("public_value", ["", "7421.35"])
def test_anyone_can_repeat_the_draw(tmp_path, public_value, monkeypatch):
    if public_value:
        from peluang.domain.programme.commands import draw_wave
        from tests.factories import programme

        monkeypatch.setattr(programme, "draw_wave", lambda by, **rest: draw_wave(by, public_value=public_value, **rest))
    wave = drawn_wave()
    page = see("/undian/7")
    assert wave.seed in page
    paths = download(tmp_path)
    options = ["--commitment", wave.seed_commitment] + (["--public", public_value] if public_value else [])
    arguments = [paths["roster"], paths["quotas"], wave.seed, paths["result"], *options]
    done = subprocess.run([sys.executable, paths["verify"], *arguments], capture_output=True, text=True)
    assert done.stdout.strip() == "SESUAI / AGREES", done.stdout
    outcome = CliRunner().invoke(command, ["verify", *arguments])
    assert (outcome.exit_code, outcome.output.strip()) == (0, "SESUAI / AGREES")
    tampered = Path(paths["result"]).read_text().replace("places_full", "drawn", 1)
    Path(paths["result"]).write_text(tampered)
    assert CliRunner().invoke(command, ["verify", *arguments]).exit_code == 1


def test_the_files_name_nobody(tmp_path):
    wave = drawn_wave()
    roster = Path(download(tmp_path)["roster"]).read_text()
    entries = WaveEntry.objects.filter(wave=wave).select_related("person")
    assert all(str(each.person_id) not in roster and each.person.full_name not in roster for each in entries)
    assert sum(str(each.id) in roster for each in entries) == entries.exclude(status="ineligible").count()
