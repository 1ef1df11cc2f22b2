"""Addresses of the front pages."""

from django.urls import path

from . import invitation, views

urlpatterns = [
    path("", views.home, name="home"),
    path("peta", views.board, name="board"),
    path("daerahku", views.choose_place, name="place"),
    path("bahasa/<slug:code>", views.choose_language, name="language"),
    path("tentang", views.about, name="about"),
    path("bantuan", views.help_page, name="help"),
    path("data", views.data_notes, name="data"),
    path("undangan/<str:token>", invitation.invitation, name="invitation"),
]
