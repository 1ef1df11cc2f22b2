"""The API's door: /api/v1, with its description at /api/v1/openapi.json. No page of documentation of its own: it would
load its scripts from elsewhere (docs/partner-api.md says the same in words).
"""

from django.urls import path
from ninja import NinjaAPI

from .partner.routes import router as partner
from .problems import install

api = NinjaAPI(
    title="Peluang",
    version="1",
    description="For machines of partners. Every request is signed; see docs/partner-api.md.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/partner", partner)
install(api)

urlpatterns = [path("v1/", api.urls)]
