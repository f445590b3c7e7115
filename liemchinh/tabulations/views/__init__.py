"""Screens of tables of one's own."""
