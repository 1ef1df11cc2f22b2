"""Addresses where anyone reports an offering, follows a report, and names free content elsewhere."""

from django.urls import path

from . import views

urlpatterns = [
    path("pelatihan/<slug:code>/gratis", views.propose_free, name="free_propose"),
    path("pelatihan/<slug:code>/<uuid:offering_id>/laporkan", views.report, name="offering_report"),
    path("laporan/<uuid:report_id>", views.follow, name="report"),
]
