"""Everything under /alumni/."""

from django.urls import path

from . import views

app_name = "alumni"
urlpatterns = [
    path("", views.home, name="home"),
    path("keluar", views.leave, name="leave"),
    path("<str:province>", views.chapter, name="chapter"),
    path("<str:province>/gabung", views.join, name="join"),
]
