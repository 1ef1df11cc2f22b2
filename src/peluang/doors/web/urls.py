"""Which door is where. Addresses are Indonesian; names say the audience."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("peluang.doors.web.public.urls")),
    path("akun/", include("peluang.doors.web.public.sign_in.urls")),
    path("saya/", include("peluang.doors.web.participant.urls")),
    path("", include("peluang.doors.web.participant.learning.arriving_urls")),
    path("lembaga/", include("peluang.doors.web.provider.urls")),
    path("pelatih/", include("peluang.doors.web.trainer.urls")),
    path("lsp/", include("peluang.doors.web.assessor.urls")),
    path("perusahaan/", include("peluang.doors.web.employer.urls")),
    path("dinas/", include("peluang.doors.web.region.urls")),
    path("kantor/", include("peluang.doors.web.office.urls")),
    path("kunjungan/", include("peluang.doors.web.visits.urls")),
    path("industri/", include("peluang.doors.web.industry.urls")),
    path("alumni/", include("peluang.doors.web.alumni.urls")),
    path("periksa/", include("peluang.doors.web.audit.urls")),
    path("api/", include("peluang.doors.api.urls")),
    path("", include("peluang.doors.web.ui.urls")),
]
handler404 = "peluang.doors.web.errors.not_found"
handler429 = "peluang.doors.web.errors.too_many"  # asked for by allauth's rate limits
handler500 = "peluang.doors.web.errors.server_error"
