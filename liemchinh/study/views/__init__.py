"""Pages of study sittings."""
