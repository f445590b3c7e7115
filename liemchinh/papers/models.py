"""Numbers of documents, how an organ is written on them, and the office's own wording. No text of a document, no name of a person."""

from django.db import models

from liemchinh.casework.models import Case
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Letterhead(Recorded):
    """How an organ of an organisation is written on its documents, from a day until a day.

    `symbol` ends its numbers, `above` and `name` stand in the corner, `place` before the day. As an officer confirmed them.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letterheads")
    organ = models.CharField(max_length=20)
    symbol = models.CharField(max_length=30)
    above = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "papers_letterhead"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "organ", "valid_from"], condition=LIVE, name="papers_letterhead_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="papers_letterhead_not_empty",
            ),
        )


class Number(Recorded):
    """A number an organ has used in a term, by the type of document. It is never used again, voided or not (`voided_by`).

    `dated` None: used in the book of paper before this software, its day not recorded. `on_paper`: given there. A paper of a case knows its
    case, step and kind; only whoever may open the case is told, and the number outlives the case. With a secrecy mark: number, day and
    where it lies, and no document.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="numbers", db_index=False)
    organ = models.CharField(max_length=20)
    type = models.CharField(max_length=20)
    term = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    dated = models.DateField(null=True)
    on_paper = models.BooleanField()
    written = models.CharField(max_length=60)
    is_secret = models.BooleanField(default=False)
    lies_at = models.CharField(max_length=120, blank=True)
    case = models.ForeignKey(Case, models.SET_NULL, null=True, related_name="numbers")
    step = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    voided_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "papers_number"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "organ", "type", "term", "number"], condition=LIVE, name="papers_number_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="papers_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(on_paper=True) | models.Q(dated__isnull=False), name="papers_number_given_is_dated"
            ),
        )


class Wording(Recorded):
    """An office's own wording of a document, in force for it and what is below it from a day until a day; without one the shipped one is.

    Blocks of text with fields of a closed list (`regulations.fields`); never a name, never a case.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wordings")
    paper = models.CharField(max_length=40)
    abstract = models.CharField(max_length=300, blank=True)
    basis = models.TextField(max_length=2000, blank=True)
    body = models.TextField(max_length=8000)
    recipients = models.TextField(max_length=600, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "papers_wording"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "paper", "valid_from"], condition=LIVE, name="papers_wording_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="papers_wording_not_empty",
            ),
        )


class Declaration(Recorded):
    """What the installation may hold of cases in one tree, by a decision of its top: its number and day. One stands at a time."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="declarations")
    holds = models.CharField(max_length=12)
    decision = models.CharField(max_length=60)
    dated = models.DateField()

    class Meta:
        db_table = "papers_declaration"
        constraints = (
            models.UniqueConstraint(fields=["organisation"], condition=LIVE, name="papers_declaration_one_stands"),
        )
