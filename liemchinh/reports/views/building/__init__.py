"""Screens on which an office builds its own definitions of reports."""
