"""Pages of declarations of assets and income."""
