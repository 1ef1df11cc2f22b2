"""Error pages: what happened, what was kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "public/404.html", status=404)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not this browser's: signed in or out meanwhile, cookies off, or sent by another site."""
    return render(request, "public/form_too_old.html", {"back": request.get_full_path()}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "account/too_many.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Plain: whatever broke must not break this page too."""
    return HttpResponse(_SERVER_ERROR, status=500)


_SERVER_ERROR = """<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Ada yang rusak di sisi kami</title><main><h1>Ada yang rusak di sisi kami</h1>
<p>Yang sudah tersimpan tetap aman; langkah terakhirmu belum tersimpan. Coba lagi sebentar lagi.</p>
<p lang="en">Something broke on our side. What was saved is safe; your last step was not saved. Try again shortly.</p>
<p><a href="/">Beranda · Home</a></p></main></html>"""
