"""What happens to money."""

from peluang.domain.events.types import declare

ACCOUNT_OPENED = declare("money.account_opened", "account", "kind accounts digest")
ACCOUNT_CLOSED = declare("money.account_closed", "account batch", "accounts digest")
MONEY_MOVED = declare("money.moved", "transfer batch", "transfers total purpose digest")
