import os, resource, sys, time, statistics
import pytest
from django.db import connection
sys.path.insert(0,"/tmp/dbench")
def db_pid_cpu():
    with connection.cursor() as c:
        c.execute("select pg_backend_pid()"); return c.fetchone()[0]
def pcpu(pid):
    f=open(f"/proc/{pid}/stat").read().rsplit(")",1)[1].split(); return (int(f[11])+int(f[12]))/os.sysconf("SC_CLK_TCK")
@pytest.mark.django_db
def test_bench(settings,tmp_path,now):
    connection.cursor().execute("set idle_in_transaction_session_timeout=0"); connection.cursor().execute("set statement_timeout=0")
    settings.SEARCH_INDEX=tmp_path
    from gen import generate
    from peluang.domain.finding.commands import rebuild_index
    from peluang.domain.finding.queries import search_vacancies
    from peluang.domain.kernel.context import PROGRAM
    t=time.time(); generate(int(os.environ.get("N","100000")),now); print("gen",time.time()-t)
    connection.cursor().execute("analyze jobs_vacancy")
    t=time.time(); print(rebuild_index(PROGRAM,at=now), time.time()-t)
    import subprocess; print(subprocess.run(["du","-sm",str(tmp_path)],capture_output=True,text=True).stdout)
    pid=db_pid_cpu()
    connection.cursor().execute("analyze")
    qs={"full":dict(words="juru las",regency="33.20",radius_km=50,wage_min=2500000,kind="full",education="smk"),
     "radius":dict(words="operator mesin",regency="31.71",radius_km=40),"words":dict(words="tukang kayu"),"none":dict(),"place":dict(regency="33.74",radius_km=100),
     "typo":dict(words="pengelsan konstruski"),"typo1":dict(words="penjahitt"),"empty":dict(words="dokter bedah",regency="91.71")}
    for name,q in qs.items():
        for _ in range(5): p=search_vacancies(**q,at=now)
        n=100; a=time.process_time(); d=pcpu(pid); w=time.perf_counter()
        for _ in range(n): p=search_vacancies(**q,at=now)
        print(f"{name:8} total={p.total:6} {p.reading} hint={p.hint} app cpu {(time.process_time()-a)*1000/n:.2f} ms db cpu {(pcpu(pid)-d)*1000/n:.2f} ms wall {(time.perf_counter()-w)*1000/n:.2f}")
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    c=Client()
    urls={"page full":"/lowongan?q=juru+las&dekat=Jepara&radius=50&upah=2500000&jenis=full&pendidikan=smk","page words":"/lowongan?q=tukang+kayu","page none":"/lowongan","page place":"/lowongan?dekat=Semarang&radius=100"}
    for name,u in urls.items():
        for _ in range(5): r=c.get(u)
        assert r.status_code==200
        n=60; a=time.process_time(); d=pcpu(pid); w=time.perf_counter()
        for _ in range(n): r=c.get(u)
        with CaptureQueriesContext(connection) as q: c.get(u)
        print(f"{name:8} bytes={len(r.content)} statements={len(q)} app cpu {(time.process_time()-a)*1000/n:.2f} ms db cpu {(pcpu(pid)-d)*1000/n:.2f} ms wall {(time.perf_counter()-w)*1000/n:.2f}")

    from peluang.doors.web.public.vacancies import views
    from django.test import RequestFactory
    import django.shortcuts
    real=views.render; caught=[]
    def spy(request,name,ctx,**k):
        caught.append((request,name,ctx)); return real(request,name,ctx,**k)
    views.render=spy; c.get(urls["page words"]); views.render=real
    request,name,ctx=caught[0]
    for label,f in {"render":lambda: real(request,name,ctx),"view":lambda: views.vacancies(request),"404":lambda: c.get("/bukan"),"about":lambda: c.get("/tentang"),"search":lambda: search_vacancies("tukang kayu",at=now)}.items():
        for _ in range(3): f()
        a=time.process_time(); 
        for _ in range(60): f()
        print(label,(time.process_time()-a)*1000/60)
