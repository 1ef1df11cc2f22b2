"""The API's door: /api/v1, with its description at /api/v1/openapi.json. No page of documentation of its own: it would
load its scripts from elsewhere (docs/partner-api.md says the same in words).
"""

from django.urls import path
from ninja import NinjaAPI

from .partner.routes import router as partner
from .problems import install
from .vacancies.routes import router as vacancies

api = NinjaAPI(
    title="Peluang",
    version="1",
    description="Partners sign every request (docs/partner-api.md); the stream of vacancies is open (docs/api.md).",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/partner", partner)
api.add_router("/vacancies", vacancies)
install(api)

urlpatterns = [path("v1/", api.urls)]
