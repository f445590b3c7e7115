"""Dues by month: paid, not paid or excused. Never an amount, never a reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

PAID, UNPAID, EXCUSED = "paid", "unpaid", "excused"
STATES = {PAID: _("Đã đóng"), UNPAID: _("Chưa"), EXCUSED: _("Miễn")}


class Month(Recorded):
    """A branch's month as recorded, in counts: they stay when the names go. `month` is its first day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    paid = models.IntegerField()
    unpaid = models.IntegerField()
    excused = models.IntegerField()

    class Meta:
        db_table = "dues_month"
        constraints = (
            models.UniqueConstraint(fields=["month", "organisation"], condition=LIVE, name="dues_month_once"),
        )


class Dues(Recorded):
    """One member's month, by name: deleted when the year after the month's is over (`members.months.names_from`)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    state = models.CharField(max_length=8, choices=list(STATES.items()))

    class Meta:
        db_table = "dues_dues"
        constraints = (models.UniqueConstraint(fields=["person", "month"], condition=LIVE, name="dues_once_a_month"),)
        indexes = (
            models.Index(fields=["organisation", "month"], name="dues_place", condition=LIVE),
            models.Index(fields=["month"], name="dues_month_idx"),
        )
