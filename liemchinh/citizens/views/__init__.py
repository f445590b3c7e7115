"""Pages of the office about what citizens send."""
