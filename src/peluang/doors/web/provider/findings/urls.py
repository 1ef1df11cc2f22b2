"""Addresses of findings."""

from django.urls import path

from . import views

urlpatterns = [
    path("temuan", views.findings, name="findings"),
    path("temuan/<uuid:finding_id>", views.finding, name="finding"),
]
