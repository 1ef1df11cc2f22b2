"""The check itself: everything one version of the standard says about an offering, at once."""

from __future__ import annotations

from .hours import day_length, duration, practice
from .naming import codes, title
from .offered import Around, Finding, Offered
from .people import assessment, class_size, computers, tools
from .selling import mode, price
from .versions import Standard

#: The order of the form: what is read first is mended first.
FIELDS = (
    "training_type", "title", "occupation", "skills", "skkni_unit", "level", "mode", "online_share", "regency",
    "hours_theory", "hours_practice", "hours_self_paced", "hours_day", "class_size", "trainers_per_class",
    "tool_sets", "computers", "assessment_parts", "price", "outside_price", "outside_url",
)  # fmt: skip


def check(offered: Offered, standard: Standard, around: Around | None = None) -> tuple[Finding, ...]:
    """Every finding in the order of the form's fields, what must be mended before what is worth a look.

    Total and deterministic: any values give an answer, the same ones the same answer. Nothing is raised.
    """
    around = around or Around()
    found = [
        *title(offered, standard),
        *codes(offered, standard),
        *mode(offered, around),
        *duration(offered, standard),
        *practice(offered, standard),
        *day_length(offered, standard),
        *class_size(offered, standard),
        *tools(offered, standard),
        *computers(offered, standard, around),
        *assessment(offered, standard),
        *price(offered, around),
    ]
    return tuple(sorted(found, key=lambda each: (not each.must, FIELDS.index(each.field))))


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those that keep an offering from being submitted or published."""
    return tuple(each for each in findings if each.must)
