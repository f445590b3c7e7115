"""The child of test_published_reports.py: the five published reports, filled from the example and checked before signing.

`python -m tests.published_reports` under the LIEMCHINH_DATA of a loaded example. Prints what each states and what is found; keeps nothing.
"""

import json
import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "liemchinh" / "demo" / "reports"


def main() -> None:
    """One object a report, by the name of its file."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "liemchinh.settings"
    django.setup()
    print(json.dumps({path.stem: _told(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}))


def _told(text: str) -> dict[str, Any]:
    from django.db import transaction

    from liemchinh.access.actor import Actor
    from liemchinh.figures.models import PublishedLine
    from liemchinh.reports import signing
    from liemchinh.reports.filling import filled_report
    from liemchinh.reports.models import Definition, Edition, Report

    told = tomllib.loads(text)
    keys = [one["line"] for one in told["figure"]]
    lines = PublishedLine.objects.filter(key__in=keys, cancelled_by=None)
    (place,) = set(lines.values_list("organisation_id", flat=True))
    reader = Actor.at_console("may-chu")
    with transaction.atomic():
        own = Definition.objects.create(organisation_id=place, name=told["name"], recorded_by=1)
        edition = Edition.objects.create(definition=own, number=1, text=text, recorded_by=1)
        days = {"first": date(2016, 1, 1), "last": date(2022, 12, 31)}
        report = Report.objects.create(
            organisation_id=place, edition=edition, kind="since", recorded_by=1 << 40, **days
        )
        made, checked = filled_report(report, reader), signing.checked(report, actor=reader)
        transaction.set_rollback(True)
    (table,) = made.content.tables()
    return {
        "lines": keys,
        "stated": {row.label: row.cells[0].text for row in table.rows},
        "empty": [cell.figure for cell in made.content.cells() if cell.value is None],
        "found": [one.key for one in checked.open],
    }


if __name__ == "__main__":
    main()
