"""Name search, tree, list and headcount over a register of a million: milliseconds in this process, best of five, beside their limits.

`LIEMCHINH_DATA=… python -m bench.search` makes the register there (a minute), or uses the one it made before.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from typing import Any

NOW, PAST = date(2026, 11, 21), date(2024, 3, 5)
WORDS = ("nguyen van hung", "Nguyễn Văn Hùng", "hung", "nguyen", "tran thi", "le van a", "pham minh duc", "zzz")
SEARCH_LIMIT, PAST_LIMIT = 50, 1.2


def best(call: Callable[[], Any], times: int = 5) -> float:
    """The shortest of some runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken) * 1000


def searches(actors: dict[str, Any]) -> None:
    """Every search from every scope, beside the limit."""
    from liemchinh.members.queries import search_visible_to

    for scope, actor in actors.items():
        for text in WORDS:
            taken = best(lambda actor=actor, text=text: search_visible_to(actor, text))  # type: ignore[misc]
            print(
                f"search {scope:<9} {text:<18} {taken:7.1f} ms of {SEARCH_LIMIT}{'' if taken <= SEARCH_LIMIT else '  TOO SLOW'}"
            )


def pasts(actors: dict[str, Any]) -> None:
    """Tree, list and headcount today and on a past day, and how much longer the past takes."""
    from liemchinh.members.listing import list_members
    from liemchinh.members.queries import headcounts
    from liemchinh.organisations.beside import beside
    from liemchinh.organisations.queries import children_visible_to

    for scope, actor in actors.items():
        (root,) = actor.roots("members.see")
        calls: dict[str, Callable[[date], Any]] = {
            "tree": lambda on, a=actor, r=root: (beside(a, r, on, str), list(children_visible_to(a, r, on))),  # type: ignore[misc]
            "list": lambda on, a=actor, r=root: list_members(a, on, r),  # type: ignore[misc]
            "headcount": lambda on, r=root: headcounts([r], on),  # type: ignore[misc]
        }
        for name, call in calls.items():
            now, past = best(lambda call=call: call(NOW)), best(lambda call=call: call(PAST))  # type: ignore[misc]
            ratio = past / now
            slow = "" if ratio <= PAST_LIMIT else "  TOO SLOW"
            print(f"{name:<10}{scope:<9} today {now:7.1f} ms, past {past:7.1f} ms: {ratio:4.2f} of {PAST_LIMIT}{slow}")


def main() -> None:
    """Prints everything."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liemchinh.settings")
    django.setup()
    from bench.register import build
    from liemchinh.access.actor import Actor, Grant
    from liemchinh.access.roles import roles
    from liemchinh.cli.prepare import prepare
    from liemchinh.journal import clock
    from liemchinh.organisations.models import Version

    prepare()
    if not Version.objects.exists():
        build(1_000_000)
    verbs = roles()["organisation_officer"].verbs
    actors = {}
    with clock.at(NOW):
        for name, kind in (
            ("nation", "đảng bộ trực thuộc khác"),
            ("province", "đảng bộ tỉnh"),
            ("district", "đảng bộ cấp huyện"),
            ("branch", "chi bộ trực thuộc"),
        ):
            root = (
                Version.objects.filter(kind=kind, cancelled_by=None)
                .order_by("organisation_id")
                .values_list("organisation_id", flat=True)[0]
            )
            actors[name] = Actor(1, name, (Grant("organisation_officer", root, verbs),))
        searches(actors)
        pasts(actors)


if __name__ == "__main__":
    main()
