"""Addresses of the payments desk, under /kantor/."""

from django.urls import path

from . import views

urlpatterns = [
    path("insentif", views.desk, name="payments"),
    path("insentif/kirim", views.send, name="send_incentives"),
    path("insentif/rekening/<uuid:account_id>", views.account, name="payout_account"),
    path("insentif/<uuid:incentive_id>", views.incentive, name="incentive"),
]
