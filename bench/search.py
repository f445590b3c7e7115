"""Name search, tree, list and headcount over a register of a million: medians in this process, beside their limits.

`LIEMCHINH_DATA=… python -m bench.search` makes the register there (a minute), or uses the one it made before.
"""

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from bench.measuring import median, medians

NOW, PAST = date(2026, 11, 21), date(2024, 3, 5)
WORDS = ("nguyen van hung", "Nguyễn Văn Hùng", "hung", "nguyen", "tran thi", "le van a", "pham minh duc", "zzz")
SEARCH_LIMIT, PAST_LIMIT = 50, 1.2


def searches(actors: dict[str, Any]) -> None:
    """Every search from every scope, beside the limit."""
    from liemchinh.members.queries import search_visible_to

    for scope, actor in actors.items():
        for text in WORDS:
            taken = median(lambda actor=actor, text=text: search_visible_to(actor, text))  # type: ignore[misc]
            print(
                f"tìm {scope:<9} {text:<18} {taken} = {taken.wall / SEARCH_LIMIT:.2f} lần giới hạn {SEARCH_LIMIT} ms",
                flush=True,
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
            "cây": lambda on, a=actor, r=root: (beside(a, r, on, str), list(children_visible_to(a, r, on))),  # type: ignore[misc]
            "danh sách": lambda on, a=actor, r=root: list_members(a, on, r),  # type: ignore[misc]
            "số người": lambda on, r=root: headcounts([r], on),  # type: ignore[misc]
        }
        for name, call in calls.items():
            now, past = medians([partial(call, NOW), partial(call, PAST)])
            print(
                f"{name:<10}{scope:<9} hôm nay {now}, ngày cũ {past}: {past.wall / now.wall:4.2f} lần theo đồng hồ,"
                f" {past.cpu / now.cpu:4.2f} theo CPU (giới hạn {PAST_LIMIT})",
                flush=True,
            )


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
