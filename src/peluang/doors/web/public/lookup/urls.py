"""Search-as-you-type: occupations, skills, places."""

from django.urls import path

from . import views

urlpatterns = [path("cari-kata", views.lookup_words, name="lookup")]
