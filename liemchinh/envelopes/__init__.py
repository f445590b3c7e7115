"""Sealing of what citizens send: no database, no clock, no network. A report is opened by its readers and its receipt alone."""
