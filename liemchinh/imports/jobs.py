"""What goes on behind the screens: a run is worked off, and what nobody came back to is cleared away."""

import logging
from datetime import timedelta

from liemchinh.access.actor import NOBODY, Actor, actor_for, on_behalf_of
from liemchinh.access.models import Account
from liemchinh.imports import uploads
from liemchinh.imports.drafting import JOB, open_upload, remember
from liemchinh.imports.files import mappings_of
from liemchinh.imports.models import RowVerdict, Run
from liemchinh.imports.reading import Reading, Unreadable
from liemchinh.imports.services import stop, take
from liemchinh.imports.stream import Chosen, Rows
from liemchinh.jobs.registry import Progress, register_job, register_tick
from liemchinh.journal import clock
from regulations.answers import Refused

ABANDONED = timedelta(days=7)
LISTED = timedelta(days=90)
log = logging.getLogger(__name__)


def work(progress: Progress) -> None:
    """Takes the rows of a run, going on where an earlier attempt stopped, as the account that began it."""
    run = Run.objects.filter(id=progress.reference_id or 0, state=Run.RUNNING).first()
    if run is None:
        return
    try:
        reading = open_upload(run)
        mappings = _mappings(reading, run)
        progress.advance(run.position, run.total)
        for _verdicts in take(run, Rows(reading, mappings), actor=_actor(run)):
            progress.advance(run.position, run.total)
    except Refused as refused:
        stop(run, " ".join(map(str, refused.refusals)))
    except Unreadable as unreadable:
        stop(run, unreadable.reason)
    else:
        remember(reading, mappings, run.account_id)


def _mappings(reading: Reading, run: Run) -> Chosen:
    try:
        return mappings_of(reading, run.mappings)
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _actor(run: Run) -> Actor:
    """Whoever began the run, with the rights they hold now."""
    if run.behalf_id is not None:
        account = Account.objects.filter(pk=run.behalf_id).first()
        return on_behalf_of(account, by="") if account else NOBODY
    account = Account.objects.filter(pk=run.account_id or 0).first()
    return actor_for(account) if account else NOBODY


def clear() -> None:
    """Uploads nobody came back to within a week, files without a run, and lists of verdicts after ninety days; what waits stays."""
    now = clock.now()
    for run in Run.objects.filter(state__in=[Run.DRAFT, Run.RUNNING], moved_at__lt=now - ABANDONED):
        stop(run, "Không ai quay lại trong bảy ngày; tệp đã được xóa khỏi máy chủ.")
    needed = set(Run.objects.filter(upload_key__isnull=False).values_list("id", flat=True))
    for run_id in uploads.stray():
        if run_id not in needed:
            uploads.forget(run_id)
    RowVerdict.objects.filter(run__ended_at__lt=now - LISTED, waiting=None).exclude(verdict="duplicate").delete()


register_job(JOB, work)
register_tick("imports.clear", timedelta(days=1), clear)
