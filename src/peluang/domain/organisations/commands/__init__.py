"""What can happen to organisations, by capability."""

from .disclosures import disclose, end_disclosure, end_disclosures
from .founding import MICRO_WORKERS, found_firm
from .members import ROLES_OF_KIND, add_member, end_membership
from .parties import end_principal, name_principal
from .registering import (
    admit_organisation,
    change_organisation,
    found_organisation,
    read_nib,
    read_npwp,
    record_codes,
    register_organisation,
    set_status,
)
from .sanctions import (
    announce_sanction,
    answer_sanction,
    appeal_sanction,
    end_sanctions,
    enforce_sanction,
    lift_sanction,
    reject_appeal,
)
from .sizes import state_size

__all__ = [
    "MICRO_WORKERS", "ROLES_OF_KIND", "add_member", "admit_organisation", "announce_sanction", "answer_sanction",
    "appeal_sanction", "change_organisation", "disclose", "end_disclosure", "end_disclosures", "end_membership",
    "end_principal", "end_sanctions", "enforce_sanction", "found_firm", "found_organisation", "lift_sanction",
    "name_principal", "read_nib", "read_npwp", "record_codes", "register_organisation", "reject_appeal",
    "set_status", "state_size",
]  # fmt: skip
