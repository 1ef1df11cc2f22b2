"""Rounds in which scarce seats are given by wish and priority: planned, computed, proven, settled."""
