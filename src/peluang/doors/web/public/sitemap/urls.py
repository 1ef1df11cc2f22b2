"""What search engines ask for first."""

from django.urls import path

from . import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.index, name="sitemap"),
    path("sitemap/jenis.xml", views.types, name="sitemap_types"),
    path("sitemap/lowongan-<uuid:first>.xml", views.vacancies, name="sitemap_vacancies"),
    path("sitemap/pelatihan-<uuid:first>.xml", views.offerings, name="sitemap_offerings"),
]
