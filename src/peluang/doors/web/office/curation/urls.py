"""Addresses of review: rounds, free content elsewhere, reports."""

from django.urls import path

from . import free, reports, views

urlpatterns = [
    path("kurasi", views.queue, name="curation"),
    path("kurasi/<uuid:round_id>", views.round_case, name="curation_round"),
    path("gratis", free.proposals, name="free_equivalents"),
    path("gratis/<uuid:equivalent_id>", free.proposal, name="free_equivalent"),
    path("laporan", reports.reports, name="content_reports"),
    path("laporan/<uuid:report_id>", reports.report, name="content_report"),
]
