"""Tables somebody made for themselves and kept, and who wishes a link to one every month. No number is kept."""

from django.db import models

from liemchinh.access.models import Account
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NAME, LONGEST_SHAPE = 60, 900


class Tabulation(Recorded):
    """A table under a name: what it asks, as the part of an address, of which organisation. It is counted anew whenever it is opened.

    `shared`: offered to whoever sees figures in the organisation, above or below it; they see what they may.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    asks = models.CharField(max_length=LONGEST_SHAPE)
    shared = models.BooleanField(default=False)

    class Meta:
        db_table = "tabulations_tabulation"


class Wish(Recorded):
    """One account's wish for a message with the link, every month; not looked at before `next_on`."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    tabulation = models.ForeignKey(Tabulation, models.CASCADE, related_name="wishes")
    next_on = models.DateField()

    class Meta:
        db_table = "tabulations_wish"
        constraints = (
            models.UniqueConstraint(fields=["account", "tabulation"], condition=LIVE, name="tabulations_wish_once"),
        )
        indexes = (models.Index(fields=["next_on"], condition=LIVE, name="tabulations_wish_next"),)
