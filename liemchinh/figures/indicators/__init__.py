"""What can be counted of the register, by subject. Importing this declares it."""

from liemchinh.figures.indicators import flows, organisation_counts, other_rooms, shares, stocks  # noqa: F401
