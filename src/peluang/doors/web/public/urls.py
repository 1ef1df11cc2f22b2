"""Doors for everybody: each capability brings its own addresses."""

from .alerts.urls import urlpatterns as alerts
from .allocations.urls import urlpatterns as allocations
from .demo.urls import urlpatterns as demo
from .draws.urls import urlpatterns as draws
from .guide.urls import urlpatterns as guide
from .home.urls import urlpatterns as home
from .lookup.urls import urlpatterns as lookup
from .reporting.urls import urlpatterns as reporting
from .sitemap.urls import urlpatterns as sitemap
from .trainings.urls import urlpatterns as trainings
from .vacancies.urls import urlpatterns as vacancies
from .waiting.urls import urlpatterns as waiting

app_name = "public"
urlpatterns = [
    *home,
    *demo,
    *draws,
    *allocations,
    *waiting,
    *guide,
    *sitemap,
    *trainings,
    *reporting,  # after the reviews' own address, which its pattern would take
    *vacancies,
    *alerts,
    *lookup,
]
