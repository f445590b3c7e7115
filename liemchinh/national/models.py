"""Beside the national database: the columns of its workbook, which register acts were entered there, which were taken, and comparisons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from liemchinh.members.models import Person
from liemchinh.organisations.models import LIVE, Organisation, Recorded


class Layout(models.Model):
    """The columns of the national database's workbook, as one office was given it: in their order, each with what it carries.

    `columns`: see national/columns.py; of a column that is never taken neither the heading nor anything else is kept. `since`: the entry
    with which the office began; what stood in the book before is not asked for again. It is the office's paper, not a record.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="national_layout")
    columns = models.JSONField(default=list)
    since = models.BigIntegerField()

    class Meta:
        db_table = "national_layout"


class Entered(Recorded):
    """A register act (its entry's number) that somebody says is entered in the national database; cancelled, it waits again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    act = models.BigIntegerField()

    class Meta:
        db_table = "national_entered"
        constraints = (models.UniqueConstraint(fields=["act"], condition=LIVE, name="national_entered_once"),)
        indexes = (models.Index(fields=["organisation", "id"], name="national_entered_place", condition=LIVE),)


class Taking(models.Model):
    """A workbook of waiting acts was taken: what was recorded up to entry `up_to`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    up_to = models.BigIntegerField()
    count = models.IntegerField()
    recorded_by = models.BigIntegerField()

    class Meta:
        db_table = "national_taking"


class Comparison(models.Model):
    """Their list beside the register: how many rows and people are the same, and until it is deleted, whom it does not agree on.

    The file is kept, readable with `upload_key` alone, until it was compared; then both go. Nothing in the register comes from it. Deleted
    whole thirty days after it ended (national/forgetting.py), or when somebody discards it.
    """

    RUNNING, DONE, STOPPED = "running", "done", "stopped"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account_id = models.BigIntegerField(null=True)
    behalf_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=200)
    upload_key = models.BinaryField(null=True)
    state = models.CharField(max_length=10, default=RUNNING)
    stopped_because = models.CharField(max_length=500, blank=True)
    read = models.IntegerField(default=0)
    same = models.IntegerField(default=0)
    different = models.IntegerField(default=0)
    there = models.IntegerField(default=0)
    ambiguous = models.IntegerField(default=0)
    unreadable = models.IntegerField(default=0)
    here = models.IntegerField(default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "national_comparison"


class Difference(models.Model):
    """One row of their list, or one member of ours, on which the two do not agree.

    `content`: the fields, each with what stands here and there. Deleted with the comparison, or when the person is erased.
    """

    KINDS = {
        "different": _("Khác nhau"), "here": _("Chỉ có ở đây"), "there": _("Chỉ có ở đó"), "ambiguous": _("Chưa rõ là ai"),
        "unreadable": _("Không đọc được"),
    }  # fmt: skip

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="differences", db_index=False)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    row = models.IntegerField(null=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    content = models.JSONField(default=list)

    class Meta:
        db_table = "national_difference"
        indexes = (models.Index(fields=["comparison", "kind", "id"], name="national_difference_kind"),)


class Perhaps(models.Model):
    """Somebody of ours whom an uncertain row may mean, with what the register says of them in the same fields."""

    difference = models.ForeignKey(Difference, models.CASCADE, related_name="perhaps")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    content = models.JSONField(default=list)

    class Meta:
        db_table = "national_perhaps"
