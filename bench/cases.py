"""An officer's work with 10,000 open cases of their own beside 10,000 of others: CPU of this process, beside the limit of 100 ms."""

import os
from datetime import date, timedelta
from typing import Any

from bench.measuring import median

CASES, LIMIT = 10_000, 100
NOW = date(2026, 3, 3)
# Nothing is collected and nobody signs in with a password here.
STORED = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


def main() -> None:
    """Prints the first page, a page in the middle, the home page's lines, and both pages as they are sent."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    from django.test import override_settings

    with override_settings(STORAGES={**STORED}, PASSWORD_HASHERS=[QUICK]):
        _measure()


def _measure() -> None:
    from liemchinh.casework.waiting import waiting
    from liemchinh.casework.work import my_work
    from liemchinh.cli.prepare import prepare
    from liemchinh.journal import clock
    from tests.granted_kind import more_officers, stand_beside
    from tests.world import build

    prepare()
    stand_beside()
    with clock.at(NOW):
        world = build()
        more_officers(world)
        middle = fill(world)
        khoa, client = world.actor("khoa"), world.client("khoa")
        client.defaults["HTTP_HOST"] = "localhost"
        calls: dict[str, Any] = {
            "trang đầu": lambda: my_work(khoa),
            "trang giữa": lambda: my_work(khoa, after=str(middle)),
            "dòng trang chính": lambda: waiting(khoa, NOW),
            "cả trang gửi đi": lambda: client.get("/cases/"),
            "cả trang chính gửi đi": lambda: client.get("/"),
            "tuần này": lambda: client.get("/commission/"),
            "việc lâu, quá hạn": lambda: client.get("/commission/late/"),
            "tiếp nhận việc": lambda: client.get("/commission/handovers/"),
        }
        for name, call in calls.items():
            taken = median(call)
            print(f"{name:<24}{taken} = {taken.cpu / LIMIT:.2f} lần giới hạn {LIMIT} ms CPU", flush=True)


def fill(world: Any) -> int:
    """Rows as the services would leave them, without the book; gives a waiting step in the middle."""
    from liemchinh.casework.models import Case, Deadline, Grant, Party, Step
    from tests.granted_kind import KIND, ON

    cases = Case.objects.bulk_create(Case(kind=KIND, recorded_by=1) for _case in range(2 * CASES))
    holders = [world.accounts["khoa"].pk, world.accounts["thu"].pk]
    district, member = world.places["district"], world.people["binh"]
    Party.objects.bulk_create(
        party
        for case in cases
        for party in (
            Party(case=case, role="body", organisation_id=district, recorded_by=1),
            Party(case=case, role="member", person_id=member, recorded_by=1),
        )
    )
    Grant.objects.bulk_create(Grant(case=case, account=holders[n % 2], recorded_by=1) for n, case in enumerate(cases))
    Step.objects.bulk_create(Step(case=case, code="opened", on=ON, recorded_by=1) for case in cases)
    waits = Deadline.objects.bulk_create(
        Deadline(
            case=case, step=step, role="body" if step == "concluded" else "member", counted_from=ON, ruled_on=ON, is_unknown=n % 5 == 0,
            due_on=NOW + timedelta(days=n % 400 - 100) if n % 5 else None, recorded_by=1,
        )
        for n, case in enumerate(cases) for step in ("concluded", "answered")
    )  # fmt: skip
    return next(row.pk for n, row in enumerate(waits) if n == 2 * CASES)


if __name__ == "__main__":
    main()
