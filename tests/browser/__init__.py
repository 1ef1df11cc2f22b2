"""Journeys through the product in a real browser: one a file, by roles, labels and words, never by CSS selectors."""
