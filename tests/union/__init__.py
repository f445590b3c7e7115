"""The fictitious trade union: its lists as files, and its people. Tests of it run in processes of their own, under its charter."""
