"""What a review found short and has to be put right: by whom, until when, shown by which document or count, confirmed by somebody else."""

from django.db import models

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_NUMBER = 40


class Item(Recorded):
    """One thing to put right. `shortcoming`: a code of the catalogue, nothing in anybody's words.

    Its owner is the organisation where it was found, a post there (`post`), or the person concerned (`of_person`; `person` goes with the
    names). `number`, `shown_on`, `times`: the proof, a document by number and day or a count. `proven_by`, `confirmed_by`: the entries.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    shortcoming = models.CharField(max_length=40)
    post = models.CharField(max_length=40, blank=True)
    of_person = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField()
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    shown_on = models.DateField(null=True)
    times = models.PositiveIntegerField(null=True)
    proven_by = models.BigIntegerField(null=True)
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_on = models.DateField(null=True)

    class Meta:
        db_table = "remediation_item"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(of_person=True) | models.Q(person__isnull=True), name="remediation_item_one_owner"
            ),
            models.CheckConstraint(
                condition=models.Q(of_person=False) | models.Q(post=""), name="remediation_item_person_or_post"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | models.Q(proven_by__isnull=False),
                name="remediation_item_proven_first",
            ),
        )
        indexes = (models.Index(fields=["organisation", "due_on"], name="remediation_item_place", condition=LIVE),)
