"""One script per claim of SECURITY.md: first shown to succeed on a deliberately weak variant, then to fail here."""
