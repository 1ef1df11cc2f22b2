"""What can happen in the programme, by capability."""

from .decree import decree_wave
from .drawing import draw_wave
from .entries import join_wave, withdraw_entry
from .membership import finish_year, mark_first_purchase, revoke_overdue, undo_first_purchase
from .schemes import appropriate, set_scheme
from .screening import screen_wave
from .waves import close_due_waves, close_wave, open_wave, plan_wave

__all__ = [
    "appropriate", "close_due_waves", "close_wave", "decree_wave", "draw_wave", "finish_year", "join_wave",
    "mark_first_purchase", "open_wave", "plan_wave", "revoke_overdue", "screen_wave", "set_scheme",
    "undo_first_purchase", "withdraw_entry",
]  # fmt: skip
