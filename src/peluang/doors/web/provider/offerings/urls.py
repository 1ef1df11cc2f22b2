"""Addresses of an institution's desk and its offerings, under /lembaga/."""

from django.urls import path

from . import checking, editing, ending, reports, views

urlpatterns = [
    path("", views.home, name="home"),
    path("pelatihan", views.offerings, name="offerings"),
    path("pelatihan/baru", editing.new, name="offering_new"),
    path("pelatihan/periksa", checking.check, name="offering_check"),
    path("pelatihan/<uuid:offering_id>", views.offering, name="offering"),
    path("pelatihan/<uuid:offering_id>/ubah", editing.edit, name="offering_edit"),
    path("pelatihan/<uuid:offering_id>/ajukan", editing.submit, name="offering_submit"),
    path("pelatihan/<uuid:offering_id>/tarik", editing.withdraw, name="offering_withdraw"),
    path("pelatihan/<uuid:offering_id>/versi", views.versions, name="offering_versions"),
    path("pelatihan/<uuid:offering_id>/akhiri", ending.end, name="offering_end"),
    path("laporan", reports.reports, name="reports"),
    path("laporan/<uuid:report_id>", reports.report, name="report"),
]
