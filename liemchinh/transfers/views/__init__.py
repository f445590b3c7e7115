"""Pages about transfers."""
