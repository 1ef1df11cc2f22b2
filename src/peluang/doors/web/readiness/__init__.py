"""The checklist of a class, the same page for the institution and for its trainer."""
