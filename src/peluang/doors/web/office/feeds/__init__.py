"""Vacancies of other portals, under /kantor/."""
