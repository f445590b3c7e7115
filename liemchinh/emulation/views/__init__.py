"""Pages of models of branches."""
