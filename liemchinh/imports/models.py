"""Imports: one run per file, one verdict per row, and the rows that wait for a person to decide. Nothing else of a file is kept."""

from django.db import models


class Run(models.Model):
    """One file being read in.

    `digest` covers the file and how it is read, so that the same file is taken up where it stopped; `file_digest` the file alone.
    `mappings`: place of a table → how its columns are read; null for a table that was left out. A draft has not begun yet.
    """

    DRAFT, RUNNING, DONE, STOPPED = "draft", "running", "done", "stopped"

    digest = models.CharField(max_length=64, db_index=True)
    file_digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200)
    source = models.CharField(max_length=60, blank=True)
    into_id = models.BigIntegerField(null=True, db_index=True)
    account_id = models.BigIntegerField(null=True, db_index=True)
    behalf_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, default=RUNNING)
    mappings = models.JSONField(default=dict)
    # The key of the uploaded file: it stands here and nowhere else, until the verdict.
    upload_key = models.BinaryField(null=True)
    position = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    duplicate = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    stopped_because = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "imports_run"
        constraints = (
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(state="running"), name="imports_run_one_at_a_time"
            ),
        )

    @property
    def read(self) -> int:
        """Rows read = accepted + unchanged + duplicate + rejected, always."""
        return self.accepted + self.unchanged + self.duplicate + self.rejected


class RowVerdict(models.Model):
    """What became of one row. The reason names columns and days, never what stood in a personal cell."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="verdicts", db_index=False)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.IntegerField()
    verdict = models.CharField(max_length=9)
    column = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "imports_row_verdict"
        indexes = (models.Index(fields=["run", "verdict", "id"], name="imports_verdict_by_kind"),)


class WaitingRow(models.Model):
    """A row that is probably the same as someone in the register: it waits here, whole, until a person decides; then it is deleted.

    `organisation_id`: where the row would be recorded; who has imports in their scope there decides. `fingerprint`: the same row of
    the same source, told again, takes the place of the one that waits.
    """

    verdict = models.OneToOneField(RowVerdict, models.CASCADE, related_name="waiting")
    organisation_id = models.BigIntegerField(db_index=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    content = models.JSONField()

    class Meta:
        db_table = "imports_waiting_row"


class RememberedMapping(models.Model):
    """How a heading was read last time: which column is which. Keyed by the folded headings."""

    fingerprint = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()
    account_id = models.BigIntegerField(null=True)
    used_at = models.DateTimeField()

    class Meta:
        db_table = "imports_remembered_mapping"
