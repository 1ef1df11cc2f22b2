"""The link in the message about a seat: let it go without signing in."""
