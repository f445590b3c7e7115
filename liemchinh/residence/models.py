"""The lighter second membership where somebody lives. It is no spell: nothing here counts in any total."""

from django.db import models
from django.db.models import F, Q

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Link(Recorded):
    """A member is linked to the branch where they live, from a day to a day; `letter_on`: day of the introduction letter.

    Never in it: where they live, or what is said of them there.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="residence_links")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="residence_links")
    letter_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        db_table = "residence_link"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="residence_link_not_empty"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=LIVE & Q(ends_on__isnull=True), name="residence_link_one_open"
            ),
        )


class Slip(Recorded):
    """The comment slip of one half-year: that it was handed in (as its owner says), or received (as the branch says), and when.

    `half`: year times two, plus one for the second half. Never in it: what the slip says.
    """

    link = models.ForeignKey(Link, models.CASCADE, related_name="slips")
    half = models.IntegerField()
    received = models.BooleanField()
    on = models.DateField()

    class Meta:
        db_table = "residence_slip"
        constraints = (
            models.UniqueConstraint(fields=["link", "half", "received"], condition=LIVE, name="residence_slip_once"),
        )
