"""The formats of the English interface."""
