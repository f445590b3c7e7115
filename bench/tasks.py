"""Seventeen tasks given to 5,000 branches, and their progress with half of them answered: CPU of this process, beside the limits."""

import os
import time
from datetime import date, timedelta
from typing import Any

from bench.cases import QUICK, STORED
from bench.measuring import median

BRANCHES, COMMITTEES, TASKS = 5_000, 100, 17
GIVING_LIMIT, PAGE_LIMIT = 5_000, 100
NOW = date(2026, 3, 3)


def main() -> None:
    """Prints the giving, and the pages of progress of the province, of a commune, of one task, and as known on an earlier day."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    from django.test import override_settings

    with override_settings(STORAGES={**STORED}, PASSWORD_HASHERS=[QUICK]):
        _measure()


def _measure() -> None:
    from liemchinh.cli.prepare import prepare
    from liemchinh.journal import clock
    from liemchinh.tasks.addressing import To
    from liemchinh.tasks.services import give_tasks
    from tests.permissions_of_directives import PROGRAMME, document
    from tests.world import build

    prepare()
    with clock.at(NOW - timedelta(days=2)):
        world = build()
        commune = _tree(world.places["district"])
        programme = document(world, _dated(PROGRAMME))
        started = time.process_time()
        giving = give_tasks(programme.pk, _tasks(), To(world.places["province"], ("branch",)), actor=world.actor("an"))
        taken = (time.process_time() - started) * 1000
    print(
        f"{TASKS} nhiệm vụ cho {giving.count} chi bộ: {taken:.0f} ms CPU = {taken / GIVING_LIMIT:.2f} lần giới hạn {GIVING_LIMIT} ms"
    )
    with clock.at(NOW):
        _answer(giving)
        an = world.client("an")
        an.defaults["HTTP_HOST"] = "localhost"
        here, task = f"/tasks/{giving.pk}/", giving.tasks.get(number=3).pk
        pages: dict[str, Any] = {
            "tiến độ cả tỉnh": here,
            "tiến độ một xã": f"{here}?at={commune}",
            "một nhiệm vụ, cả tỉnh": f"{here}?task={task}",
            "như đã biết hôm trước": f"{here}?on={NOW - timedelta(days=1):%d/%m/%Y}",
            "từng nơi của một nhiệm vụ": f"/tasks/task/{task}/?state=ahead",
        }
        for name, address in pages.items():
            answer = an.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            measured = median(lambda address=address: an.get(address))
            print(
                f"{name:<28}{measured} = {measured.cpu / PAGE_LIMIT:.2f} lần giới hạn {PAGE_LIMIT} ms CPU", flush=True
            )


def _dated(told: Any) -> Any:
    from dataclasses import replace

    return replace(told, dated=NOW - timedelta(days=10))


def _tree(above: int) -> int:
    """Committees with branches below the district; gives one committee."""
    from liemchinh.organisations.services import Facts, Founding, found_organisations
    from tests.world import CONSOLE, KNOWN_FROM

    committees = [
        Founding(Facts(f"Đảng bộ xã số {n}", "đảng bộ cơ sở", KNOWN_FROM, above, "3")) for n in range(COMMITTEES)
    ]
    made = found_organisations(committees, actor=CONSOLE)
    each = BRANCHES // COMMITTEES
    branches = [
        Founding(Facts(f"Chi bộ số {n} xã {number}", "chi bộ trực thuộc", KNOWN_FROM, number, "4"))
        for number in made
        for n in range(each)
    ]
    found_organisations(branches, actor=CONSOLE)
    return int(made[0])


def _tasks() -> list[Any]:
    from liemchinh.tasks.services import NewTask

    groups = ("standing", "preventive", "immediate")
    return [
        NewTask(f"II.{n}", groups[n % 3], f"Nhiệm vụ số {n}", "day", NOW + timedelta(days=n - 2))
        for n in range(1, TASKS + 1)
    ]


def _answer(giving: Any) -> None:
    """Every second duty answered, in time or late, as the services would leave the rows; the book left out."""
    from liemchinh.journal.services import last_sequence
    from liemchinh.tasks.models import Addressee, Answer

    sequence, tasks = last_sequence(), list(giving.tasks.order_by("number"))
    whom = list(Addressee.objects.filter(giving=giving).order_by("pk"))
    Answer.objects.bulk_create(
        (
            Answer(addressee=one, task=task, kind="reported", on=NOW - timedelta(days=turn % 3), recorded_by=sequence)
            for turn, one in enumerate(whom) for task in tasks if (turn + task.number) % 2
        ),
        batch_size=5_000,
    )  # fmt: skip


if __name__ == "__main__":
    main()
