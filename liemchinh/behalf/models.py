"""Whom a member chose to enter for them."""

from django.db import models
from django.db.models import F, Q

from liemchinh.access.models import Account
from liemchinh.members.models import Person
from liemchinh.organisations.models import Recorded


class Mandate(Recorded):
    """A member lets another account enter for them, from a day to a day; holds once confirmed. `tasks`: codes of behalf.tasks, by comma.

    Chosen in person; or on paper before the secretary (`paper_on`: its day), for a member who has no account. Cancelled: ended by either.
    Never in it: why somebody was chosen, or ended.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="mandates")
    account = models.ForeignKey(Account, models.PROTECT, related_name="mandates")
    tasks = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    paper_on = models.DateField(null=True)
    confirmed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "behalf_mandate"
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="behalf_mandate_not_empty"),
        )
