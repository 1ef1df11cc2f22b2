"""Who acts for the firm: its members invite, accept and take off; a person answers and asks."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.colleagues import Colleague, asked_by, invitations_to, team_of
from peluang.domain.organisations.commands import answer_join, end_membership, invite_colleague, withdraw_join
from peluang.domain.organisations.models import JoinRequest, Membership, MembershipRole
from peluang.doors import clock
from peluang.doors.web.acting import SESSION_KEY
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import SimpleForm
from peluang.doors.web.refusals import add_refusal


class InvitationForm(SimpleForm):
    address = forms.CharField(
        label=gettext_lazy("E-mail atau nomor HP rekan"), max_length=254,
        help_text=gettext_lazy("Yang dipakainya untuk masuk ke sini."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Jabatannya"), max_length=80, required=False)


@page({Role.EMPLOYER}, methods=("GET", "POST"))
def colleagues(request: HttpRequest) -> HttpResponse:
    """langkah: undang (the form), terima, tolak or tarik with the request's id."""
    by, now = request.actor, clock.now()  # type: ignore[attr-defined]
    invites = request.method == "POST" and request.POST.get("langkah") == "undang"
    form = InvitationForm(request.POST if invites else None)
    if request.method == "POST" and not invites:
        return _settled(request, [each.id for each in _waiting(by.organisation)], "employer:team")
    if invites and form.is_valid():
        try:
            made = invite_colleague(by, organisation_id=by.organisation, at=now, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Undangan dikirim ke %(address)s.") % {"address": made.address})
            return redirect("employer:team")
    context = {
        "team": team_of(by.organisation), "form": form, "now": now, "mine": request.membership.id,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "employer/colleagues.html", context, status=422 if form.errors else 200)


def _waiting(organisation_id: UUID) -> list[JoinRequest]:
    team = team_of(organisation_id)
    return [*team.invited, *(each.request for each in team.asked)]


def _settled(request: HttpRequest, shown: list[UUID], back: str) -> HttpResponse:
    """One waiting request is answered or withdrawn; what is not shown here is not there."""
    wanted = next((each for each in shown if str(each) == request.POST.get("id", "")), None)
    step = request.POST.get("langkah", "")
    if wanted is None or step not in _SAID:
        messages.error(request, _("Ini sudah tidak menunggu lagi."))
        return redirect(back)
    by, now = request.actor, clock.now()  # type: ignore[attr-defined]
    try:
        if step == "tarik":
            withdraw_join(by, request_id=wanted, at=now)
        else:
            made = answer_join(by, request_id=wanted, accept=step == "terima", at=now)
            if step == "terima" and made.person_id == by.person:
                return _acts_for(request, made)
    except NotYours:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _SAID[step])
    return redirect(back)


_SAID = {
    "terima": gettext_lazy("Diterima. Ia sekarang bertindak untuk usaha Anda."),
    "tolak": gettext_lazy("Ditolak."),
    "tarik": gettext_lazy("Dibatalkan."),
}


def _acts_for(request: HttpRequest, made: JoinRequest) -> HttpResponse:
    """From the next page on, as after registering a firm."""
    standing = Membership.objects.filter(organisation=made.organisation_id, person=made.person_id, until__isnull=True)
    request.session[SESSION_KEY] = str(standing.get(role=MembershipRole.EMPLOYER).id)
    messages.success(request, _("Anda sekarang bertindak untuk %(name)s.") % {"name": made.organisation.name})
    return redirect("employer:home")


@page({Role.EMPLOYER}, methods=("GET", "POST"))
def take_off(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """A page of its own: whether this colleague shall act for the firm no more."""
    by = request.actor  # type: ignore[attr-defined]
    team: list[Colleague] = team_of(by.organisation).members
    found = next((each for each in team if each.membership.id == membership_id), None)
    if found is None or found.membership.role != MembershipRole.EMPLOYER:
        raise NotYours
    leaves = found.membership.person_id == by.person
    if request.method == "POST":
        try:
            end_membership(by, membership_id=membership_id, at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("employer:team")
        messages.success(request, _("%(name)s tidak lagi bertindak untuk usaha ini.") % {"name": found.name})
        if leaves:
            request.session.pop(SESSION_KEY, None)
        return redirect("participant:roles" if leaves else "employer:team")
    return render(request, "employer/take_off.html", {"colleague": found, "leaves": leaves, "alone": len(team) == 1})


@page({Role.PERSON}, methods=("GET", "POST"))
def own(request: HttpRequest) -> HttpResponse:
    """Firms that invite this person, and those the person asked. langkah: terima, tolak or tarik with the id."""
    person, now = request.actor.person, clock.now()  # type: ignore[attr-defined]
    invited, asked = invitations_to(person, now), asked_by(person)
    if request.method == "POST":
        return _settled(request, [each.id for each in (*invited, *asked)], "employer:own_invitations")
    return render(request, "employer/own_invitations.html", {"invited": invited, "asked": asked})
