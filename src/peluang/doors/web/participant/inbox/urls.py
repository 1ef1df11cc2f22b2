from django.urls import path

from . import views

urlpatterns = [
    path("pesan", views.messages_page, name="messages"),
    path("pesan/dibaca", views.mark_all_read, name="messages_read"),
    path("pesan/pengaturan", views.preferences, name="preferences"),
]
