"""The paper month: a list printed for a branch, so that what was written beside a number by pen is entered by that number."""

from django.db import models

from liemchinh.members.models import Person
from liemchinh.organisations.models import Organisation


class Packet(models.Model):
    """A list printed for a branch and a month (its first day). It goes six months after its month: paper to work with, no record."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "packets_packet"
        indexes = (models.Index(fields=["organisation", "month"], name="packets_place"),)


class Row(models.Model):
    """Who stands beside which number of a packet."""

    packet = models.ForeignKey(Packet, models.CASCADE, related_name="rows", db_index=False)
    number = models.SmallIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        db_table = "packets_row"
        constraints = (models.UniqueConstraint(fields=["packet", "number"], name="packets_number_once"),)
