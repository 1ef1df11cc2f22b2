"""A webinar and a self-paced course complete for who took part, and fail to for an open window.

The self-paced half is driven by a simulated LMS over real HTTP, with a key its institution made in the browser.
"""

from __future__ import annotations

import datetime
from typing import Any

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.commands import record_assessment
from peluang.domain.learning.commands.presence import prompts_in
from peluang.domain.learning.models import Enrolment, LearningItem, RedeemCode, TrainingClass
from peluang.domain.learning.redeem_codes import shown
from peluang.doors import clock
from tests.factories.catalogue import an_offering
from tests.factories.learning import an_enrolment
from tests.factories.online import a_redeem_code, a_self_paced_class, a_webinar_class
from tests.partners.lms import Lms, over_http

from .visitor import Visitor
from .world import World

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
#: Somebody comes back to the page.
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
LINK = "https://rapat.example/j/81234"


def it_is(at: datetime.datetime) -> None:
    """The hour comes, for everybody at once."""
    clock.timezone.ahead += at - clock.now()  # type: ignore[attr-defined]


def stored(read: Any) -> Any:
    with acting(PROGRAM, scope="command"):
        return read()


def two_seats(world: World, training_class: TrainingClass) -> tuple[Enrolment, Enrolment]:
    """Siti, who takes part, and Agus, who doesn't."""
    siti, agus = (world.country.person(name) for name in ("Siti Aminah", "Agus Salim"))
    return (
        stored(lambda: an_enrolment(training_class=training_class, person=siti)),
        stored(lambda: an_enrolment(training_class=training_class, person=agus)),
    )


def online_offering(world: World) -> Any:
    """Of the institution whose staff sign in."""
    provider = world.country.staff["provider"].organisation
    return an_offering(
        provider=provider, online=True, technology=True, minutes_practice=0, minutes_theory=120,
        title="Pemrograman web dasar", source_url="https://lms.example/web-dasar",
    )  # fmt: skip


def attends(visitor: Visitor, seat: Enrolment) -> Visitor:
    """Opens the class, goes to its webinar and in; the meeting opens beside it."""
    visitor.context.route(
        "https://rapat.example/**", lambda route: route.fulfill(body="Rapat", content_type="text/html")
    )
    visitor.goes_to(f"/saya/pelatihan/{seat.id}").follows("Webinar pertemuan 1").stands_at("Webinar pertemuan 1")
    with visitor.context.expect_page() as meeting:
        visitor.presses("Masuk webinar")
    assert meeting.value.url == LINK
    meeting.value.close()
    return visitor.sees("Kamu tercatat ikut")


def test_a_webinar_completes_for_who_takes_part_and_not_for_an_open_window(world: World) -> None:
    # Given an online class of tomorrow that two people sit in, and its link
    starts = world.country and clock.now().replace(microsecond=0) + 24 * HOUR
    training_class = stored(
        lambda: a_webinar_class(
            offering=online_offering(world), starts_at=starts, minutes=60, status="open", code="DAR-71"
        )
    )
    siti_seat, agus_seat = two_seats(world, training_class)
    manager = world.staff("provider")
    manager.goes_to(f"/lembaga/kelas/{training_class.id}").follows("Pertemuan daring").follows("Pertemuan 1")
    manager.fills("Tautan webinar", LINK).presses("Simpan pertemuan").sees("Pertemuan daring tersimpan")
    siti = world.signed_in("siti@contoh.id")
    siti.goes_to(f"/saya/pelatihan/{siti_seat.id}/webinar/1").sees("Webinar ini belum dibuka").finds_no_barrier()

    # When it begins by itself and both go in
    it_is(starts + 10 * datetime.timedelta(seconds=1))
    world.due()
    agus = world.signed_in("agus@contoh.id")
    attends(siti, siti_seat)
    attends(agus, agus_seat)

    # Then Siti answers each question where it appears, and Agus's window only stays open
    session = stored(lambda: training_class.sessions.get())
    for prompt in prompts_in(session, siti_seat.id):
        it_is(prompt.shown_at + MINUTE)
        siti.page.evaluate(LOOK)
        siti.sees("Ketuk angka yang paling besar" if prompt.largest else "Ketuk angka yang paling kecil")
        siti.page.get_by_role("button", name=str(prompt.right), exact=True).click()
        siti.sees("Benar, terima kasih")
        with agus.page.expect_response(lambda answer: "/webinar/1" in answer.url):
            agus.page.evaluate(LOOK)
    siti.finds_no_barrier()
    it_is(session.ends_at - MINUTE)
    siti.page.get_by_role("button", name="Keluar", exact=True).click()
    siti.sees("Masuk webinar")
    agus.goes_to("/saya/")  # the window is closed in the end

    # And the trainer ends the class: the same test result, another completion
    for seat in (siti_seat, agus_seat):
        stored(
            lambda seat=seat: record_assessment(PROGRAM, enrolment_id=seat.id, kind="post", score=80, at=clock.now())
        )
    it_is(session.ends_at + MINUTE)
    trainer = world.staff("trainer")
    trainer.goes_to(f"/pelatih/kelas/{training_class.id}/akhiri").sees("1 peserta lulus", "1 peserta belum lulus")
    trainer.presses("Ya, akhiri kelas").sees("Kelas selesai")
    siti.goes_to(f"/saya/pelatihan/{siti_seat.id}").sees("Lulus", "Buka sertifikat")
    siti.follows("Webinar pertemuan 1").sees("Webinar ini sudah selesai", "dari 60 menit")
    agus.goes_to(f"/saya/pelatihan/{agus_seat.id}").sees("Belum lulus", "sekarang 0%")
    agus.follows("Webinar pertemuan 1").sees("0 dari 60 menit", "3 pertanyaan terlewat")


def connected_lms(world: World) -> Lms:
    """The institution makes a key in the browser; its secret is copied from the one page that shows it."""
    manager = world.staff("provider")
    manager.goes_to("/lembaga/").follows("Sambungan LMS", exact=True).follows("Buat kunci pertama")
    manager.fills("Nama", "LMS utama").presses("Buat kunci").stands_at("Kunci sudah dibuat").finds_no_barrier()
    secret = manager.page.get_by_label("Rahasia").input_value()
    key_id = manager.main.get_by_text("pk_").first.inner_text()
    return Lms(over_http(world.url), key_id, secret, clock.wall_clock, language="id")


def test_a_self_paced_course_completes_from_its_lms_and_not_from_an_open_page(world: World) -> None:
    # Given a course of two hours in the institution's LMS, two seats and the institution's key
    offering = stored(lambda: world.country and online_offering(world))
    training_class = stored(
        lambda: a_self_paced_class(offering=offering, items={"html": 60, "css": 60}, now=clock.now(), code="DAR-72")
    )
    siti_seat, agus_seat = two_seats(world, training_class)
    stored(lambda: [a_redeem_code(agus_seat), LearningItem.objects.filter(code="html").update(title="Mengenal HTML")])
    lms = connected_lms(world)

    # When Siti fetches her code and types it at the LMS
    siti = world.signed_in("siti@contoh.id")
    siti.goes_to(f"/saya/pelatihan/{siti_seat.id}").follows("Belajar mandiri").presses("Buat kode")
    code = stored(lambda: shown(RedeemCode.objects.get(enrolment=siti_seat).code))
    siti.sees(code, "Mengenal HTML", "belum dimulai").finds_no_barrier()
    assert lms.redeem(code, "siti-7").status == 200
    assert [each["code"] for each in lms.course(code)] == ["html", "css"]
    assert lms.redeem(stored(lambda: RedeemCode.objects.get(enrolment=agus_seat).code), "agus-9").status == 200

    # And learns, while Agus leaves a page open for the whole evening
    assert lms.studies("siti-7", "html", minutes=58, at=clock.now(), score=90).status == 200
    siti.goes_to(f"/saya/pelatihan/{siti_seat.id}/mandiri").sees("58 dari 120 menit", "sekarang 1 dari 2")
    it_is(clock.now() + 5 * HOUR)
    assert lms.studies("siti-7", "css", minutes=55, at=clock.now()).status == 200
    assert lms.studies("agus-9", "html", minutes=300, at=clock.now(), finishes=False).status == 200
    for learner in ("siti-7", "agus-9"):
        lms.scores(learner, "post", 85, "Rapi, lanjutkan.")

    # Then a replayed report is refused, and the LMS hears what the evidence says
    report = {"code": code, "item": "css", "started_at": clock.now().isoformat(), "active_seconds": 0}
    told = lms.tell("/progress", report, nonce="n-1", instruction="i-1")
    replayed = lms.tell("/progress", report, nonce="n-1", instruction="i-1")
    assert (told.status, replayed.status, replayed.code) == (200, 409, "nonce_used")
    assert lms.completion("siti-7").body["complete"] is True
    lacking = lms.completion("agus-9").body
    assert [each["code"] for each in lacking["missing"]] == ["ATTENDANCE", "ITEMS"]
    assert lacking["attended_minutes"] == 0
    siti.goes_to(f"/saya/pelatihan/{siti_seat.id}/mandiri").sees("113 dari 120 menit", "Rapi, lanjutkan.")
    manager = world.staff("provider")
    manager.goes_to("/lembaga/sambungan").follows("LMS utama").follows("Yang ditolak").sees("ditolak: nonce_used (409)")

    # And nobody has to end the class: a week after its last day the worker does
    world.due(days=21)
    siti.goes_to(f"/saya/pelatihan/{siti_seat.id}").sees("Lulus", "Buka sertifikat")
    agus = world.signed_in("agus@contoh.id")
    agus.goes_to(f"/saya/pelatihan/{agus_seat.id}").sees("Belum lulus", "Semua materi wajib belajar mandiri selesai")
    assert lms.studies("agus-9", "html", minutes=1, at=clock.now()).code == "class_finished"
    assert lms.completion("agus-9").body["seat"] == "failed"
