"""The secret addresses at which other calendars read that something is due. Nothing of what is due is kept."""

from django.db import models

from liemchinh.access.models import Account
from liemchinh.organisations.models import LIVE, Recorded


class Feed(Recorded):
    """One account's address, as the hash of its secret alone: whoever reads the database cannot open it. A newer one ends it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "agenda_feed"
        constraints = (models.UniqueConstraint(fields=["account"], condition=LIVE, name="agenda_feed_once"),)
