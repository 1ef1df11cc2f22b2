from django.urls import path

from . import views

urlpatterns = [path("peran", views.roles, name="roles")]
