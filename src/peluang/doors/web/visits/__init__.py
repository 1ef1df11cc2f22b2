"""Unannounced visits: one door for the labour offices, the provinces and the programme office."""
