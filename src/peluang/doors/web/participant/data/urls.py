from django.urls import path

from . import views

urlpatterns = [
    path("data", views.my_data_page, name="my_data"),
    path("data/unduh", views.download, name="my_data_download"),
    path("data/betulkan", views.correct, name="my_data_correct"),
    path("izin", views.consents, name="consents"),
]
