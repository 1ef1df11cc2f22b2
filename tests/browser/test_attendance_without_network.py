"""A trainer takes attendance in a workshop without a network; what was recorded is sent once there is one again."""

from __future__ import annotations

import datetime
import re
import uuid

import segno
from playwright.sync_api import Route, expect

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.models import Attendance, Scan, Session, TrainingClass
from peluang.doors import clock
from peluang.engines.presence import BOARD, TICKET, ticket_text
from peluang.engines.presence.codes import derive
from peluang.foundation.secrets import key
from tests.factories.learning import a_class, an_enrolment

from .country import Country
from .visitor import Visitor
from .world import World

NAMES = ("Siti Aminah", "Wawan Cahyono", "Rahmat Hidayat")


class Workshop:
    """Today's session of the first institution's class, with three people, and its trainer's phone."""

    def __init__(self, world: World) -> None:
        country, now = world.country, clock.now()
        with acting(PROGRAM, scope="command"):
            self.row: TrainingClass = a_class(
                offering=country.offerings[0], code="LAS-9", payer="own", status="running", days=1,
                starts_at=now - datetime.timedelta(hours=1), ends_at=now + datetime.timedelta(hours=7),
            )  # fmt: skip
            self.session: Session = self.row.sessions.get()
            self.people = [country.person(each, verified=True) for each in NAMES]
            self.seats = [an_enrolment(training_class=self.row, person=each) for each in self.people]
        self.address = f"/pelatih/kelas/{self.row.id}/hadir/1"
        self.phone: Visitor = world.staff("trainer")

    def ticket(self, number: int) -> str:
        window = int(clock.now().timestamp() // TICKET.width)
        seat = self.seats[number - 1]
        return ticket_text(seat.seat, derive(key("presence"), TICKET, self.session.id, seat.id, "any", window))

    def recorded(self) -> dict[str, tuple[bool, str]]:
        """name → (has left, evidence)."""
        with acting(PROGRAM, scope="command"):
            rows = Attendance.objects.filter(session=self.session).select_related("enrolment__person")
            return {each.enrolment.person.full_name: (each.left_at is not None, each.evidence) for each in rows}


def test_a_trainer_takes_attendance_without_network_and_syncs(world: World) -> None:
    shop = Workshop(world)
    phone, page = shop.phone, shop.phone.page
    phone.goes_to("/pelatih/").stands_at("Kelas hari ini")
    page.evaluate("navigator.serviceWorker.ready")
    phone.follows("Catat kehadiran").stands_at("Kehadiran pertemuan 1").sees("Semua catatan sudah terkirim.")
    phone.finds_no_barrier()

    with world.without_network(phone):
        phone.sees("Tanpa jaringan. Semua tetap bisa dicatat.")
        row = page.get_by_role("listitem").filter(has_text=NAMES[0])
        row.get_by_role("button", name="Datang").click()
        page.get_by_role("link", name="Pindai").click()
        for text in ("halo", "9-AAAAAAAA", "2-AAAAAAAA", shop.ticket(3)):
            page.get_by_label("Kode kursi").fill(text)
            page.get_by_role("button", name="Catat", exact=True).click()
        phone.sees(
            "Tanpa jaringan: 3 catatan menunggu di ponsel ini.", re.compile("Rahmat Hidayat .kursi 3.: tercatat")
        )

        held = page.locator("#hadir").get_attribute("data-sheet")
        page.reload()  # the tab was closed, the phone restarted: still no network
        assert page.locator("#hadir").get_attribute("data-sheet") == held
        phone.stands_at("Kehadiran pertemuan 1").sees("Tanpa jaringan: 3 catatan menunggu di ponsel ini.")
        page.get_by_role("link", name="Nama").click()
        row.get_by_role("button", name="Pulang").click()
        phone.sees("Tanpa jaringan: 4 catatan menunggu di ponsel ini.").finds_no_barrier()
        assert shop.recorded() == {}

    phone.sees(re.compile("Semua catatan sudah terkirim, terakhir"), re.compile("Kode ini bukan dari pertemuan"))
    assert shop.recorded() == {NAMES[0]: (True, "roster"), NAMES[2]: (False, "code")}
    with acting(PROGRAM, scope="command"):
        assert sorted(Scan.objects.values_list("refused", flat=True)) == ["", "", "", "unknown_code"]
    phone.goes_to(shop.address).sees(re.compile("^datang "), re.compile("^pulang "), "Tidak dihitung")


def _without_a_worker(phone: Visitor) -> None:
    """What passes a page's service worker, the browser's routes don't see: whether it was there yet decided the test."""
    phone.page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((each) => each.unregister())))"
    )
    phone.context.add_init_script("delete Navigator.prototype.serviceWorker")


def test_a_lost_answer_makes_no_double(world: World) -> None:
    """The server wrote everything, and the network broke before its answer came."""
    shop = Workshop(world)
    phone, page = shop.phone, shop.phone.page
    _without_a_worker(phone)
    phone.goes_to(shop.address)
    lost: list[object] = []
    broken = True

    def answer(route: Route) -> None:
        if not broken:
            return route.continue_()
        if not lost:
            lost.append(route.fetch())
        return route.abort()

    page.route("**/kirim", answer)
    page.get_by_role("listitem").filter(has_text=NAMES[0]).get_by_role("button", name="Datang").click()
    phone.sees("Tanpa jaringan: 1 catatan menunggu di ponsel ini.")
    assert len(lost) == 1
    broken = False
    page.get_by_role("button", name="Kirim sekarang").click()
    phone.sees(re.compile("Semua catatan sudah terkirim, terakhir"))
    with acting(PROGRAM, scope="command"):
        assert Scan.objects.count() == 1
    assert shop.recorded() == {NAMES[0]: (False, "roster")}


def test_signed_out_meanwhile_nothing_is_lost(world: World) -> None:
    shop = Workshop(world)
    phone, page = shop.phone, shop.phone.page
    phone.goes_to(shop.address)
    phone.context.clear_cookies()
    page.get_by_role("listitem").filter(has_text=NAMES[0]).get_by_role("button", name="Datang").click()
    phone.sees(re.compile("Anda perlu masuk lagi"), "1 catatan belum terkirim.").may("Masuk lagi")
    assert shop.recorded() == {}


def test_the_code_on_the_trainers_phone_changes_without_network_and_is_the_servers(world: World) -> None:
    shop = Workshop(world)
    phone, page = shop.phone, shop.phone.page
    phone.goes_to(f"{shop.address}?cara=qr")
    phone.context.set_offline(True)
    page.get_by_role("link", name="Pulang").last.click()
    text = re.sub("-", "", page.locator("[data-code]").inner_text())
    now = int(clock.now().timestamp())
    assert text in {derive(key("presence"), BOARD, shop.session.id, None, "out", n) for n in (now // 60, now // 60 - 1)}
    page.evaluate("Date.now = ((real) => () => real() + 61000)(Date.now)")
    expect(page.locator("[data-code]")).not_to_have_text(f"{text[:4]}-{text[4:]}")
    phone.context.set_offline(False)
    guest = world.signed_in(Country.address_of(NAMES[1]))
    guest.goes_to(f"/HADIR/{str(shop.session.id).upper()}/{text}").stands_at("Catat kehadiranmu").finds_no_barrier()
    guest.presses("Ya, catat kehadiranku").sees("Pulangmu sudah tercatat.")


def test_ones_own_code_is_what_the_server_expects(world: World) -> None:
    shop = Workshop(world)
    guest = world.signed_in(Country.address_of(NAMES[0]))
    guest.goes_to(f"/saya/pelatihan/{shop.seats[0].id}").follows("Kode kehadiranku").stands_at("Kehadiranku")
    guest.finds_no_barrier().sees(shop.ticket(1))
    guest.context.set_offline(True)
    guest.page.evaluate("Date.now = ((real) => () => real() + 301000)(Date.now)")
    expect(guest.page.locator("[data-ticket]")).not_to_have_text(shop.ticket(1))
    guest.context.set_offline(False)


def test_our_codes_are_the_codes_of_the_standard(world: World) -> None:
    """Against another encoder, for every length that fits. It pads a stream that already ends at a byte with one byte
    too much (which readers forgive), so those lengths are left out."""
    guest = world.visitor()
    guest.goes_to("/")
    guest.page.add_script_tag(url="/static/ui/qr.js")
    texts = [f"HTTPS://PELUANG.EXAMPLE/HADIR/{str(uuid.uuid4()).upper()}/AB12CD34", "7-ABCD2345"]
    texts += [(texts[0] * 3)[:n] for n in range(1, 155)]
    made = guest.page.evaluate("(texts) => texts.map((each) => QR.make(each))", texts)
    compared = 0
    for text, ours in zip(texts, made):
        bits = 4 + 9 + 11 * (len(text) // 2) + 6 * (len(text) % 2) + 4
        if bits % 8 == 0:
            continue
        theirs = segno.make(
            text, error="m", mode="alphanumeric", version=ours["version"], mask=ours["mask"], boost_error=False,
            micro=False,
        )  # fmt: skip
        assert [list(row) for row in theirs.matrix] == ours["rows"], text
        compared += 1
    assert compared > 120
    assert guest.page.evaluate("[QR.make('kecil'), QR.make('A'.repeat(155))]") == [None, None]
