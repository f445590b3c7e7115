"""Screens of blank workbooks."""
