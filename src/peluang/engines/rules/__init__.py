"""Dated rules of the programme: who may take part, what may be bought, what is paid.

Everything is a pure function of facts, a scheme and a moment ``at`` (a ``date``, or an aware ``datetime``
that is read as a date in Asia/Jakarta). Money is int rupiah. Every refusal is a :class:`Reason` with the
rule, the rule's date, both languages and what can be done about it.

Public API
----------
schemes.py
    ``SchemeParameters``  frozen dataclass, one dated scheme; ``to_json(scheme) -> dict``, ``from_json(dict)
    -> SchemeParameters`` (raises ``SchemeError`` whose ``problems`` are plain sentences);
    ``extended(scheme, *, until, decision, decision_date) -> SchemeParameters``;
    ``SEMI_BANSOS_2020``, ``PLAN_2021``, ``NORMAL_2023``, ``SCHEMES: dict[code, SchemeParameters]``,
    ``scheme_in_force(at) -> SchemeParameters | None``
reasons.py
    ``Reason(code, rule, rule_date, text_id, text_en, remedy_id, remedy_en)``
eligibility.py
    ``EligibilityFacts``, ``WorkStatus``, ``ExcludedOccupation``, ``Assessment(eligible, reasons, mask,
    scheme_code, at)``; ``assess(facts, scheme, at) -> Assessment``; ``assess_many(columns, scheme, at) ->
    int64[n]`` (0 = eligible, one bit a reason); ``columns_from(facts_list) -> columns``; ``reasons_of(mask,
    scheme) -> tuple[Reason, ...]``
purchase.py
    ``PurchaseFacts``, ``may_purchase(facts, scheme, at) -> PurchaseDecision(allowed, reasons, is_online,
    is_technology)``; ``first_training_deadline(decree_date, scheme) -> date``;
    ``counts_as_online(online_minutes, offline_minutes, scheme) -> bool``;
    ``may_publish_online(occupation_code, industry, open_schemes, at) -> bool``; what is technology:
    engines.codes
incentive.py
    ``IncentiveFacts``, ``incentive_due(facts, scheme, at) -> IncentiveDue(rupiah, payments, reasons)``
simulation.py
    ``Behaviour`` (arrays), ``simulate(behaviour, scheme, quarters) -> SchemeResult``,
    ``compare(behaviour, first, second, quarters) -> Comparison``,
    ``people_affordable(appropriation_rupiah, scheme) -> int``
"""

from peluang.engines.rules.eligibility import (
    BIT,
    REASON_CODES,
    Assessment,
    EligibilityFacts,
    ExcludedOccupation,
    WorkStatus,
    age_on,
    assess,
    assess_many,
    columns_from,
    reasons_of,
)
from peluang.engines.rules.incentive import IncentiveDue, IncentiveFacts, Payment, PaymentKind, incentive_due
from peluang.engines.rules.purchase import (
    PurchaseDecision,
    PurchaseFacts,
    counts_as_online,
    first_training_deadline,
    may_publish_online,
    may_purchase,
)
from peluang.engines.rules.reasons import Reason, local_date
from peluang.engines.rules.schemes import (
    NORMAL_2023,
    PLAN_2021,
    SCHEMES,
    SEMI_BANSOS_2020,
    SchemeError,
    SchemeParameters,
    extended,
    from_json,
    scheme_in_force,
    to_json,
)
from peluang.engines.rules.simulation import (
    Behaviour,
    Comparison,
    SchemeResult,
    compare,
    people_affordable,
    simulate,
)

__all__ = [
    "BIT",
    "NORMAL_2023",
    "PLAN_2021",
    "REASON_CODES",
    "SCHEMES",
    "SEMI_BANSOS_2020",
    "Assessment",
    "Behaviour",
    "Comparison",
    "EligibilityFacts",
    "ExcludedOccupation",
    "IncentiveDue",
    "IncentiveFacts",
    "Payment",
    "PaymentKind",
    "PurchaseDecision",
    "PurchaseFacts",
    "Reason",
    "SchemeError",
    "SchemeParameters",
    "SchemeResult",
    "WorkStatus",
    "age_on",
    "assess",
    "assess_many",
    "columns_from",
    "compare",
    "counts_as_online",
    "extended",
    "first_training_deadline",
    "from_json",
    "incentive_due",
    "local_date",
    "may_publish_online",
    "may_purchase",
    "people_affordable",
    "reasons_of",
    "scheme_in_force",
    "simulate",
    "to_json",
]
