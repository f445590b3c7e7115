"""A member asks that what is recorded about them be corrected, and is answered."""

from django.db import models

from liemchinh.access.models import Account
from liemchinh.members.models import Person
from liemchinh.organisations.models import Organisation, Recorded


class Request(Recorded):
    """One wish of one member. Its number is that of its entry. `waits_at`: who must answer now; `office`: who was asked first.

    `value`: what it should be, of the item's own type (a name, a code, a day). Never in it: a story, an opinion, a reason.
    Deleted some months after the last answer, and with the person.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="requests")
    item = models.CharField(max_length=20)
    act = models.BigIntegerField(null=True)
    value = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=12)
    sent_on = models.DateField()
    due_on = models.DateField(null=True)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    waits_at = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    turned_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "requests_request"


class Reply(Recorded):
    """An answer: what became of it, by which correction in the register, or for which reason and by which document."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="replies")
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, blank=True)
    document = models.CharField(max_length=60, blank=True)
    correction = models.BigIntegerField(null=True)
    answered_on = models.DateField()

    class Meta:
        db_table = "requests_reply"
