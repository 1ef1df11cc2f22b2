"""The demo's control panel. In a real installation this address does not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page

from .accounts import demo_accounts
from .due_work import run_due_work
from .mails import newest_letters

STEPS = (1, 30, 90)


@page(ANYONE, whose="public", methods=("GET", "POST"))
def demo(request: HttpRequest) -> HttpResponse:
    """Accounts, codes, and a clock that can be moved ahead."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        days = request.POST.get("days", "")
        if days in {str(step) for step in STEPS}:
            clock.move_demo_clock(int(days))
            run_due_work(clock.now())
            messages.success(
                request,
                _("Jam contoh maju %(days)s hari; pekerjaan yang jatuh tempo sudah dijalankan.") % {"days": days},
            )
        return redirect("public:demo")
    context = {
        "accounts": demo_accounts(),
        "letters": newest_letters(),
        "now": clock.now(),
        "offset": clock.demo_offset_days(),
        "steps": STEPS,
    }
    return render(request, "public/demo/demo.html", context)
