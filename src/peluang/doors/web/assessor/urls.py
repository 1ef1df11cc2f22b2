"""Doors of assessors, under /lsp/."""

from django.urls import path

from . import issuing, judging

app_name = "assessor"
urlpatterns = [
    path("", judging.home, name="home"),
    path("kompetensi/<uuid:competency_id>", judging.competency, name="competency"),
    path("kompetensi/<uuid:competency_id>/tolak", judging.refuse, name="refuse"),
    path("kompetensi/<uuid:competency_id>/cabut", judging.revoke, name="revoke"),
    path("kompetensi/<uuid:competency_id>/berkas", judging.file, name="file"),
    path("terbitkan", issuing.issue, name="issue"),
]
