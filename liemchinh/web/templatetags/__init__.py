"""Filters and components; builtins of every template (settings)."""
