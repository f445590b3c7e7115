"""Screens of documents: the book of numbers, how organs are written."""
