"""Screens of reported figures."""
