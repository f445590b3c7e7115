"""What a change of standing has beside its case: which kind it is, and of a strike-off its ground. Codes only; no reason, no text."""

from django.db import models

from liemchinh.casework.models import Case


class Matter(models.Model):
    """One change of a member's standing. `what`: which; everything else is of those who leave.

    `ground`: the catalogue's code of a strike-off; `proved`: the records bear it out; `card`: recovered or not, once the decision was
    handed over; `outcome`: how an appeal was answered last. `recorded_by`: the entry that opened it.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="matter")
    what = models.CharField(max_length=20)
    ground = models.CharField(max_length=40, blank=True)
    proved = models.BooleanField(null=True)
    card = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "standing_matter"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ground="") ^ models.Q(what="strike_off"), name="standing_ground_of_strike_off"
            ),
        )
