"""What is shown of reconciliation."""
