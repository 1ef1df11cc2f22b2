"""Interview times are offered, picked, kept in a calendar and cancelled; both sides write, a number only by consent."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from peluang.domain.jobs.models import Application, Vacancy
from peluang.domain.kernel.context import PROGRAM, acting
from peluang.doors import clock
from peluang.doors.web.ui.formats import datetime_id
from tests.engines.calendars.test_files import parsed
from tests.factories.jobs import an_application

from .country import Country
from .visitor import PHONE, Visitor
from .world import World

AGUS, CITRA = "Agus Salim", "Citra Dewi"
ZONE = ZoneInfo("Asia/Jakarta")
DIGITS = "0812-3456-7890"
WORDS = "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol"
MESSAGE = f"Saya bisa dihubungi di {DIGITS}, atau {WORDS}. Terima kasih."


def _applicants(world: World) -> tuple[Vacancy, Application, Application]:
    people = [world.country.person(name, verified=True) for name in (AGUS, CITRA)]
    with acting(PROGRAM, scope="command"):
        vacancy = Vacancy.objects.get(title="Juru las konstruksi")
        at = clock.now() - datetime.timedelta(days=1)
        agus, citra = [
            an_application(vacancy=vacancy, person=each, status="seen", sent_at=at, seen_at=at, changed_at=at)
            for each in people
        ]
    return vacancy, agus, citra


def _three_times() -> list[datetime.datetime]:
    """In three days, at nine, ten and eleven where the work is."""
    day = clock.now().astimezone(ZONE).date() + datetime.timedelta(days=3)
    return [datetime.datetime.combine(day, datetime.time(hour), tzinfo=ZONE) for hour in (9, 10, 11)]


def _look(visitor: Visitor, javascript: bool) -> None:
    if javascript:
        visitor.finds_no_barrier()


def _calendar_of(visitor: Visitor) -> dict[str, str]:
    """The file behind the page's own link, read by the rules of calendars."""
    address = visitor.page.get_by_role("link", name="Simpan ke kalender").get_attribute("href")
    answer = visitor.context.request.get(str(address))
    assert answer.ok
    assert answer.headers["content-type"].startswith("text/calendar")
    return parsed(answer.body())


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_times_are_offered_picked_kept_and_cancelled(world: World, javascript: bool) -> None:
    vacancy, agus_row, citra_row = _applicants(world)
    first, _second, third = times = _three_times()
    shown = [datetime_id(each, "Asia/Jakarta") for each in times]

    # Lina asks once for both, and says where.
    lina = world.staff("employer", javascript=javascript, screen=PHONE)
    lina.goes_to(f"/perusahaan/lowongan/{vacancy.id}").follows("Waktu wawancara").stands_at("Waktu wawancara")
    lina.page.locator("summary", has_text="Waktu lain").click()
    for number, each in enumerate(times, start=1):
        lina.fills(f"Waktu {number}", f"{each:%Y-%m-%dT%H:%M}")
    lina.fills("Alamat", "Jl. Pemuda 1, Jepara").ticks(AGUS).ticks(CITRA)
    _look(lina, javascript)
    lina.presses("Tawarkan waktu ini").sees(*shown, "belum dipilih")
    _look(lina, javascript)
    world.pump()
    assert any("waktu wawancara" in each for each in world.letters_to(Country.address_of(CITRA)))

    # Both see all three; what one takes is gone for the other.
    agus = world.signed_in(Country.address_of(AGUS), javascript=javascript)
    citra = world.signed_in(Country.address_of(CITRA), javascript=javascript)
    agus.goes_to(f"/saya/lamaran/{agus_row.id}").sees("Pilih waktu wawancaramu", "Ada 3 waktu yang masih bebas.")
    _look(agus, javascript)
    agus.follows("Pilih waktu").sees(*shown, "Jl. Pemuda 1, Jepara")
    _look(agus, javascript)
    citra.goes_to(f"/saya/lamaran/{citra_row.id}/waktu").sees(*shown)
    agus.presses(f"Pilih waktu ini: {shown[0]}").sees("Wawancara:", shown[0])
    _look(agus, javascript)
    citra.goes_to(f"/saya/lamaran/{citra_row.id}/waktu").sees(*shown[1:]).does_not_see(shown[0])

    # Who still has the old page open is told, and keeps the choice.
    _too_late(citra, shown[0], shown[1])

    # The same meeting in both calendars.
    mine = _calendar_of(agus)
    world.pump()
    lina.goes_to(f"/perusahaan/lamaran/{agus_row.id}").sees(shown[0])
    _look(lina, javascript)
    theirs = _calendar_of(lina)
    assert mine["UID"] == theirs["UID"] == f"lamaran-{agus_row.id}@peluang"
    in_utc = first.astimezone(datetime.UTC)
    assert mine["DTSTART"] == theirs["DTSTART"] == f"{in_utc:%Y%m%dT%H%M%SZ}"
    assert mine["DTEND"] == f"{in_utc + datetime.timedelta(minutes=30):%Y%m%dT%H%M%SZ}"
    assert mine["SUMMARY"] == "Wawancara: Juru las konstruksi, CV Rangka Jati"
    assert theirs["SUMMARY"] == f"Wawancara: Juru las konstruksi, {AGUS}"
    assert mine["LOCATION"] == "Jl. Pemuda 1, Jepara"

    # Lina cannot make it: Agus is told, and takes another; the calendar moves with him.
    lina.goes_to(f"/perusahaan/lowongan/{vacancy.id}/waktu").presses(f"Batalkan waktu ini: {shown[0]}").sees(
        "dibatalkan"
    )
    _look(lina, javascript)
    world.pump()
    assert any("dibatalkan" in each for each in world.letters_to(Country.address_of(AGUS)))
    agus.goes_to(f"/saya/lamaran/{agus_row.id}").sees("Pilih waktu wawancaramu").follows("Pilih waktu")
    agus.does_not_see(shown[0]).presses(f"Pilih waktu ini: {shown[2]}").sees(shown[2])
    moved = _calendar_of(agus)
    assert moved["UID"] == mine["UID"]
    assert int(moved["SEQUENCE"]) > int(mine["SEQUENCE"])
    assert moved["DTSTART"] == f"{third.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    lina.goes_to(f"/perusahaan/lamaran/{agus_row.id}").sees(shown[2])


def _too_late(visitor: Visitor, taken: str, free: str) -> None:
    """The form of a time that is free, sent with the time that was taken meanwhile: a page that was left open."""
    with acting(PROGRAM, scope="command"):
        slot = Application.objects.get(person__full_name=AGUS).slots.get(cancelled_at__isnull=True)
    button = visitor.page.get_by_role("button", name=f"Pilih waktu ini: {free}")
    token = visitor.page.locator("main input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    assert button.count() == 1
    answer = visitor.context.request.post(
        urlsplit(visitor.page.url).path,
        form={"csrfmiddlewaretoken": str(token), "slot": str(slot.id)}, headers={"Referer": visitor.page.url},
    )  # fmt: skip
    assert "Waktu ini baru saja dipilih orang lain." in answer.text()
    visitor.goes_to(urlsplit(visitor.page.url).path).sees(free).does_not_see(taken)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_number_shows_while_the_person_agrees(world: World, javascript: bool) -> None:
    _vacancy, row, _other = _applicants(world)
    agus = world.signed_in(Country.address_of(AGUS), javascript=javascript)
    agus.goes_to(f"/saya/lamaran/{row.id}").follows("Tulis atau baca pesan").sees("Belum ada pesan")
    _look(agus, javascript)
    agus.fills("Pesanmu", MESSAGE).presses("Kirim pesan")
    agus.sees(re.compile(re.escape(DIGITS)), re.compile("tidak terlihat oleh pemberi kerja"))
    _look(agus, javascript)
    world.pump()

    lina = world.staff("employer", javascript=javascript, screen=PHONE)
    assert any("pesan" in each for each in world.letters_to(world.country.staff["employer"].address))
    lina.goes_to(f"/perusahaan/lamaran/{row.id}").sees("1 belum dibaca").follows("Tulis atau baca pesan")
    _reads(lina, hidden=True)
    _look(lina, javascript)
    lina.fills("Pesan Anda", "Bisa datang hari Kamis?").presses("Kirim pesan").sees("Bisa datang hari Kamis?")

    agus.goes_to(agus.page.url).sees("Bisa datang hari Kamis?", re.compile("sudah dibaca"))
    agus.presses("Bagikan nomorku").sees("dibagikan")
    _look(agus, javascript)
    lina.goes_to(lina.page.url)
    _reads(lina, hidden=False)
    _look(lina, javascript)

    agus.presses("Sembunyikan lagi").sees("tersembunyi")
    lina.goes_to(lina.page.url)
    _reads(lina, hidden=True)


def _reads(visitor: Visitor, *, hidden: bool) -> None:
    """The whole source of the page, so that nothing is left where only a script looks."""
    source = visitor.page.content()
    visitor.sees(re.compile("Saya bisa dihubungi di"))
    for number in (DIGITS, WORDS, "delapan satu dua"):
        assert (number in source) is not hidden
