"""Doors for everybody: each capability brings its own addresses."""

from .demo.urls import urlpatterns as demo
from .draws.urls import urlpatterns as draws
from .home.urls import urlpatterns as home
from .lookup.urls import urlpatterns as lookup
from .trainings.urls import urlpatterns as trainings
from .vacancies.urls import urlpatterns as vacancies

app_name = "public"
urlpatterns = [
    *home,
    *demo,
    *draws,
    *trainings,
    *vacancies,
    *lookup,
]
