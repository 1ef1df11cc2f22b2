"""Rounds of scarce seats in public: what was promised, what came out, and how to check it."""
