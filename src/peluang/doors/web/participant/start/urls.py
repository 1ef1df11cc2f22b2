from django.urls import path

from . import views

urlpatterns = [
    path("mulai", views.did, name="start"),
    path("mulai/tempat", views.place, name="start_place"),
    path("mulai/suka", views.likes, name="start_likes"),
    path("mulai/cocok", views.fit, name="start_fit"),
]
