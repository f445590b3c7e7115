"""Pages of this area. Each starts with a fetch that says whose it is; what lies outside answers 404."""
