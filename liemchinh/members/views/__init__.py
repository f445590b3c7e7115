"""Pages of this area. Each starts with a fetch that says by what right it opens; what lies outside answers 404."""
