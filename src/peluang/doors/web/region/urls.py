"""Everything under /dinas/: placement cases, identity cards, employers to check."""

from django.urls import path

from . import cards, cases, employers

app_name = "region"
urlpatterns = [
    path("", cases.home, name="home"),
    path("kasus/<uuid:case_id>", cases.case, name="case"),
    path("ktp", cards.cards, name="cards"),
    path("ktp/<uuid:person_id>", cards.card, name="card"),
    path("pemberi-kerja", employers.employers, name="employers"),
    path("pemberi-kerja/<uuid:organisation_id>", employers.employer, name="employer"),
]
