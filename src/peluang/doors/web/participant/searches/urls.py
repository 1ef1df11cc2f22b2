from django.urls import path

from . import views

urlpatterns = [
    path("pencarian", views.searches, name="searches"),
    path("pencarian/<uuid:search_id>/ubah", views.change, name="search_change"),
    path("pencarian/<uuid:search_id>/hapus", views.delete, name="search_delete"),
]
