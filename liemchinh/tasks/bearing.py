"""Whose tasks an organisation carries: its own, and those of ended ones whose heir it is (`organisations/bearing.py`)."""

from collections.abc import Collection, Mapping
from datetime import date

from liemchinh.organisations import bearing
from liemchinh.tasks.models import Addressee


def borne_by(roots: Collection[int], on: date) -> Mapping[int, int]:
    """Organisations whose tasks one of `roots` carries on a day → which; of ended ones only such as were ever addressed."""
    return bearing.borne_by(roots, on, Addressee.objects.values("organisation_id"))
