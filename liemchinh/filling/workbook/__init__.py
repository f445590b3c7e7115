"""Workbooks as offices send them: read as tables, and given back with nothing changed but the cells that were filled."""
