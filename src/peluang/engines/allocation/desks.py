"""How a class and its reserves lie in memory while people propose: all that a proposal looks at in one line of the
processor's cache."""

#: Columns of a class's desk.
SEATS, HELD, OPEN, OPEN_START, FIRST_RESERVE, LAST_RESERVE = range(6)
#: Columns of a reserve: seats kept, seats used, where its heap begins.
KEPT, USED, KEPT_START = range(3)
