"""What can be counted of the register, by subject. Importing this declares it."""

from liemchinh.figures.indicators import (  # noqa: F401
    cases,
    citizens,
    declared,
    flows,
    models,
    organisation_counts,
    other_rooms,
    returned,
    reviews,
    sanctions,
    shares,
    stocks,
    study,
    surveys,
    tasks,
    ways,
)
