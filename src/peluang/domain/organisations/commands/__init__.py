"""What can happen to organisations, by capability."""

from .correcting import correct_firm
from .disclosures import disclose, end_disclosure, end_disclosures
from .founding import MICRO_WORKERS, found_firm
from .joining import answer_join, ask_to_join, invite_colleague, withdraw_join
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
    "MICRO_WORKERS", "ROLES_OF_KIND", "add_member", "admit_organisation", "announce_sanction", "answer_join",
    "answer_sanction", "appeal_sanction", "ask_to_join", "change_organisation", "correct_firm", "disclose",
    "end_disclosure", "end_disclosures", "end_membership", "end_principal", "end_sanctions", "enforce_sanction",
    "found_firm", "found_organisation", "invite_colleague", "lift_sanction", "name_principal", "read_nib", "read_npwp",
    "record_codes", "register_organisation", "reject_appeal", "set_status", "state_size", "withdraw_join",
]  # fmt: skip
