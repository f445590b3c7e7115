"""What can be counted of the register, by subject. Importing this declares it."""

from liemchinh.figures.indicators import cases, flows, organisation_counts, other_rooms, sanctions, shares, stocks  # noqa: F401
