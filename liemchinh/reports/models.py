"""Reports: what an office defined, what is being written, who handed it where, and what was frozen when it was signed."""

from django.db import models

from liemchinh.organisations.models import LIVE, Organisation, Recorded
from liemchinh.reports.words import HANDINGS, PERIODS, REASONS

LONGEST_NAME, LONGEST_PROSE, LONGEST_DEFINITION = 160, 8000, 200_000


class Definition(Recorded):
    """A report an office built for itself, for it and what is below it. Those that come with the product are data of the charter."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_definitions")
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        db_table = "reports_definition"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "name"], condition=LIVE, name="reports_definition_once"),
        )


class Edition(Recorded):
    """A numbered version of it: the whole definition in the form in which the charter's are written. Never changed: a new one follows."""

    definition = models.ForeignKey(Definition, models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_DEFINITION)

    class Meta:
        db_table = "reports_edition"
        constraints = (models.UniqueConstraint(fields=["definition", "number"], name="reports_edition_once"),)


class Sketch(models.Model):
    """The next edition of a definition while it is built; each change replaces it and is told in the book by its digest. `recorded_by`:
    the entry of the last change: whoever changes it names the one they saw, and is refused when another came between."""

    definition = models.OneToOneField(Definition, models.CASCADE, related_name="sketch")
    text = models.TextField(max_length=LONGEST_DEFINITION)
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "reports_sketch"


class Report(Recorded):
    """A report of an organisation for a period (both days in it), by a definition in one edition.

    `source`: the code of one that comes with the product, or empty, then `edition`. A figure is counted as it is known now until it is
    signed; then the snapshot alone is the report.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="reports")
    source = models.CharField(max_length=40, blank=True)
    source_number = models.PositiveSmallIntegerField(default=0)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="reports")
    kind = models.CharField(max_length=14, choices=list(PERIODS.items()))
    first = models.DateField()
    last = models.DateField()
    # The signed report that this one opens again; that one stays as it was signed.
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        db_table = "reports_report"
        indexes = (models.Index(fields=["organisation", "last"], name="reports_report_of", condition=LIVE),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(source="") ^ models.Q(edition__isnull=True), name="reports_report_one_definition"
            ),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="reports_report_not_empty"),
        )


class Prose(Recorded):
    """What people wrote in one part of a report, figures in it as fields. Written again, a new row follows: whoever saved names the row
    they saw, and is refused when another came between."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="prose", db_index=False)
    part = models.CharField(max_length=40)
    text = models.TextField(max_length=LONGEST_PROSE, blank=True)

    class Meta:
        db_table = "reports_prose"
        constraints = (
            models.UniqueConstraint(fields=["report", "part"], condition=LIVE, name="reports_prose_one_stands"),
        )


class Drafted(Recorded):
    """The figures of a report as somebody last looked at them: what changed since is told beside them."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="drafted", db_index=False)
    content = models.BinaryField()

    class Meta:
        db_table = "reports_drafted"
        constraints = (models.UniqueConstraint(fields=["report"], condition=LIVE, name="reports_drafted_once"),)


class Handing(Recorded):
    """A step of a report: submitted upward, returned by a reason of the list, approved, signed (which locks it).

    `content`: of one that was submitted, what was sent, so that nothing moves under whoever reads it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="handings", db_index=False)
    kind = models.CharField(max_length=12, choices=list(HANDINGS.items()))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=16, blank=True, choices=list(REASONS.items()))
    number = models.CharField(max_length=60, blank=True)
    content = models.BinaryField(default=bytes)

    class Meta:
        db_table = "reports_handing"
        indexes = (models.Index(fields=["report", "recorded_by"], name="reports_handing_of"),)


class Snapshot(Recorded):
    """A report frozen when it was signed: its content byte for byte, its digest, the code printed on it, the head of the book then."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="snapshot")
    code = models.CharField(max_length=16, unique=True)
    content = models.BinaryField()
    # Where each figure comes from, as canonical JSON: so that it opens years later, whatever definitions became.
    sources = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64)
    tree_digest = models.CharField(max_length=64)
    head = models.BigIntegerField()
    head_hash = models.CharField(max_length=64)

    class Meta:
        db_table = "reports_snapshot"


class FrozenList(models.Model):
    """What one figure of a frozen report counted: ids of the book's own, packed in order, with their number and a digest."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="lists", db_index=False)
    figure = models.CharField(max_length=60)
    indicator = models.CharField(max_length=60)
    count = models.PositiveIntegerField()
    ids = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "reports_frozen_list"
        constraints = (models.UniqueConstraint(fields=["snapshot", "figure"], name="reports_frozen_list_once"),)


class Template(Recorded):
    """A page of Word an office made of the shipped one, for the reports of one of its organs and of those below it.

    Numbered, used from a day on, never changed: the next follows it. `content` empty: from that day the office has no page of its own.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="report_templates", db_index=False)
    organ = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    content = models.BinaryField()

    class Meta:
        db_table = "reports_template"
        constraints = (
            models.UniqueConstraint(fields=["organisation", "organ", "number"], name="reports_template_once"),
        )


class Call(Recorded):
    """A report asked of all organisations of some categories under a place, for a period, by a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    categories = models.CharField(max_length=160)
    source = models.CharField(max_length=40, blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="calls")
    kind = models.CharField(max_length=14, choices=list(PERIODS.items()))
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    reminded_on = models.DateField(null=True)

    class Meta:
        db_table = "reports_call"


class Asked(models.Model):
    """An organisation that was asked, and the report with which it answered."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="asked", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="answers")

    class Meta:
        db_table = "reports_asked"
        constraints = (models.UniqueConstraint(fields=["call", "organisation"], name="reports_asked_once"),)
