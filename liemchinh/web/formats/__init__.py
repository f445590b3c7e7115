"""How Django writes and reads dates and numbers. One way in both languages: a paper and a screen must not disagree about 09/01 or 1.204."""
