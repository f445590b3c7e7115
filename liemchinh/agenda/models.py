"""Secret addresses where other calendars read that something is due, and who asked for a weekly message. What is due is not kept."""

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


class Reminder(Recorded):
    """One account's wish for a message when something is due; it goes to its name at the office's own domain, no address is kept.

    `next_on`: not looked at before this day. A new wish takes over the day of an older one.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    next_on = models.DateField()

    class Meta:
        db_table = "agenda_reminder"
        constraints = (models.UniqueConstraint(fields=["account"], condition=LIVE, name="agenda_reminder_once"),)
        indexes = (models.Index(fields=["next_on"], condition=LIVE, name="agenda_reminder_next"),)
