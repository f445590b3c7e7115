"""What is shown of the work beside the national database."""
