"""What goes on behind the screens: the sums a report is counted from are made."""

from liemchinh.jobs.registry import Progress, register_job
from liemchinh.reports.models import Report
from liemchinh.reports.preparing import JOB, prepare


def work(progress: Progress) -> None:
    """Makes what is missing; called again after being killed, it goes on where it stopped."""
    report = Report.objects.filter(pk=progress.reference_id or 0, cancelled_by=None).first()
    if report is not None:
        prepare(report, progress.advance)


register_job(JOB, work)
