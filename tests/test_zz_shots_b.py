import datetime, pytest, pathlib
from tests.doors.web.visiting import as_member, as_person
from tests.factories.benefits import *
from tests.factories.jobs import a_vacancy
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation
from tests.factories.people import a_person
from tests.factories.programme import *
from peluang.domain.benefits.commands import send_incentives, confirm_incentive
from django.test import Client
pytestmark = pytest.mark.django_db
OUT = pathlib.Path("/tmp/b_shots"); OUT.mkdir(exist_ok=True)

def test_shots(monkeypatch, now):
    monkeypatch.setattr("peluang.doors.clock.now", lambda: now)
    def save(name, client, url):
        r = client.get(url); assert r.status_code == 200, (url, r.status_code)
        h = r.content.decode().replace('"/static/', '"file:///work/main/src/peluang/doors/web/ui/static/')
        (OUT / f"{name}.html").write_text(h)
    regs = ["33.20","33.22","31.74","32.73","35.78","73.71","12.71","51.71","91.71","64.72"]
    people = [a_person(verified=True, regency=regs[n%10], work_status="laid_off" if n%4==0 else "job_seeker") for n in range(60)]
    bad = a_person(in_formal_education=True, birth_date=datetime.date(2010,1,1))
    quotas = [(r, "", 3) for r in regs] + [("33.20","laid_off",1), ("", "", 2)]
    w = a_wave("decreed", quotas=quotas, people=[*people, bad], number=7, decree="SK 12/PMO/2026")
    open_ = a_wave("open", number=8, places=120)
    a_wave("drawn", number=6, people=[a_person(verified=True)]); a_wave("planned", number=9)
    a_vacancy(title="Penjahit busana", status="open"); a_vacancy(title="Juru las pipa tingkat 2", status="open"); a_class(); a_class()
    nd = WaveEntry.objects.filter(wave=w, status="not_drawn").first().person
    dr = WaveEntry.objects.filter(wave=w, status="decreed").first().person
    ok = a_person(verified=True)
    save("p_waves", as_person(nd), "/saya/gelombang")
    save("p_notdrawn", as_person(nd), "/saya/gelombang/7")
    save("p_inel", as_person(bad), "/saya/gelombang/7")
    save("p_drawn", as_person(dr), "/saya/gelombang/7")
    save("p_open_ok", as_person(ok), "/saya/gelombang/8")
    save("p_open_bad", as_person(a_person(in_formal_education=True)), "/saya/gelombang/8")
    c = as_person(ok); c.post("/saya/gelombang/8/ikut"); save("p_joined", c, "/saya/gelombang/8"); save("p_withdraw", c, "/saya/gelombang/8/batal")
    save("p_balance", as_person(dr), "/saya/saldo"); save("p_nobalance", as_person(ok), "/saya/saldo")
    a = a_payout_account(refused="NIK_MISMATCH"); save("p_account_refused", as_person(a.person), "/saya/rekening")
    b = a_payout_account(); save("p_account", as_person(b.person), "/saya/rekening")
    i = a_due_incentive(); j = a_due_incentive(); send_incentives(PROGRAM, at=now); confirm_incentive(PROGRAM, incentive_id=j.id, paid=False, reason="LIMIT_REACHED", at=now)
    save("p_incentive", as_person(i.person), "/saya/insentif"); save("p_incentive_failed", as_person(j.person), "/saya/insentif")
    save("pub_draw", Client(), "/undian/7"); save("pub_draws", Client(), "/undian"); save("pub_draw_open", Client(), "/undian/8")
    o = as_member(an_organisation("programme_office"), "programme_office")
    save("o_waves", o, "/kantor/gelombang"); save("o_wave", o, "/kantor/gelombang/7"); save("o_wave_open", o, "/kantor/gelombang/8")
    save("o_step", o, "/kantor/gelombang/6/decreed"); save("o_plan", o, "/kantor/gelombang/baru")
    k = a_due_incentive(); a_payout_account(); a_payout_account()
    save("o_pay", o, "/kantor/insentif"); save("o_pay_sent", o, f"/kantor/insentif/{i.id}"); save("o_pay_acc", o, f"/kantor/insentif/rekening/{a_payout_account().id}"); save("o_send", o, "/kantor/insentif/kirim")

from peluang.domain.programme.models import WaveEntry
from peluang.domain.kernel.context import PROGRAM
