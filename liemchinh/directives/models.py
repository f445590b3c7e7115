"""Documents that direct: which body issued them under which number, what they carry out, how long they hold. Never their text."""

from django.db import models

from liemchinh.organisations.models import LIVE, Organisation, Recorded

LONGEST_TITLE = 300


class Document(Recorded):
    """A document in the book of an organisation: one it issued itself (`organ`), or one from outside the tree (`outside`).

    `number` None: a type that carries no number. `term`: of the organisation, where its terms are recorded; a number is used once in it.
    `title` is what the document is called; what it says stays on paper. Nothing secret is entered.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="directives", db_index=False)
    organ = models.CharField(max_length=20, blank=True)
    outside = models.CharField(max_length=24, blank=True)
    type = models.CharField(max_length=20)
    number = models.PositiveIntegerField(null=True)
    written = models.CharField(max_length=60, blank=True)
    term = models.PositiveSmallIntegerField(null=True)
    dated = models.DateField()
    title = models.CharField(max_length=LONGEST_TITLE)

    class Meta:
        db_table = "directives_document"
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "organ", "outside", "type", "number", "dated"],
                condition=LIVE,
                name="directives_document_once",
            ),
            models.CheckConstraint(
                condition=(models.Q(organ="") ^ models.Q(outside="")), name="directives_document_of_one_body"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(number__isnull=True, written="") | (models.Q(number__gte=1) & ~models.Q(written=""))
                ),
                name="directives_document_number",
            ),
        )
        indexes = (models.Index(fields=["organisation", "dated"], name="directives_document_own"),)


class Carrying(Recorded):
    """A document carries out another: the line of descent from a directive of the centre to a branch's resolution."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="carries")
    source = models.ForeignKey(Document, models.PROTECT, related_name="carried_by")

    class Meta:
        db_table = "directives_carrying"
        constraints = (
            models.UniqueConstraint(fields=["document", "source"], condition=LIVE, name="directives_carrying_once"),
            models.CheckConstraint(
                condition=~models.Q(document=models.F("source")), name="directives_carrying_of_another"
            ),
        )


class Ending(Recorded):
    """From `on` a document holds no longer: ended, or replaced by another."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="endings")
    on = models.DateField()
    replaced_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="replaces")

    class Meta:
        db_table = "directives_ending"
        constraints = (
            models.UniqueConstraint(fields=["document"], condition=LIVE, name="directives_ending_once"),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("document")),
                name="directives_ending_by_another",
            ),
        )
