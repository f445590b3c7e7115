"""What a transfer has beside its case: for good or for a time, and the name of a place whose list is kept elsewhere."""

from django.db import models

from liemchinh.casework.models import Case


class Transfer(models.Model):
    """One person on the way between two branches. Who sends, who receives and who goes are the case's parties; the letter is its paper.

    `until`: the last day of a temporary stay, as the letter has it. `outside`: the other place as told, when it keeps its list elsewhere.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="transfer")
    temporary = models.BooleanField()
    until = models.DateField(null=True)
    outside = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "transfers_transfer"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(temporary=models.Q(until__isnull=False)), name="transfers_temporary_has_an_end"
            ),
        )
