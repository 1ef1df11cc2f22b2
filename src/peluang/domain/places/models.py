"""Provinces, regencies and cities, districts. Codes of Kemendagri are the keys; BPS codes stand beside them."""

from __future__ import annotations

from django.db import models


class Province(models.Model):
    code = models.CharField(max_length=2, primary_key=True)
    bps_code = models.CharField(max_length=2, unique=True)
    name = models.TextField()
    name_en = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    timezone = models.TextField()

    class Meta:
        db_table = "places_province"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Regency(models.Model):
    """A regency (kabupaten) or city (kota). Coordinates: its seat, degrees."""

    code = models.CharField(max_length=5, primary_key=True)
    bps_code = models.CharField(max_length=4, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="regencies")
    kind = models.TextField(choices=[("kabupaten", "Kabupaten"), ("kota", "Kota")])
    name = models.TextField()
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        db_table = "places_regency"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    code = models.CharField(max_length=8, primary_key=True)
    regency = models.ForeignKey(Regency, on_delete=models.PROTECT, related_name="districts")
    name = models.TextField()

    class Meta:
        db_table = "places_district"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
