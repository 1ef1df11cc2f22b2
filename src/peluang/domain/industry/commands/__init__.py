"""What can happen in industry."""

from .invitations import accept_invitation, attribute_completion, attribute_selection, invite_firms
from .lists import Report, import_ikm_list
from .requests import accept_request, decline_request, request_training, schedule_request
from .sentra import describe_sentra, name_skill_need

__all__ = [
    "Report",
    "accept_invitation",
    "accept_request",
    "attribute_completion",
    "attribute_selection",
    "decline_request",
    "describe_sentra",
    "import_ikm_list",
    "invite_firms",
    "name_skill_need",
    "request_training",
    "schedule_request",
]
