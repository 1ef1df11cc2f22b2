"""Addresses of the guide for somebody without a plan."""

from django.urls import path

from . import views

urlpatterns = [
    path("arah", views.guide, name="guide"),
    path("arah/<slug:occupation>", views.way, name="way"),
]
