"""Everything under /industri/: the ministry's desk, and a sentra's own page."""

from django.urls import path

from . import sentra, views

app_name = "industry"
urlpatterns = [
    path("", views.home, name="home"),
    path("daftar/baru", views.take_in, name="take_in"),
    path("daftar/contoh.csv", views.example, name="example"),
    path("daftar/<uuid:list_id>", views.ikm_list, name="list"),
    path("permintaan/<uuid:request_id>/tolak", views.decline, name="decline"),
    path("sentra", sentra.sentra, name="sentra"),
    path("sentra/profil", sentra.describe, name="describe"),
    path("sentra/kebutuhan", sentra.need, name="need"),
    path("sentra/kata", sentra.suggestions, name="suggestions"),
    path("sentra/kebutuhan/<uuid:need_id>/minta", sentra.ask, name="ask"),
]
