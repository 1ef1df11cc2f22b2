"""Taking back a certificate, the same page for the institution that issued it and for the office."""
