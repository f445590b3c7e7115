"""A nation's half-year report by province, beside the limit of a second: what is kept, then every indicator.

Acts of other rooms are kept nowhere: they are looked for in the rows of the whole nation, and the second line says what that takes.
"""

import time
from datetime import date
from functools import partial
from typing import Any

from bench.measuring import median

LIMIT = 1000


def main() -> None:
    """Builds the nation and asks."""
    import django

    django.setup()
    from bench import nation
    from liemchinh.access.actor import Actor
    from liemchinh.cli.prepare import prepare
    from liemchinh.figures.asking import question
    from liemchinh.figures.declarations import indicators
    from liemchinh.figures.queries import report_visible_to, shown_indicators
    from liemchinh.journal import clock

    prepare()
    with clock.at(nation.TODAY):
        started = time.monotonic()
        nation.build()
        print(
            f"   dựng {nation.PROVINCES} tỉnh, {nation.BRANCHES} chi bộ: {time.monotonic() - started:.0f} giây",
            flush=True,
        )
        actor = Actor.at_console("bench")
        asked = question(nation.TOP, date(2026, 1, 1), date(2026, 6, 30))
        every = [one.key for one in shown_indicators()]
        kept = [key for key in every if all(indicators()[part].is_kept for part in indicators()[key].over or (key,))]
        for name, keys, times in (("chỉ tiêu giữ sẵn", kept, 5), ("mọi chỉ tiêu", every, 1)):
            told: Any = report_visible_to(actor, asked, keys, by_child=True)
            _is_whole(told)
            taken = median(partial(report_visible_to, actor, asked, keys, by_child=True), times)
            print(f"cả nước, nửa năm, {len(told.lines)} tỉnh, {told.figures['members'].value} người: {name} ({len(keys)}): {taken}"
                  f" = {taken.wall / LIMIT:.2f} lần giới hạn {LIMIT} ms", flush=True)  # fmt: skip


def _is_whole(told: Any) -> None:
    """Parts make the whole, or it says so."""
    for key in ("members", "members_women", "branches", "admitted"):
        whole, parts = told.figures[key], [line.figures[key] for line in told.lines]
        if whole.value != sum(part.value for part in parts) or whole.before != sum(part.before for part in parts):
            print(f"SAI: {key}: các tỉnh cộng lại không bằng cả nước")
