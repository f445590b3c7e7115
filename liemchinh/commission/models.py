"""Lists by which the heir of a dissolved body takes over its open cases and running sanctions: frozen, signed on paper, with differences.

No name of anybody a case is about stands here: a line is a number, a kind, a day.
"""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 60


class HandoverList(Recorded):
    """What the heir found on the day the list was frozen. `digest`: of its lines, salted, as the book keeps it.

    `reorganised`: the entry by which the body ended. One stands for a body and its heir; another one only once it was withdrawn.
    """

    ended = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    heir = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reorganised = models.BigIntegerField()
    frozen_on = models.DateField()
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "commission_handover_list"
        constraints = (
            models.UniqueConstraint(fields=["ended", "heir"], condition=LIVE, name="commission_handover_list_once"),
        )


class HandoverLine(models.Model):
    """A case with its last step and the day by which something is due, or a sanction (`form` is set) with its decision. As it was then."""

    handover = models.ForeignKey(HandoverList, models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    step = models.CharField(max_length=30, blank=True)
    on = models.DateField()
    due_on = models.DateField(null=True)
    is_unknown = models.BooleanField(default=False)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    form = models.CharField(max_length=12, blank=True)
    lapses_on = models.DateField(null=True)

    class Meta:
        db_table = "commission_handover_line"
        constraints = (
            models.UniqueConstraint(
                fields=["handover", "case"], condition=models.Q(form=""), name="commission_handover_line_case"
            ),
            models.UniqueConstraint(
                fields=["handover", "case"], condition=~models.Q(form=""), name="commission_handover_line_sanction"
            ),
        )


class Signature(Recorded):
    """The list was signed on paper: number and day of the paper, whose account received it, whose handed it over (None: nobody's here)."""

    handover = models.ForeignKey(HandoverList, models.CASCADE, related_name="signatures")
    number = models.CharField(max_length=LONGEST_NUMBER)
    on = models.DateField()
    received_by = models.BigIntegerField()
    handed_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "commission_signature"
        constraints = (
            models.UniqueConstraint(fields=["handover"], condition=LIVE, name="commission_signature_once"),
            models.CheckConstraint(
                condition=models.Q(handed_by__isnull=True) | ~models.Q(handed_by=models.F("received_by")),
                name="commission_signature_by_two",
            ),
        )


class Difference(Recorded):
    """What the papers and the list do not agree on (`what`: a code of words.DIFFERENCES): of a line, or of papers that no line names.

    Cancelled when it is cleared up, for a reason of words.CLEARED that its entry keeps.
    """

    handover = models.ForeignKey(HandoverList, models.CASCADE, related_name="differences")
    what = models.CharField(max_length=16)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    dated = models.DateField(null=True)

    class Meta:
        db_table = "commission_difference"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, number="", dated__isnull=True)
                | (models.Q(case__isnull=True, dated__isnull=False) & ~models.Q(number="")),
                name="commission_difference_of_a_line_or_a_paper",
            ),
            models.UniqueConstraint(
                fields=["handover", "what", "case"], condition=LIVE, name="commission_difference_once"
            ),
        )
