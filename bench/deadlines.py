"""Deadlines measured: how many can be worked out anew in a minute of processor time, in calendar days, months and working days."""

import time
from datetime import date, timedelta

from regulations.charter import Charter, open_charter
from regulations.rulebook import Deadline

MINUTE, WANTED = 60, 1_000_000
MANY = 100_000
# A rule, the day whose text is asked, and the first of the days it is counted from.
ASKED = (
    ("cross_notice.party_to_state", date(2025, 9, 1), date(2025, 9, 1)),
    ("decision.deliver.branch", date(2025, 9, 1), date(2025, 9, 1)),
    ("appeal.file_within", date(2025, 9, 1), date(2025, 9, 1)),
    ("transfer.official.complete_within", date(2025, 9, 1), date(2025, 7, 1)),
    ("appeal.resolve.province_and_below", date(2021, 2, 1), date(2020, 8, 3)),
)


def main() -> None:
    """Works out each rule many times from different days, and says what a million of them, evenly mixed, would take."""
    charter = open_charter()
    spent = 0.0
    for name, on, first in ASKED:
        started = time.process_time()
        days = _recalculated(charter, name, on, first)
        taken = time.process_time() - started
        spent += taken
        print(f"{name}: {MANY} hạn ({days} ngày cuối khác nhau), {taken / MANY * 1e6:.1f} µs CPU mỗi hạn")
    each = spent / (MANY * len(ASKED))
    print(f"{WANTED} hạn: {each * WANTED:.0f} giây CPU (mục tiêu {MINUTE}); mỗi phút {MINUTE / each:.0f} hạn")


def _recalculated(charter: Charter, name: str, on: date, first: date) -> int:
    """How many different last days came out; every answer must be a day."""
    found = set()
    for number in range(MANY):
        start = first + timedelta(days=number % 90)
        answer = charter.rulebook.due_date(start, name, on=on, calendar=charter.calendar)
        assert isinstance(answer.value, Deadline), answer.reason
        found.add(answer.value.due)
    return len(found)
