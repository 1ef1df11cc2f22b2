"""Addresses of waves, balance, payout account and incentives, under /saya/."""

from django.urls import path

from . import payouts, views

urlpatterns = [
    path("gelombang", views.waves, name="waves"),
    path("gelombang/<int:number>", views.wave, name="wave"),
    path("gelombang/<int:number>/ikut", views.join, name="wave_join"),
    path("gelombang/<int:number>/batal", views.withdraw, name="wave_withdraw"),
    path("saldo", views.balance, name="balance"),
    path("rekening", payouts.account, name="account"),
    path("insentif", payouts.incentives, name="incentive"),
]
