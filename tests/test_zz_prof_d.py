import time, cProfile, pstats, pytest, sys
from django.test import Client, RequestFactory
from peluang.doors import clock
from tests.conftest import NOW
sys.path.insert(0,"/tmp/dbench")
@pytest.mark.django_db
def test_p(settings,tmp_path,now,monkeypatch):
    settings.SEARCH_INDEX=tmp_path; monkeypatch.setattr(clock,"now",lambda: NOW)
    from gen import generate
    from peluang.domain.finding.commands import rebuild_index
    from peluang.domain.kernel.context import PROGRAM
    generate(2000,now); rebuild_index(PROGRAM,at=now)
    from peluang.doors.web.public.vacancies import views
    c=Client(); real=views.render; caught=[]
    def spy(request,name,ctx,**k):
        caught.append((request,name,ctx)); return real(request,name,ctx,**k)
    views.render=spy; r=c.get("/lowongan"); views.render=real
    request,name,ctx=caught[0]
    empty=dict(ctx); from dataclasses import replace
    empty["found"]=replace(ctx["found"],items=[],hint=None)
    wsgi=lambda path,q='': c.get(path+('?'+q if q else ''))
    for label,f in {"render":lambda: real(request,name,ctx),"render-empty":lambda: real(request,name,empty),"view":lambda: views.vacancies(request),"client":lambda: c.get("/lowongan"),"wsgi":lambda: wsgi("/lowongan"),"wsgi about":lambda: wsgi("/tentang"),"wsgi lookup":lambda: wsgi("/cari-kata","jenis=wilayah&q=je"),"wsgi404":lambda: wsgi("/static/x")}.items():
        for _ in range(5): f()
        a=time.process_time()
        for _ in range(100): f()
        print(label,round((time.process_time()-a)*10,2))
    pr=cProfile.Profile(); pr.enable()
    for _ in range(100): real(request,name,ctx)
    pr.disable(); pstats.Stats(pr).sort_stats("tottime").print_stats(28)
    pr=cProfile.Profile(); pr.enable()
    for _ in range(100): wsgi("/tentang")
    pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(45)
