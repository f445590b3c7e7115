"""Pages of commitments and reviews."""
