"""Being found by employers, and the invitations that come of it."""

from django.urls import path

from . import views

urlpatterns = [
    path("ditemukan", views.findable, name="findable"),
    path("undangan/<uuid:invitation_id>", views.invitation, name="invitation"),
]
