"""Addresses of visits, under /kunjungan/."""

from django.urls import path

from . import views

app_name = "visits"
urlpatterns = [
    path("", views.home, name="home"),
    path("undi/<uuid:session_id>", views.draw, name="draw"),
    path("<uuid:check_id>", views.check, name="check"),
    path("<uuid:check_id>/putusan/<uuid:seat_id>", views.decide, name="decide"),
]
