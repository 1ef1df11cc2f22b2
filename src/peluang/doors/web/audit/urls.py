"""Everything under /periksa/."""

from django.urls import path

from . import views

app_name = "audit"
urlpatterns = [
    path("", views.home, name="home"),
    path("penetapan", views.decrees, name="decrees"),
    path("buku-besar", views.money, name="money"),
]
