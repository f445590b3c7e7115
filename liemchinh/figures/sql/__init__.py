"""From declarations to plain SQL that runs unchanged on SQLite, PostgreSQL and DuckDB. Text in, text out: no database here."""
