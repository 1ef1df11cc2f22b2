"""What can be done with money: open and close accounts, move amounts between them."""

from .accounts import NewAccount, close_accounts, open_account, open_accounts
from .transfers import Order, transfer, transfer_many

__all__ = [
    "NewAccount", "Order", "close_accounts", "open_account", "open_accounts", "transfer", "transfer_many",
]  # fmt: skip
