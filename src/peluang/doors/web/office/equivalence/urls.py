"""Addresses of the pairs that people decide."""

from django.urls import path

from . import views

urlpatterns = [
    path("kesetaraan", views.pairs, name="equivalence"),
    path("kesetaraan/<uuid:proposal_id>", views.pair, name="equivalence_pair"),
]
