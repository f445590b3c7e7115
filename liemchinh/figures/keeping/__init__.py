"""Kept sums: one packed row for an organisation and the end of a month. The book alone makes them true or stale."""
