"""Everything under /dinas/: placement cases, identity cards, vacancies to look at, employers to check, vacancies by
month, minimum wages.
"""

from django.urls import path

from . import cards, cases, employers, monthly, trust, wages

app_name = "region"
urlpatterns = [
    path("", cases.home, name="home"),
    path("kasus/<uuid:case_id>", cases.case, name="case"),
    path("ktp", cards.cards, name="cards"),
    path("ktp/<uuid:person_id>", cards.card, name="card"),
    path("bulanan", monthly.monthly, name="monthly"),
    path("bulanan.csv", monthly.monthly_file, name="monthly_file"),
    path("upah", wages.wages, name="wages"),
    path("upah/contoh.csv", wages.example, name="wages_example"),
    path("lowongan", trust.vacancies, name="looks"),
    path("lowongan/<uuid:look_id>", trust.vacancy, name="look"),
    path("pemberi-kerja", employers.employers, name="employers"),
    path("pemberi-kerja/<uuid:organisation_id>", employers.employer, name="employer"),
]
