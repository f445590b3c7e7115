"""What has not happened yet is not recorded as done: one check for screens, services and commands alike."""

from datetime import date

from liemchinh.journal import clock
from regulations.answers import Refusal


def faults_of_day(on: date, what: str = "Việc này") -> list[Refusal]:
    """The refusal of an act of a day to come; `what` is told as the subject of its sentence. Today's acts may be recorded."""
    if on <= clock.today():
        return []
    told = f"{what} ghi ngày {on:%d/%m/%Y} là ngày chưa đến."
    return [Refusal("ahead", told, remedy="Hãy kiểm tra ngày; việc chưa làm thì ghi khi đã làm.")]
