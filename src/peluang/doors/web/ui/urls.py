"""Addresses of the gallery: /ui and /ui/<example>."""

from __future__ import annotations

from django.urls import path

from peluang.doors.web.ui import views

app_name = "ui"
urlpatterns = [
    path("ui", views.gallery, name="gallery"),
    path("ui/<slug:page>", views.example, name="example"),
]
