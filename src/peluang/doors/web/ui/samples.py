"""Invented data for the gallery: enough to see every component in every state. Nothing else uses it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from peluang.doors.web.ui.charts import Bar, Dot, Point, Stage
from peluang.doors.web.ui.map import Mark, Place

LONG = (
    "Pelatihan operator mesin bubut dan frais untuk industri kecil komponen kendaraan bermotor "
    "di lingkungan sentra logam Kabupaten Tegal dan sekitarnya"
)

OFFERS = [
    {"name": "BLK Jepara", "href": "#blk"},
    {"name": "LKP Baja", "href": "#baja"},
    {"name": "Pelita", "href": "#pelita"},
]
COMPARED = [
    {"label": "Harga", "cells": ["2,1\u00a0jt", "1,8\u00a0jt", "2,4\u00a0jt"], "best": 1},
    {"label": "Jarak", "cells": ["4 km", "31 km", "58 km"], "best": 0},
    {"label": "Mulai", "cells": ["4\u00a0Mei", "28\u00a0Apr", "11\u00a0Mei"], "best": 1},
    {"label": "Kursi", "cells": ["3 dari 20", "11 dari 16", "penuh"]},
    {
        "label": "Pelatih",
        "cells": [
            Markup("Sri W.<small>12 kelas, 3G</small>"),
            Markup("Budi A.<small>4 kelas</small>"),
            Markup("Rahmat<small>7 kelas</small>"),
        ],
        "best": 0,
    },
]
JOURNEY = [
    {
        "title": "Sertifikat terbit",
        "state": "done",
        "when": "12 Apr",
        "note": "bisa dicek siapa saja",
        "href": "#sertifikat",
    },
    {
        "title": "Dinas mencarikan perusahaan",
        "state": "now",
        "who": "Disnaker Jepara",
        "by": "19 Apr (4 hari lagi)",
        "after": "kalau lewat, kepala dinas diberi tahu dan kamu boleh memilih dinas lain.",
    },
    {"title": "Wawancara", "state": "next"},
    {"title": "Mulai bekerja", "state": "next"},
]
STOPPED = [
    {"title": "Lamaran terkirim", "state": "done", "when": "2 Mar"},
    {
        "title": "Perusahaan menutup lowongan",
        "state": "stopped",
        "when": "9 Mar",
        "note": "bukan karena kamu; lamaranmu disimpan untuk lowongan serupa",
    },
]
EVENTS = [
    {
        "when": "12 Apr 2026 10.42 WIB",
        "what": "Sertifikat terbit",
        "who": "BLK Jepara",
        "tag": "resmi",
        "tone": "good",
    },
    {
        "when": "11 Apr 2026",
        "what": "Unjuk keterampilan lulus",
        "who": "Penilai: Sri Wahyuni",
        "note": "nilai 86",
    },
    {"when": "4 Mar 2026", "what": "Kelas dimulai", "note": "18 dari 20 hadir"},
]
NAV = [
    {"label": "Pelatihan", "href": "/ui/bandingkan", "current": False},
    {"label": "Lowongan", "href": "/ui/lowongan", "current": False},
    {"label": "Keahlian dicari", "href": "/ui", "current": False},
]
TABS = [
    {"label": "Beranda", "href": "/ui/beranda", "icon": "home", "current": False},
    {"label": "Cari", "href": "/ui", "icon": "search", "current": False},
    {"label": "Untukmu", "href": "/ui/lowongan", "icon": "star", "current": True},
    {"label": "Pesan", "href": "/ui/meja", "icon": "message", "current": False},
    {"label": "Profil", "href": "/ui/yakin", "icon": "user", "current": False},
]
SHORTAGE = [
    Bar("Tukang kayu mebel", 61, "kurang 61", "#kayu", True),
    Bar("Juru las", 19, "kurang 19", "#las"),
    Bar("Operator mesin CNC", 14, "kurang 14"),
    Bar("Penjahit pakaian jadi untuk ekspor, garmen skala menengah", 6, "kurang 6"),
]
EMPLOYED = [
    Point("Jan", 52, 41, 63),
    Point("Feb", 55, 45, 65),
    Point("Mar", 54, 46, 62),
    Point("Apr", 61, 54, 68),
    Point("Mei", 66, 60, 72),
    Point("Jun", 64, 59, 69),
    Point("Jul", 71, 66, 76),
]
FUNNEL = [
    Stage("Mendaftar", 40_000_000),
    Stage("Surel terbukti", 26_000_000, "surel tidak pernah dibuka"),
    Stage("NIK dan KK cocok", 20_000_000),
    Stage("Ditetapkan", 5_600_000, "kuota habis"),
    Stage("Selesai pelatihan", 4_940_000),
]
OUTCOMES = [
    Dot("BLK Jepara", 71, 61, 80, 61, "#blk"),
    Dot("LKP Baja", 64, 44, 82, 14),
    Dot("Pelita", 58, 50, 66, 97),
]
PLACES = [
    Place("11", "Aceh", 4.7, 96.75),
    Place("12", "Sumatera Utara", 2.1, 99.5),
    Place("13", "Sumatera Barat", -0.7, 100.8),
    Place("14", "Riau", 0.5, 101.8),
    Place("16", "Sumatera Selatan", -3.3, 104.2),
    Place("18", "Lampung", -4.9, 105.2),
    Place("31", "DKI Jakarta", -6.2, 106.8),
    Place("32", "Jawa Barat", -6.9, 107.6),
    Place("33", "Jawa Tengah", -7.2, 110.2),
    Place("35", "Jawa Timur", -7.7, 112.7),
    Place("36", "Banten", -6.4, 106.1),
    Place("51", "Bali", -8.4, 115.2),
    Place("53", "Nusa Tenggara Timur", -9.3, 122.5),
    Place("61", "Kalimantan Barat", -0.1, 111.1),
    Place("64", "Kalimantan Timur", 0.8, 116.4),
    Place("71", "Sulawesi Utara", 0.8, 124.3),
    Place("73", "Sulawesi Selatan", -4.0, 120.0),
    Place("81", "Maluku", -3.3, 129.0),
    Place("91", "Papua Barat", -2.0, 133.3),
    Place("94", "Papua", -3.6, 139.0),
]
VACANCIES = {
    code: Mark(value, "", f"#provinsi-{code}")
    for code, value in {
        "11": 61,
        "12": 310,
        "13": 82,
        "14": 140,
        "16": 175,
        "18": 96,
        "31": 640,
        "32": 1120,
        "33": 760,
        "35": 980,
        "36": 420,
        "51": 130,
        "53": 44,
        "61": 52,
        "64": 118,
        "71": 63,
        "73": 204,
        "81": 21,
        "91": 18,
        "94": 33,
    }.items()
}


class Account:
    """What the account context processor gives for someone signed in."""

    name = "Rina Kartika"
    acting_as = "Disnaker Kabupaten Jepara"
    can_switch = True


def gallery_data() -> dict[str, Any]:
    """Everything the gallery's templates name."""
    return {
        "long_text": LONG,
        "offers": OFFERS,
        "compared": COMPARED,
        "journey": JOURNEY,
        "stopped": STOPPED,
        "events": EVENTS,
        "shortage": SHORTAGE,
        "employed": EMPLOYED,
        "funnel": FUNNEL,
        "outcomes": OUTCOMES,
        "places": PLACES,
        "vacancies": VACANCIES,
    }
