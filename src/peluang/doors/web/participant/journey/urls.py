"""Addresses of the journey."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("kabar/<uuid:outcome_id>", views.outcome, name="outcome"),
]
