"""Addresses of draws: what was promised, what came out, and how to check it."""

from django.urls import path

from . import views

urlpatterns = [
    path("undian", views.draws, name="draws"),
    path("undian/verify.py", views.verifier, name="draw_verifier"),
    path("undian/<int:number>", views.draw, name="draw"),
    path("undian/<int:number>/peserta.csv", views.roster, name="draw_roster"),
    path("undian/<int:number>/kuota.csv", views.quotas, name="draw_quotas"),
    path("undian/<int:number>/hasil.csv", views.result, name="draw_result"),
]
