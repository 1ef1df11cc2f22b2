"""Addresses of sentra's requests."""

from django.urls import path

from . import views

urlpatterns = [
    path("permintaan", views.requests, name="requests"),
    path("permintaan/<uuid:request_id>", views.answer, name="request"),
]
