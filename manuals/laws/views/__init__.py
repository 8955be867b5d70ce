"""Screens of law changes."""
