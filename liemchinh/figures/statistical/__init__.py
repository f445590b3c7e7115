"""Statistical forms: their layouts are data of the charter, filled with what is counted."""
