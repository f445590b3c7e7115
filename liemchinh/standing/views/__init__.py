"""Pages about changes of standing."""
