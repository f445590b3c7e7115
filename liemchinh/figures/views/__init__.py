"""Screens of figures."""
