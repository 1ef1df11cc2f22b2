"""From a hop of the timeline to the page where its step is taken. Names of URLs alone, so that audiences need not
know each other; a door that this installation does not open leads nowhere.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from peluang.domain.readings.queries import Hop
from peluang.doors.web.ui.formats import date_id, relative_day

#: What a hop asks for → (URL name, whether it takes the hop's subject), the first that exists.
DOORS: dict[str, tuple[tuple[str, bool], ...]] = {
    "join_wave": (("participant:wave", True), ("participant:waves", False), ("participant:wave", False)),
    "wave": (("participant:wave", True), ("participant:waves", False), ("participant:wave", False)),
    "choose_training": (("public:trainings", False),),
    "class": (("participant:training", True), ("participant:trainings", False)),
    "certificate": (("participant:certificate", True), ("public:certificate", True)),
    "review": (("participant:review", True), ("participant:training", True)),
    "account": (("participant:account", False), ("participant:incentive", False)),
    "case": (("participant:placement", False), ("participant:case", True)),
    "referral": (("participant:referral", True), ("participant:placement", False)),
    "application": (("participant:application", True), ("participant:applications", False)),
    "find_work": (("participant:matches", False), ("public:vacancies", False)),
    "outcome": (("participant:outcome", True),),
}


def find_address(name: str, *arguments: Any, default: str = "") -> str:
    """The address of a page of another audience, or `default` while nobody opens that door."""
    try:
        return reverse(name, args=arguments or None)
    except NoReverseMatch:
        return default


def address_of(hop: Hop) -> str:
    """Where this hop's page is; "" when it has none."""
    for name, with_subject in DOORS.get(hop.act, ()):
        found = find_address(name, hop.subject) if with_subject else find_address(name)
        if found:
            return found
    return ""


def path_item(hop: Hop) -> dict[str, Any]:
    """A hop as ui.path shows it."""
    return {
        "title": hop.title,
        "state": hop.state,
        "who": (_("kamu, kalau mau") if hop.mine and hop.optional else hop.who) if hop.state == "now" else "",
        "by": date_id(hop.by) if hop.by and hop.state == "now" else "",
        "when": date_id(hop.when) if hop.when else "",
        "note": hop.note,
        "after": hop.after,
        "href": address_of(hop),
    }


def step_card(hop: Hop, today: datetime.date) -> dict[str, Any]:
    """The one next step as ui.next_step shows it."""
    said = [hop.note] if hop.note else []
    if hop.after:
        said.append(_("Setelah itu: %(after)s") % {"after": hop.after})
    return {
        "title": hop.title,
        "text": " ".join(part if part.endswith(".") else part + "." for part in said),
        "action": hop.action or hop.title,
        "href": address_of(hop),
        "deadline": relative_day(hop.by, today) if hop.by else "",
        "optional": hop.optional,
    }
