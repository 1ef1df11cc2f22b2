"""Rows for tests, with named traits. They write directly, so that a test needs no other command to work."""
