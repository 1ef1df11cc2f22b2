"""What organisations stores: they themselves, who stands behind them, what was decided about them."""

from .joining import JoinRequest, JoinWay
from .organisations import Disclosure, Kind, Membership, MembershipRole, Organisation
from .parties import Principal, PrincipalRole
from .partners import PartnerKey, PartnerRequest
from .sanctions import CLOSING, IN_EFFECT, Sanction, SanctionKind

__all__ = [
    "CLOSING", "IN_EFFECT", "Disclosure", "JoinRequest", "JoinWay", "Kind", "Membership", "MembershipRole",
    "Organisation", "PartnerKey", "PartnerRequest", "Principal", "PrincipalRole", "Sanction", "SanctionKind",
]  # fmt: skip
