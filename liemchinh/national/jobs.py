"""What goes on behind the screens: a list is compared; comparisons, and files nobody needs any more, go in time."""

from datetime import timedelta

from liemchinh.access.actor import NOBODY, Actor, actor_for, on_behalf_of
from liemchinh.access.models import Account
from liemchinh.imports.reading import Unreadable
from liemchinh.jobs.registry import Progress, register_job, register_tick
from liemchinh.national import holding
from liemchinh.national.columns import read_list
from liemchinh.national.comparing import JOB, compare, finish, stop
from liemchinh.national.forgetting import forget
from liemchinh.national.models import Comparison
from regulations.answers import Refused


def work(progress: Progress) -> None:
    """Compares from the beginning; killed anywhere, nothing was kept and it is begun again. As the account that brought the file."""
    row = Comparison.objects.filter(pk=progress.reference_id or 0, state=Comparison.RUNNING).first()
    if row is None:
        return
    try:
        actor = _actor(row)
        actor.require("national.keep", row.organisation_id)
        table = read_list(holding.held_file(row), row.file_name)[1]
        compared = compare(table, row.organisation_id, lambda count: progress.advance(count, table.count))
        progress.advance(table.count, table.count)
        finish(row, compared, actor=actor)
    except Refused as refused:
        stop(row, " ".join(map(str, refused.refusals)))
    except (Unreadable, holding.Gone) as error:
        stop(row, getattr(error, "reason", "Tệp không còn trên máy chủ. Hãy nạp lại tệp."))


def _actor(row: Comparison) -> Actor:
    if row.behalf_id is not None:
        account = Account.objects.filter(pk=row.behalf_id).first()
        return on_behalf_of(account, by="") if account else NOBODY
    account = Account.objects.filter(pk=row.account_id or 0).first()
    return actor_for(account) if account else NOBODY


register_job(JOB, work)
register_tick("national.forget", timedelta(days=1), forget)
