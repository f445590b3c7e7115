"""Counts confirmed at the end of a quarter, and whom they are about where they differ from the register. Never a reason, never a remark."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

MISSING, EXTRA, WRONG = "missing", "extra", "wrong"
# What an organisation says of somebody: not in its list, wrongly in it, or in it with the wrong standing or sex.
KINDS = {MISSING: _("Thiếu trong sổ"), EXTRA: _("Thừa trong sổ"), WRONG: _("Ghi nhầm chính thức, dự bị hoặc nam, nữ")}


class Confirmation(Recorded):
    """What an organisation counted of itself with everything under it on a quarter's last day, beside what the register said then.

    Confirmed again, the newer one stands and the older stays readable. `missing`, `extra`, `wrong` are how many were named.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    official = models.IntegerField()
    probationary = models.IntegerField()
    women = models.IntegerField()
    register_official = models.IntegerField()
    register_probationary = models.IntegerField()
    register_women = models.IntegerField()
    missing = models.IntegerField()
    extra = models.IntegerField()
    wrong = models.IntegerField()
    differs = models.BooleanField()

    class Meta:
        db_table = "reconciliation_confirmation"
        constraints = (
            models.UniqueConstraint(fields=["on", "organisation"], condition=LIVE, name="reconciliation_once"),
        )
        indexes = (models.Index(fields=["organisation", "on"], name="reconciliation_place"),)


class Differing(Recorded):
    """Somebody an organisation named, by name: deleted when the year after the quarter's is over (`members.months.names_from`)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=list(KINDS.items()))

    class Meta:
        db_table = "reconciliation_differing"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "on", "person"], condition=LIVE, name="reconciliation_named_once"
            ),
        )
        indexes = (models.Index(fields=["on"], name="reconciliation_named_on"),)
