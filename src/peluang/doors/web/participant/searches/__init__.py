"""Searches that a person keeps, and how often they tell what is new."""
