"""Machines of partners, as tests play them."""
