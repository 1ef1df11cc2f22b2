"""Where offline supply is missing, under /kantor/."""

from django.urls import path

from . import views

urlpatterns = [
    path("pasokan", views.supply, name="supply"),
    path("pasokan.csv", views.download, name="supply_csv"),
]
